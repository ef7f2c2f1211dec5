// Vesicles: ray-traced spheres, one square each, read straight from the vesicle table. Stage shows as colour and shape:
// smooth (reserve), a clear bubble (refilling), a belt (carried along a track, with a motor: motors.ts), a thin line and a
// tether (tethers.ts), a contact collar (docked), a toothed one (primed), both below SNAREs (snares.ts); a fusing vesicle is
// part of its site's membrane (membrane.ts), a spent one a ring lying in it (spentRings.ts).

import {
  abs,
  atan,
  bool,
  cameraPosition,
  cameraProjectionMatrix,
  cameraViewMatrix,
  cameraWorldMatrix,
  cos,
  cross,
  dot,
  Fn,
  float,
  If,
  Loop,
  length,
  max,
  mix,
  normalize,
  oneMinus,
  pow,
  select,
  sin,
  smoothstep,
  sqrt,
  step,
  uint,
  varying,
  vec3,
  vec4,
} from 'three/tsl';
import { type Mesh, NodeMaterial } from 'three/webgpu';
import { CONSTANTS as C } from '../model/layout.ts';
import type { Atmosphere } from './atmosphere.ts';
import { depthOf, lengthNm, placeNm, pulledMesh } from './bodies.ts';
import type { BodyTables } from './bodyTables.ts';
import { localFrame } from './localFrame.ts';
import type { Occlusion } from './occlusion.ts';
import type { SceneDescription } from './sceneDescription.ts';
import { bits, type Float, looksHash, pulledRow, squareCorner, type Vec3, vector } from './tsl.ts';

const CORNERS = 6;
/** Discs of cargo drawn inside a full vesicle that is near enough to show them. */
const CARGO_DISCS = 12;

/** Radius on the screen up to which a vesicle takes on the colour of the light, and from which it keeps its own. */
const GRADED = [12, 30] as const;

const READY = 0.34;

export interface VesicleOptions {
  tables: BodyTables;
  atmosphere: Atmosphere;
  scene: SceneDescription;
  isWebgl: boolean;
}

/** What a ray meets of a vesicle; without colours where only its depth is drawn. */
export function makeVesicleDepths(options: VesicleOptions): Mesh {
  const { material } = tracedSpheres(options);
  material.name = 'depths of vesicles';
  material.colorNode = vec4(0);
  return pulledMesh(material, CORNERS, options.scene.vesicleCount);
}

export function makeVesicles(options: VesicleOptions, occlusion: Occlusion): Mesh {
  const { atmosphere, scene } = options;
  const { material, body } = tracedSpheres(options);
  material.name = 'vesicles';
  material.colorNode = Fn(() => {
    const world = cameraWorldMatrix.mul(vec4(body.hit, 1)).xyz;
    const normal = body.hit.sub(body.centre).div(body.radius);
    const light = occlusion.light(body.hit, normal, body.radius.mul(1.3));
    const colour = shadeVesicle(atmosphere, scene, body).mul(light);
    return vec4(atmosphere.veil(colour, world), 1);
  })();
  return pulledMesh(material, CORNERS, scene.vesicleCount);
}

