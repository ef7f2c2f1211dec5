// What a vesicle looks like: a translucent shell around discs of cargo, collars by stage, an outline. What is the same all
// over a vesicle is worked out at its corners, because pixels are many; on a software GPU they are what a picture costs.
import {
  abs,
  cameraViewMatrix,
  clamp,
  cross,
  dot,
  float,
  length,
  max,
  min,
  mix,
  oneMinus,
  select,
  smoothstep,
  sqrt,
  uint,
  vec2,
  vec4,
} from 'three/tsl';
import { CONSTANTS as C } from '../model/layout.ts';
import type { Atmosphere } from './atmosphere.ts';
import { CARGO_DISCS, type CargoPlaces } from './cargoPlaces.ts';
import { localFrame } from './localFrame.ts';
import type { SceneDescription } from './sceneDescription.ts';
import {
  type Bool,
  type Float,
  flat,
  smooth,
  type Uint,
  type Vec2,
  type Vec3,
  type Vec4,
  vector,
} from './tsl.ts';

/** Radius of a disc, in the vesicle's. */
const DISC = 0.14;
/** How fast a disc gets dense from its edge inwards. */
const DENSITY = 1.3;
/** Radius of a vesicle on the screen below which discs give way to their mean, and above which they alone are seen. */
const HAZE_PIXELS = [11, 20] as const;
/** Radius on the screen up to which a vesicle takes on the colour of the light, and from which it keeps its own. */
const GRADED = [12, 30] as const;
/** How much what is ready to fuse is lit from within. */
const READY = 0.34;
/** Half of how softly a collar's edge ends, in radii. */
const SOFT = 0.025;

/** What a vertex knows of its vesicle. */
export interface VesicleCorner {
  row: Uint;
  stage: Uint;
  /** Of the middle, in the world; nm. */
  place: Vec3;
  radius: Float;
  /** Of the middle, in the camera's axes. */
  view: Vec3;
  /** Of the vertex, in the world and in clip space. */
  world: Vec3;
  clip: Vec4;
}

/** What a pixel knows of its vesicle; the camera's axes. */
export interface TracedSphere {
  centre: Vec3;
  radius: Float;
  /** Unit vector from the eye. */
  ray: Vec3;
  /** From the point of the ray that is nearest to the centre to the centre. */
  miss: Vec3;
  isMet: Bool;
  /** Half of the way of the ray through the sphere. */
  half: Float;
  hit: Vec3;
}

export interface VesicleLook {
  base: Vec3;
  /** Of a collar or belt. */
  ring: Vec3;
  /** From and to which height, how strong, with teeth. */
  collar: Vec4;
  /** The vesicle's frame: out of the cell, one axis across. Camera's axes. */
  out: Vec3;
  aside: Vec3;
  cargo: Vec3;
  /** How far discs of cargo are seen, and how far their mean; how dense the shell is; how much light is within. */
  amounts: Vec4;
  /** Radius on the screen; how clear the inside is. */
  numbers: Vec2;
  /** Light at this place. */
  light: Float;
  /** From the camera's axes to those of its discs of cargo. */
  discs: Vec4;
  /** What the vesicle dissolves into, and how far. */
  veil: Vec4;
}

export function vesicleLook(
  atmosphere: Atmosphere,
  scene: SceneDescription,
  corner: VesicleCorner,
  cargo: CargoPlaces,
): VesicleLook {
  const { row, stage, place, radius, view } = corner;
  const { colour } = atmosphere;
  const isStage = (one: number) => stage.equal(uint(one));
  const isCarried = isStage(C.STAGE_CARRIED);
  const isEmpty = isStage(C.STAGE_REFILLING);
  const atSite = isStage(C.STAGE_DOCKED).or(isStage(C.STAGE_PRIMED));
  const isPrimed = isStage(C.STAGE_PRIMED);
  const pixels = radius.mul(atmosphere.pixelFactor).div(view.z.negate());
  const grade = select(
    atSite,
    vector(1, 1, 1),
    mix(atmosphere.grade(place), vector(1, 1, 1), smoothstep(...GRADED, pixels)),
  );
  const free = select(isEmpty, colour.vesicleEmpty, colour.vesicleFree);
  const away = select(isCarried, colour.vesicleCarried, free);
  const held = select(isPrimed, colour.vesiclePrimed, colour.vesicleDocked);
  const ring = select(isCarried, colour.vesicleCarried, held);
  const discs = smoothstep(...HAZE_PIXELS, pixels);
  const full = select(isEmpty, 0, 1);
  // What fills up is a clear bubble.
  const shell = select(isEmpty, 0.04, select(atSite, 0.55, 0.74));
  const ready = oneMinus(atmosphere.paper).mul(select(isPrimed, READY, 0));
  const amounts = vec4(discs.mul(full), oneMinus(discs).mul(full).mul(0.34), shell, ready);
  const light = mix(float(0.34), float(1.14), atmosphere.pool(corner.world));
  const frame = localFrame(scene, place);
  const inView = (direction: Vec3) => cameraViewMatrix.mul(vec4(direction, 0)).xyz;
  return {
    base: flat(select(atSite, held, away).mul(grade), 'vesicleBase'),
    ring: flat(mix(ring, colour.cargo, 0.55), 'vesicleRing'),
    collar: flat(collarOf(stage), 'vesicleCollar'),
    out: flat(inView(frame.turn(vector(0, 0, 1))), 'vesicleOut'),
    aside: flat(inView(frame.turn(vector(1, 0, 0))), 'vesicleAside'),
    cargo: flat(colour.cargo.mul(grade), 'vesicleCargo'),
    amounts: flat(amounts, 'vesicleAmounts'),
    light: smooth(light, 'vesicleLight'),
    numbers: flat(vec2(pixels, select(isEmpty, 1, 0.35)), 'vesicleNumbers'),
    discs: flat(cargo.turn(row), 'vesicleDiscs'),
    veil: smooth(vec4(atmosphere.backdropAt(corner.clip), atmosphere.haze(corner.world)), 'vesicleVeil'),
  };
}

