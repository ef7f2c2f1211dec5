// What all materials share: palette colours, light, the backdrop and the way things dissolve into it.
// Nothing here is lit by three: the palette's colours must survive, so shading is two soft bands and a thin rim.

import {
  cameraPosition,
  cameraViewMatrix,
  clamp,
  dot,
  exp,
  float,
  length,
  max,
  mix,
  oneMinus,
  pow,
  screenUV,
  smoothstep,
  uniform,
  vec2,
  vec3,
  vec4,
} from 'three/tsl';
import { Color, type UniformNode, type Vector3, Vector4 } from 'three/webgpu';
import { CellSurroundings } from './cellSurroundings.ts';
import { Clipping } from './clipping.ts';
import { isNight, PALETTES, type Palette, type ProfileName } from './palette.ts';
import type { SceneDescription } from './sceneDescription.ts';
import { colourUniform, type Float, type Vec2, type Vec3, vector } from './tsl.ts';

type Colour = UniformNode<'vec3', Vector3>;

export class Atmosphere {
  readonly colour = Object.fromEntries(
    Object.keys(PALETTES.dark).map((role) => [role, colourUniform()]),
  ) as Record<keyof Palette, Colour>;
  /** Pixels that 1 nm covers at 1 nm from the camera. */
  readonly pixelFactor = uniform(1000);
  /** Distance from the camera to what it looks at, nm. */
  readonly focusDistance = uniform(1000);
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
  /** How far before the place of interest the membrane is cut away. */
  readonly cut: Float;

  constructor(scene: SceneDescription) {
    this.cell = scene.cell && new CellSurroundings(scene.cell);
    this.halfX = float(scene.sizeNm[0] / 2);
    this.halfY = float(scene.sizeNm[1] / 2);
    this.depth = float(scene.cytosolDepthNm);
    this.focusX = float(scene.focusNm[0]);
    this.focusY = float(scene.focusNm[1]);
    this.focusRadius = float(scene.focusRadiusNm);
    this.poolRadius = float(Math.max(scene.focusRadiusNm, 0.8 * scene.siteSpreadNm));
    this.cut = float(Math.max(0.62 * scene.focusRadiusNm, scene.siteSpreadNm));
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

  /**
   * The membrane is cut away towards the viewer along an arc, so that the vesicles beneath it are seen. Distance beyond
   * the cut, nm (negative: not cut). From straight above nothing is cut.
   */
  beyondCut(world: Vec3): Float {
    if (this.cell) return this.cell.beyondCut(world);
    const focus = vec2(this.focusX, this.focusY);
    const towards = cameraPosition.xy.sub(focus);
    const flat = length(towards);
    const steep = smoothstep(0.62, 0.95, cameraPosition.z.abs().div(length(vec2(flat, cameraPosition.z))));
    const bend = this.focusRadius.mul(2.5);
    const centre = focus.sub(towards.div(max(flat, 1)).mul(bend));
    const reach = bend.add(this.cut).add(this.focusRadius.mul(steep.mul(4)));
    return length(world.xy.sub(centre)).sub(reach);
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
    const key = vector(-0.55, 0.74, 0.39);
    const wrapped = dot(normalView, key).mul(0.5).add(0.5);
    const bands = smoothstep(0.18, 0.62, wrapped)
      .mul(0.42)
      .add(smoothstep(0.58, 0.98, wrapped).mul(0.4));
    const up = dot(normalView, cameraViewMatrix.mul(vec4(0, 0, 1, 0)).xyz)
      .mul(0.5)
      .add(0.5);
    const fill = mix(this.colour.fillBelow, this.colour.fillAbove, up);
    const lit = base
      .mul(this.colour.key)
      .mul(bands.add(mix(float(0.2), float(0.42), this.paper)))
      .add(fill.mul(base.mul(0.9).add(0.06)));
    return lit.add(this.colour.key.mul(this.rim(normalView, towardsEye)).mul(oneMinus(this.paper)));
  }

  /** Fresnel rim, 20 %, stronger where the normal looks up. */
  rim(normalView: Vec3, towardsEye: Vec3): Float {
    const grazing = pow(oneMinus(max(dot(normalView, towardsEye), 0)), 3);
    return grazing.mul(normalView.y.mul(0.35).add(0.65)).mul(0.2);
  }
}
