// What is near and far, kept and cut away, in the picture of a whole cell; atmosphere.ts asks here where there is one.
import { cameraPosition, clamp, dot, float, length, min, normalize, smoothstep, uniform } from 'three/tsl';
import { Vector3 } from 'three/webgpu';
import type { Cutaway } from './cutaway.ts';
import type { CellLook } from './sceneDescription.ts';
import type { Bool, Float, Vec3 } from './tsl.ts';

export class CellSurroundings {
  readonly radius: Float;
  readonly #shell: Float;
  readonly #planes = [0, 1, 2].map(() => uniform(new Vector3()));
  readonly #offset = uniform(0);
  readonly #kept = uniform(new Vector3());
  readonly #keptFrom = uniform(0);

  constructor({ radiusNm, shellNm }: CellLook) {
    this.radius = float(radiusNm);
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

  /** Light falls off with depth. */
  pool(world: Vec3): Float {
    return clamp(this.#towardsEye(world).mul(0.55).add(0.55), 0, 1);
  }

  /** The shell outside has no walls: what is in it dissolves towards its end. */
  edge(world: Vec3): Float {
    return smoothstep(0.5, 1, length(world).sub(this.radius).div(this.#shell));
  }

  /** Outside of the cell where no part of it can lie before the place: beyond the circle of its horizon. */
  isBeforeMembrane(world: Vec3): Bool {
    const outside = dot(world, world).greaterThan(this.radius.mul(this.radius));
    return outside.and(dot(world, cameraPosition).greaterThan(this.radius.mul(this.radius)));
  }
}