function collarOf(stage: Uint): Vec4 {
  const isStage = (one: number) => stage.equal(uint(one));
  return select(
    isStage(C.STAGE_PRIMED),
    vec4(0.78, 0.92, 1, 1),
    select(
      isStage(C.STAGE_DOCKED),
      vec4(0.74, 0.9, 1, 0),
      select(
        isStage(C.STAGE_TETHERED),
        vec4(0.82, 0.88, 0.7, 0),
        select(isStage(C.STAGE_CARRIED), vec4(-0.1, 0.1, 1, 0), vec4(0)),
      ),
    ),
  );
}

type SeenSphere = TracedSphere & { normal: Vec3 };

/** Colour of a place of the shell, within the body's own function. */
export function shadeVesicle(atmosphere: Atmosphere, look: VesicleLook, sphere: SeenSphere): Vec3 {
  const { normal, half, radius, ray, miss } = sphere;
  const { amounts, base } = look;
  const facing = half.div(radius).toVar();
  const grazing = oneMinus(facing).toVar();
  const shell = atmosphere.shade(base, normal, ray.negate()).mul(look.light).toVar();
  const collar = collarAt(look, normal).toVar();
  shell.assign(mix(shell, look.ring, collar));
  const inner = mix(base.mul(0.3), look.veil.xyz, look.numbers.y);
  const cargo = cargoAt(look, sphere).mul(amounts.x).add(facing.mul(facing).mul(amounts.y));
  // To the power of 1.625.
  const root = sqrt(grazing).toVar();
  const glass = mix(amounts.z, float(1), grazing.mul(root).mul(sqrt(sqrt(root))));
  const within = mix(inner, look.cargo, cargo);
  const lit = mix(within, shell, max(glass, collar)).add(base.mul(amounts.w).mul(facing));
  // The outline: how many pixels this ray passes inside the silhouette.
  const depth = oneMinus(length(miss).div(radius)).mul(look.numbers.x);
  const outline = oneMinus(smoothstep(0.6, 1.9, depth)).mul(0.75);
  return mix(lit, base.mul(0.16), outline);
}

/** Share of collar at a place of the shell. */
function collarAt({ collar, out, aside }: VesicleLook, normal: Vec3): Float {
  const height = dot(normal, out).toVar();
  const band = (from: Float, to: Float) => {
    const middle = from.add(to).mul(0.5);
    const reach = to.sub(from).mul(0.5);
    return clamp(
      reach
        .sub(abs(height.sub(middle)))
        .mul(0.5 / SOFT)
        .add(0.5),
      0,
      1,
    );
  };
  // Eight teeth around: how far a place reaches towards the nearest of eight directions.
  const around = vec2(dot(normal, aside), dot(normal, cross(out, aside))).toVar();
  const [x, y] = [abs(around.x), abs(around.y)];
  const reached = max(max(x, y), x.add(y).mul(Math.SQRT1_2)).div(max(length(around), 1e-3));
  const teeth = band(float(0.58), float(0.8))
    .mul(clamp(reached.sub(0.961).mul(80).add(0.5), 0, 1))
    .mul(collar.w);
  return max(band(collar.x, collar.y).mul(collar.z), teeth);
}

/** How much of a soft cargo disc lies behind this point of the shell. */
function cargoAt({ discs }: VesicleLook, { miss, ray, radius }: SeenSphere): Float {
  const beside = miss.div(radius).toVar();
  const beside2 = dot(beside, beside).toVar();
  const [aside, ahead] = [turned(beside, discs).toVar(), turned(ray, discs).toVar()];
  const cover = float(0).toVar();
  for (const place of CARGO_DISCS) {
    const [x, y, z] = place;
    const depth = ahead.x.mul(x).add(ahead.y.mul(y)).add(ahead.z.mul(z)).toVar();
    const across = aside.x.mul(x).add(aside.y.mul(y)).add(aside.z.mul(z));
    // Square of the distance between disc and ray.
    const away2 = beside2
      .add(Math.hypot(...place) ** 2)
      .add(across.mul(2))
      .sub(depth.mul(depth));
    const ball = float(DENSITY).sub(away2.mul(DENSITY / DISC ** 2));
    cover.assign(max(cover, ball.mul(depth.mul(-0.35).add(0.65))));
  }
  return min(cover, 1);
}

function turned(way: Vec3, quaternion: Vec4): Vec3 {
  const across = cross(quaternion.xyz, way).mul(2).toVar();
  return way.add(across.mul(quaternion.w)).add(cross(quaternion.xyz, across));
}
