// What is near and far, kept and cut away, in the picture of a whole cell; atmosphere.ts asks here where there is one.
import {
  cameraPosition,
  cameraWorldMatrix,
  clamp,
  dot,
  exp,
  float,
  length,
  max,
  min,
  mix,
  normalize,
  smoothstep,
  uniform,
  vec4,
} from 'three/tsl';
import { Vector3 } from 'three/webgpu';
import type { Cutaway } from './cutaway.ts';
import type { CellLook } from './sceneDescription.ts';
import { type Bool, type Float, type Vec3, vector } from './tsl.ts';

/** Where the key light comes from, in the camera's axes: the upper left of the picture. */
export const KEY = [-0.55, 0.74, 0.39] as const;

/** Depth, in radii, at which bodies lie in the shade of those above them. */
const SHADE_RADII = 0.06;

/** How far the nucleus lights what lies around it, in its radii; and how far down the key's own colour reaches, in the cell's. */
const GLOW_RADII = 0.34;
const KEY_RADII = 0.2;
/** Light on bodies within the cell: by the key, away from it in the depth, and from the nucleus; linear RGB. */
const KEY_TINT = [1.3, 1.5, 1.72] as const;
const DEEP_TINT = [0.3, 0.56, 1.22] as const;
const NUCLEUS_TINT = [2.1, 1.0, 2.9] as const;

/** What is this close below the membrane, in radii, is on it. */
const ON_MEMBRANE = 1e-4;

export class CellSurroundings {
  readonly radius: Float;
  readonly #shell: Float;
  readonly #nucleus: CellLook['nucleus'];
  readonly #planes = [0, 1, 2].map(() => uniform(new Vector3()));
  readonly #offset = uniform(0);
  readonly #kept = uniform(new Vector3());
  readonly #keptFrom = uniform(0);

  constructor({ radiusNm, shellNm, nucleus }: CellLook) {
    this.radius = float(radiusNm);
    this.#nucleus = nucleus;
    this.#shell = float(Math.max(1, shellNm));
  }

  cut({ normals, offsetNm, kept, keptFromNm }: Cutaway): void {
    normals.forEach((normal, index) => {
      this.#planes[index]?.value.set(...normal);
    });
    this.#offset.value = offsetNm;
    this.#kept.value.set(...kept);
    this.#keptFrom.value = keptFromNm;
  }

  beyondCut(world: Vec3): Float {
    const [first, second, third] = this.#planes.map((plane) => dot(world, plane)) as [Float, Float, Float];
    const wedge = min(min(first, second), third).sub(this.#offset);
    return min(wedge, this.#keptFrom.sub(dot(world, this.#kept)));
  }

  /** Distance from the membrane as the camera sees it, in radii: 1 nearest, -1 on the far side. */
  #towardsEye(world: Vec3): Float {
    return dot(world, normalize(cameraPosition)).div(this.radius);
  }

  /** From the middle of the cell to its far side things sink into the backdrop. */
  depthHaze(world: Vec3): Float {
    return smoothstep(0.15, 1.25, this.#towardsEye(world).negate()).mul(0.8);
  }

  /** Light falls off towards the far side, and with the depth below the membrane or the walls of the cut. */
  pool(world: Vec3): Float {
    const buried = max(min(this.beyondCut(world).negate(), this.radius.sub(length(world))), 0);
    const open = exp(buried.div(this.radius.mul(SHADE_RADII)).negate());
    const lit = clamp(this.#towardsEye(world).mul(0.5).add(0.65), 0, 1);
    // The key light makes a ball of the whole cell: bright where it faces it, dim on the other side.
    const key = cameraWorldMatrix.mul(vec4(...KEY, 0)).xyz;
    const shaded = smoothstep(-0.9, 0.75, dot(world, key).div(this.radius));
    return lit.mul(mix(float(0.35), float(1), open)).mul(mix(float(0.3), float(1.25), shaded));
  }

  /** Colour of the light on a body: the key's near the membrane, blue in the depth, the nucleus' own around it. */
  grade(world: Vec3): Vec3 {
    const below = max(this.radius.sub(length(world)), 0).div(this.radius.mul(KEY_RADII));
    const depth = mix(vector(...DEEP_TINT), vector(...KEY_TINT), exp(below.negate()));
    if (!this.#nucleus) return depth;
    const { centreNm, radiusNm } = this.#nucleus;
    const away = max(length(world.sub(vector(...centreNm))).sub(radiusNm), 0);
    const lit = exp(away.div(-GLOW_RADII * radiusNm));
    return mix(depth, vector(...NUCLEUS_TINT), lit.mul(0.85));
  }

  /** The shell outside has no walls: what is in it dissolves towards its end. */
  edge(world: Vec3): Float {
    return smoothstep(0.5, 1, length(world).sub(this.radius).div(this.#shell));
  }

  /** On the membrane or outside of the cell where no part of it can lie before the place: beyond the circle of its horizon. */
  isBeforeMembrane(world: Vec3): Bool {
    const outside = length(world).greaterThan(this.radius.mul(1 - ON_MEMBRANE));
    return outside.and(dot(world, cameraPosition).greaterThan(this.radius.mul(this.radius)));
  }
}
