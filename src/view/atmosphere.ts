// What all materials share: palette colours, light, the backdrop and the way things dissolve into it.
// Nothing here is lit by three: the palette's colours must survive, so shading is two soft bands and a thin rim.

import {
  cameraPosition,
  cameraViewMatrix,
  clamp,
  cos,
  cross,
  dot,
  exp,
  float,
  length,
  max,
  min,
  mix,
  normalize,
  oneMinus,
  pow,
  screenUV,
  sin,
  smoothstep,
  step,
  uniform,
  vec2,
  vec3,
} from 'three/tsl';
import { Color, type UniformNode, Vector3, Vector4 } from 'three/webgpu';
import { CellSurroundings, KEY } from './cellSurroundings.ts';
import { Clipping } from './clipping.ts';
import type { LocalCut } from './localCut.ts';
import { isNight, PALETTES, type Palette, type ProfileName } from './palette.ts';
import type { SceneDescription } from './sceneDescription.ts';
import { colourUniform, column, type Float, type Vec2, type Vec3, type Vec4, vector } from './tsl.ts';

/** How far behind the cut of the near membrane the far one is cut, in radii of the place of interest. */
const FAR_SET_BACK = 0.7;

const PAPER_GRADE = [1.7, 1.72, 1.8] as const;

type Colour = UniformNode<'vec3', Vector3>;

export class Atmosphere {
  readonly colour = Object.fromEntries(
    Object.keys(PALETTES.dark).map((role) => [role, colourUniform()]),
  ) as Record<keyof Palette, Colour>;
  /** Pixels that 1 nm covers at 1 nm from the camera. */
  readonly pixelFactor = uniform(1000);
  /** Distance from the camera to what it looks at, nm. */
  readonly focusDistance = uniform(1000);
  /** Half of what the picture frames from top to bottom, where the camera looks, nm. */
  readonly frameRadius = uniform(300);
  /** 0 in the dark profile, 1 on paper: no glow, ink instead of light. */
  readonly paper = uniform(0);
  /** 1: what is far or deep sinks into the backdrop; 0 in figures. */
  readonly fog = uniform(1);
  /** What part of the whole picture is drawn: its size and its upper left corner, in shares (1, 1, 0, 0: all of it). */
  readonly window = uniform(new Vector4(1, 1, 0, 0));
  readonly clipping = new Clipping();
  /** Where the world is a whole cell and no slab. */
  readonly cell: CellSurroundings | undefined;
  /** The slab: half width, half length, depth of the cytosol; height of the outside. nm. */
  readonly halfX: Float;
  readonly halfY: Float;
  readonly depth: Float;
  readonly focusX: Float;
  readonly focusY: Float;
  readonly focusRadius: Float;
  readonly poolRadius: Float;
  readonly #target = uniform(new Vector3());
  readonly #normal = uniform(new Vector3(0, 0, 1));
  readonly #middle = uniform(new Vector3());
  readonly #reach = uniform(1e6);
  readonly #limit = uniform(1e6);
  readonly #strength = uniform(1);

  constructor(scene: SceneDescription) {
    this.cell = scene.cell && new CellSurroundings(scene.cell);
    this.halfX = float(scene.sizeNm[0] / 2);
    this.halfY = float(scene.sizeNm[1] / 2);
    this.depth = float(scene.cytosolDepthNm);
    this.focusX = float(scene.focusNm[0]);
    this.focusY = float(scene.focusNm[1]);
    this.focusRadius = float(scene.focusRadiusNm);
    this.poolRadius = float(Math.max(scene.focusRadiusNm, 0.8 * scene.siteSpreadNm));
  }

  setProfile(profile: ProfileName): void {
    const palette = PALETTES[profile];
    for (const role of Object.keys(palette) as (keyof Palette)[]) {
      const { r, g, b } = new Color(palette[role]);
      this.colour[role].value.set(r, g, b);
    }
    this.paper.value = isNight(profile) ? 0 : 1;
    this.fog.value = profile === 'figure' ? 0 : 1;
  }