function tracedSpheres({ tables, atmosphere, scene, isWebgl }: VesicleOptions): {
  material: NodeMaterial;
  body: Body;
} {
  const row = pulledRow(CORNERS);
  const place = tables.vesicle(row, 0);
  const status = tables.vesicle(row, 1).x;
  const mode = bits(status, 0, C.MODE_MASK);
  const stage = bits(status, C.STAGE_SHIFT, C.STAGE_MASK);
  const isSomewhere = mode.notEqual(uint(C.MODE_ABSENT)).and(mode.notEqual(uint(C.MODE_PLACING)));
  const isWhole = stage.lessThan(uint(C.STAGE_FUSING)).or(stage.greaterThan(uint(C.STAGE_REFILLING - 1)));
  const isShown = isSomewhere.and(isWhole);
  const centre = placeNm(place);
  // What stands where a cell is cut open goes with the piece.
  const isUncut = scene.cell ? atmosphere.beyondWedge(centre).lessThan(0) : bool(true);
  const isKept = isUncut.and(atmosphere.clipping.keeps(centre));
  const radius = select(isShown.and(isKept), lengthNm(place), float(0));
  const corner = squareCorner();

  const viewCentre = cameraViewMatrix.mul(vec4(centre, 1)).xyz;
  const sphereCorner = Fn(() => {
    const towards = normalize(viewCentre).toVar();
    const right = normalize(cross(towards, vector(0, 1, 0))).toVar();
    const up = cross(right, towards);
    const share = radius.mul(radius).div(dot(viewCentre, viewCentre));
    const reach = radius.div(sqrt(max(oneMinus(share), 0.01)));
    return viewCentre.add(right.mul(corner.x).add(up.mul(corner.y)).mul(reach));
  });
  const viewPlace = sphereCorner();

  const body = {
    view: varying(viewPlace, 'vesicleView'),
    centre: varying(viewCentre, 'vesicleCentre').setInterpolation('flat'),
    radius: varying(radius, 'vesicleRadius').setInterpolation('flat'),
    stage: varying(stage.toFloat(), 'vesicleStage').setInterpolation('flat'),
    seed: varying(row.toFloat(), 'vesicleSeed').setInterpolation('flat'),
  };
  const ray = normalize(body.view);
  const along = dot(ray, body.centre);
  // By the distance between ray and centre: from far away the squares of the distances would leave no digits.
  const miss = body.centre.sub(ray.mul(along));
  const inside = body.radius.mul(body.radius).sub(dot(miss, miss));
  const hit = ray.mul(along.sub(sqrt(max(inside, 0))));

  const material = new NodeMaterial();
  material.vertexNode = cameraProjectionMatrix.mul(vec4(viewPlace, 1));
  material.maskNode = inside.greaterThan(0);
  material.depthNode = depthOf(hit, isWebgl);
  return { material, body: { ...body, ray, hit } };
}

interface Body {
  centre: Vec3;
  radius: Float;
  stage: Float;
  seed: Float;
  ray: Vec3;
  hit: Vec3;
}

function shadeVesicle(atmosphere: Atmosphere, scene: SceneDescription, body: Body): Vec3 {
  const { colour } = atmosphere;
  const normal = body.hit.sub(body.centre).div(body.radius).toVar();
  const world = cameraWorldMatrix.mul(vec4(normal, 0)).xyz;
  const facing = max(dot(normal, body.ray.negate()), 0).toVar();
  const isCarried = step(C.STAGE_CARRIED - 0.5, body.stage);
  const isEmpty = step(C.STAGE_REFILLING - 0.5, body.stage).sub(isCarried);
  const atSite = step(C.STAGE_DOCKED - 0.5, body.stage)
    .sub(isCarried)
    .sub(isEmpty);
  const free = mix(colour.vesicleFree, colour.vesicleEmpty, isEmpty);
  const away = mix(free, colour.vesicleCarried, isCarried);
  const place = cameraWorldMatrix.mul(vec4(body.hit, 1)).xyz.toVar();
  const pixels = body.radius.mul(atmosphere.pixelFactor).div(body.hit.z.negate()).toVar();
  const grade = mix(
    atmosphere.grade(place),
    vector(1, 1, 1),
    max(atSite, smoothstep(...GRADED, pixels)),
  ).toVar();
  const isPrimed = step(C.STAGE_PRIMED - 0.5, body.stage);
  const held = mix(colour.vesicleDocked, colour.vesiclePrimed, isPrimed);
  const base = mix(away, held, atSite).mul(grade).toVar();
  const shell = atmosphere.shade(base, normal, body.ray.negate()).toVar();
  shell.mulAssign(mix(float(0.34), float(1.14), atmosphere.pool(place)));
  const frame = localFrame(scene, cameraWorldMatrix.mul(vec4(body.centre, 1)).xyz);
  const collar = collarOf(body.stage, frame.into(world));
  const ring = mix(held, colour.vesicleCarried, isCarried);
  shell.assign(mix(shell, mix(ring, colour.cargo, 0.55), collar));
  const inner = mix(base.mul(0.3), atmosphere.backdrop(), mix(float(0.35), float(1), isEmpty)).toVar();
  // Too small to show discs: their mean.
  const haze = oneMinus(smoothstep(11, 20, pixels))
    .mul(facing.mul(facing))
    .mul(0.34);
  inner.assign(mix(inner, colour.cargo.mul(grade), haze.mul(oneMinus(isEmpty))));
  If(pixels.greaterThan(11), () => {
    const cargo = cargoInside(body)
      .mul(smoothstep(11, 20, pixels))
      .mul(oneMinus(isEmpty));
    inner.assign(mix(inner, colour.cargo, cargo));
  });
  // What fills up is a clear bubble.
  const clear = mix(mix(float(0.74), float(0.55), atSite), float(0.04), isEmpty);
  const glass = mix(clear, float(1), pow(oneMinus(facing), 1.6));
  // What is ready to fuse is lit from within.
  const ready = base.mul(isPrimed.mul(atSite).mul(READY)).mul(oneMinus(atmosphere.paper));
  const lit = mix(inner, shell, max(glass, collar)).add(ready.mul(facing));
  // The outline: how many pixels this ray passes inside the silhouette.
  const depthInside = oneMinus(sqrt(max(oneMinus(facing.mul(facing)), 0))).mul(pixels);
  const outline = oneMinus(smoothstep(0.6, 1.9, depthInside)).mul(0.75);
  return mix(lit, base.mul(0.16), outline);
}