  /** The backdrop at a place of the picture (0,0 is the upper left corner). */
  backdrop(uv: Vec2 = screenUV.mul(this.window.xy).add(this.window.zw)): Vec3 {
    const sky = mix(this.colour.backdropHigh, this.colour.backdropLow, smoothstep(0, 0.9, uv.y));
    const corner = smoothstep(0.45, 1.05, length(uv.sub(vec2(0.5, 0.45)).mul(vec2(1.15, 1))).mul(1.25));
    return mix(sky, this.colour.backdropCorner, corner);
  }

  /** The backdrop behind a place in clip space: for a vertex. */
  backdropAt(clip: Vec4): Vec3 {
    const uv = clip.xy.div(clip.w).mul(vec2(0.5, -0.5)).add(0.5);
    return this.backdrop(uv.mul(this.window.xy).add(this.window.zw));
  }

  /** How far a place has dissolved: 0 near the focus, 1 beyond the slab's soft edges and far away. */
  haze(world: Vec3): Float {
    const away = length(world.sub(cameraPosition)).div(this.focusDistance);
    const behind = smoothstep(1.15, 2.5, away);
    const below = this.cell
      ? this.cell.depthHaze(world)
      : smoothstep(0.45, 1.15, world.z.negate().div(this.depth)).mul(0.75);
    return oneMinus(
      oneMinus(behind.mul(this.fog))
        .mul(oneMinus(below.mul(this.fog)))
        .mul(oneMinus(this.edge(world))),
    );
  }

  /** 1 at the walls of the (usually periodic) slab, 0 well inside. */
  edge(world: Vec3): Float {
    if (this.cell) return this.cell.edge(world);
    const x = smoothstep(0.72, 1, world.x.abs().div(this.halfX));
    const y = smoothstep(0.72, 1, world.y.abs().div(this.halfY));
    return oneMinus(oneMinus(x).mul(oneMinus(y)));
  }

  /** Soft light on the place of interest: 1 there, falling off over a few of its radii. */
  pool(world: Vec3): Float {
    if (this.cell) return this.cell.pool(world);
    const offset = world.sub(vec3(this.focusX, this.focusY, 0)).div(this.poolRadius);
    return exp(dot(offset, offset).mul(-0.45));
  }

  /** Colour of the light on a vesicle seen from afar: in a cell's depth it changes; on paper it lifts what would be black. */
  grade(world: Vec3): Vec3 {
    if (!this.cell) return vector(1, 1, 1);
    return mix(this.cell.grade(world), vector(...PAPER_GRADE), this.paper);
  }

  /** Where localCut.ts wants the membrane cut away. */
  cutLocally({ targetNm, normal, middleNm, reachNm, limitNm, strength }: LocalCut): void {
    this.#target.value.set(...targetNm);
    this.#normal.value.set(...normal);
    this.#middle.value.set(...middleNm);
    this.#reach.value = reachNm;
    this.#limit.value = limitNm;
    this.#strength.value = strength;
  }