/** Share of collar at a place of the sphere (unit vector in the vesicle's frame; the membrane is above). */
function collarOf(stage: Float, normal: Vec3): Float {
  const isTethered = abs(stage.sub(C.STAGE_TETHERED)).lessThan(0.5);
  const isPrimed = abs(stage.sub(C.STAGE_PRIMED)).lessThan(0.5);
  const isDocked = abs(stage.sub(C.STAGE_DOCKED)).lessThan(0.5);
  const isCarried = abs(stage.sub(C.STAGE_CARRIED)).lessThan(0.5);
  const band = (from: number, to: number) =>
    smoothstep(from - 0.025, from + 0.025, normal.z).mul(
      oneMinus(smoothstep(to - 0.025, to + 0.025, normal.z)),
    );
  const teeth = smoothstep(-0.15, 0.15, sin(atan(normal.y, normal.x).mul(8)));
  const toothed = max(band(0.78, 0.92), band(0.58, 0.8).mul(teeth));
  return select(
    isPrimed,
    toothed,
    select(
      isDocked,
      band(0.74, 0.9),
      select(isTethered, band(0.82, 0.88).mul(0.7), select(isCarried, band(-0.1, 0.1), float(0))),
    ),
  );
}

/** How much of a soft cargo disc lies behind this point of the shell. The places are fixed to the vesicle. */
function cargoInside(body: Body): Float {
  const ray = cameraWorldMatrix.mul(vec4(body.ray, 0)).xyz.toVar();
  const middle = cameraWorldMatrix.mul(vec4(body.centre, 1)).xyz.sub(cameraPosition).toVar();
  const disc = body.radius.mul(0.13);
  const cover = float(0).toVar();
  Loop(CARGO_DISCS, ({ i }) => {
    const seed = uint(body.seed)
      .mul(uint(64))
      .add(uint(i).mul(uint(3)));
    const height = looksHash(seed).mul(2).sub(1).toVar();
    const turn = looksHash(seed.add(uint(1))).mul(Math.PI * 2);
    const out = sqrt(oneMinus(height.mul(height)));
    const away = pow(looksHash(seed.add(uint(2))), 0.4)
      .mul(body.radius)
      .mul(0.72);
    const ball = middle.add(vec3(cos(turn).mul(out), sin(turn).mul(out), height).mul(away)).toVar();
    const near = dot(ball, ray);
    const miss = length(ball.sub(ray.mul(near))).div(disc);
    const front = near.sub(length(middle)).div(body.radius).mul(-0.35).add(0.65);
    cover.assign(max(cover, oneMinus(smoothstep(0.62, 1, miss)).mul(front)));
  });
  return cover;
}