  /** Distance beyond the cut through the membrane, nm (negative: not cut). */
  beyondCut(world: Vec3): Float {
    const from = world.sub(this.#target).toVar();
    const across = from.sub(this.#normal.mul(dot(from, this.#normal)));
    const out = length(across.sub(this.#middle)).sub(this.#reach);
    const near = min(out, this.#limit.sub(length(from)));
    return this.cell ? max(near, this.cell.beyondCut(world)) : near;
  }

  /** The membrane across a cleft is cut farther back, or it would hide what happens below it. */
  beyondFarCut(world: Vec3): Float {
    return this.beyondCut(world).add(this.focusRadius.mul(FAR_SET_BACK));
  }

  /** A place of the local cut, by its angle from the middle of the arc; radius of the arc; the way out. */
  cutArc(turn: Float): Vec3 {
    const ahead = normalize(this.#middle).negate();
    const aside = cross(this.#normal, ahead);
    const away = ahead
      .mul(cos(turn))
      .add(aside.mul(sin(turn)))
      .mul(this.#reach);
    return this.#target.add(this.#middle).add(away);
  }

  get cutReach(): Float {
    return this.#reach;
  }

  get cutNormal(): Vec3 {
    return this.#normal;
  }

  /** 1 where the local cut ends the membrane: not where a cell's wedge has taken it already, or far from the target. */
  cutShown(world: Vec3): Float {
    const near = step(length(world.sub(this.#target)), this.#limit).mul(this.#strength);
    return this.cell ? near.mul(step(this.cell.beyondCut(world), 0)) : near;
  }

  /** The same for what lies beneath: in a cell it goes with the wedge, and stays where only the membrane is cut. */
  beyondWedge(world: Vec3): Float {
    return this.cell ? this.cell.beyondCut(world) : float(-1);
  }

  /** A colour seen through the medium. Places that are clipped away are not seen at all. */
  through(colour: Vec3, world: Vec3, strength: Float | number = 1): Vec3 {
    this.clipping.discardBeyond(world);
    return this.veil(colour, world, strength);
  }

  /** The same for bodies that are kept or left out as a whole. */
  veil(colour: Vec3, world: Vec3, strength: Float | number = 1): Vec3 {
    return mix(colour, this.backdrop(), clamp(this.haze(world).mul(strength), 0, 1));
  }

  /** Half-Lambert in two soft bands from the upper left of the picture, hemisphere fill, a rim from behind. */
  shade(base: Vec3, normalView: Vec3, towardsEye: Vec3): Vec3 {
    const key = vector(...KEY);
    const wrapped = dot(normalView, key).mul(0.5).add(0.5);
    const bands = smoothstep(0.18, 0.62, wrapped)
      .mul(0.42)
      .add(smoothstep(0.58, 0.98, wrapped).mul(0.4));
    const up = dot(normalView, column(cameraViewMatrix, 2).xyz).mul(0.5).add(0.5);
    const fill = mix(this.colour.fillBelow, this.colour.fillAbove, up);
    const lit = base
      .mul(this.colour.key)
      .mul(bands.add(mix(float(0.2), float(0.42), this.paper)))
      .add(fill.mul(base.mul(0.9).add(0.06)));
    const glints = this.rim(normalView, towardsEye).add(this.sheen(normalView, towardsEye));
    return lit.add(this.colour.key.mul(glints).mul(oneMinus(this.paper)));
  }

  /** A broad soft reflection of the key light: bodies look wet, no point of light stands on them. */
  sheen(normalView: Vec3, towardsEye: Vec3): Float {
    const half = normalize(vector(...KEY).add(towardsEye));
    const square = max(dot(normalView, half), 0).pow2();
    const fourth = square.mul(square);
    return fourth.mul(fourth).mul(fourth).mul(square).mul(0.16); // to the 14th: software GPUs are slow at pow()
  }

  /** Light that has gone into a thin translucent layer and comes out beside: from behind, and where it is seen along. */
  within(base: Vec3, normalView: Vec3, towardsEye: Vec3): Vec3 {
    const back = normalize(vector(0.35, -0.2, -0.9).add(normalView.mul(0.4)));
    const through = pow(clamp(dot(towardsEye, back.negate()), 0, 1), 3).mul(0.34);
    const along = pow(oneMinus(clamp(dot(normalView, towardsEye), 0, 1)), 1.6).mul(0.22);
    return base.mul(this.colour.key).mul(through.add(along)).mul(oneMinus(this.paper));
  }

  /** Fresnel rim, 20 %, stronger where the normal looks up. */
  rim(normalView: Vec3, towardsEye: Vec3): Float {
    const grazing = oneMinus(max(dot(normalView, towardsEye), 0)).pow3();
    return grazing.mul(normalView.y.mul(0.35).add(0.65)).mul(0.2);
  }
}
