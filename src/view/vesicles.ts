// Vesicles: ray-traced spheres, one hexagon each, read straight from the vesicle table. Stage shows as colour and shape:
// smooth (reserve), a clear bubble (refilling), a belt (carried along a track, with a motor: motors.ts), a thin line and a
// tether (tethers.ts), a contact collar (docked), a toothed one (primed), both below SNAREs (snares.ts); a fusing vesicle is
// part of its site's membrane (membrane.ts), a spent one a ring lying in it (spentRings.ts).

import {
  bool,
  cameraProjectionMatrix,
  cameraViewMatrix,
  cameraWorldMatrix,
  cross,
  Discard,
  dot,
  Fn,
  float,
  max,
  mix,
  normalize,
  oneMinus,
  select,
  sqrt,
  uint,
  varying,
  vec4,
} from 'three/tsl';
import { type Mesh, NodeMaterial } from 'three/webgpu';
import { CONSTANTS as C } from '../model/layout.ts';
import type { Atmosphere } from './atmosphere.ts';
import { depthOf, lengthNm, placeNm, pulledMesh } from './bodies.ts';
import type { BodyTables } from './bodyTables.ts';
import { CargoPlaces } from './cargoPlaces.ts';
import type { Occlusion } from './occlusion.ts';
import type { SceneDescription } from './sceneDescription.ts';
import { bits, flat, hexagonCorner, pulledRow, vector } from './tsl.ts';
import { shadeVesicle, type TracedSphere, type VesicleCorner, vesicleLook } from './vesicleLook.ts';

const CORNERS = 12;

export interface VesicleOptions {
  tables: BodyTables;
  atmosphere: Atmosphere;
  scene: SceneDescription;
  isWebgl: boolean;
}

/** What a ray meets of a vesicle; without colours where only its depth is drawn. */
export function makeVesicleDepths(options: VesicleOptions): Mesh {
  const { material, sphere } = tracedSpheres(options);
  material.name = 'depths of vesicles';
  material.fragmentNode = Fn(() => {
    Discard(sphere.isMet.not());
    return vec4(0);
  })();
  return pulledMesh(material, CORNERS, options.scene.vesicleCount);
}

export function makeVesicles(options: VesicleOptions, occlusion: Occlusion): Mesh {
  const { atmosphere, scene } = options;
  const { material, corner, sphere } = tracedSpheres(options);
  const cargo = new CargoPlaces();
  const look = vesicleLook(atmosphere, scene, corner, cargo);
  material.name = 'vesicles';
  material.fragmentNode = Fn(() => {
    Discard(sphere.isMet.not());
    const normal = sphere.miss.add(sphere.ray.mul(sphere.half)).div(sphere.radius).negate().toVar();
    const colour = shadeVesicle(atmosphere, look, { ...sphere, normal }).toVar();
    colour.mulAssign(occlusion.light({ place: sphere.hit, normal, reach: sphere.radius.mul(1.3) }));
    return vec4(mix(colour, look.veil.xyz, look.veil.w), 1);
  })();
  const mesh = pulledMesh(material, CORNERS, scene.vesicleCount);
  mesh.onBeforeRender = (_renderer, _scene, camera) => cargo.turnTo(camera);
  return mesh;
}

function tracedSpheres({ tables, atmosphere, scene, isWebgl }: VesicleOptions): {
  material: NodeMaterial;
  corner: VesicleCorner;
  sphere: TracedSphere;
} {
  const row = pulledRow(CORNERS);
  const words = tables.vesicle(row, 0);
  const status = tables.vesicle(row, 1).x;
  const mode = bits(status, 0, C.MODE_MASK);
  const stage = bits(status, C.STAGE_SHIFT, C.STAGE_MASK);
  const isSomewhere = mode.notEqual(uint(C.MODE_ABSENT)).and(mode.notEqual(uint(C.MODE_PLACING)));
  const isWhole = stage.lessThan(uint(C.STAGE_FUSING)).or(stage.greaterThan(uint(C.STAGE_REFILLING - 1)));
  const isShown = isSomewhere.and(isWhole);
  const place = placeNm(words);
  // What stands where a cell is cut open goes with the piece.
  const isUncut = scene.cell ? atmosphere.beyondWedge(place).lessThan(0) : bool(true);
  const isKept = isUncut.and(atmosphere.clipping.keeps(place));
  const size = select(isShown.and(isKept), lengthNm(words), float(0));

  const view = cameraViewMatrix.mul(vec4(place, 1)).xyz;
  const side = hexagonCorner();
  const viewCorner = Fn(() => {
    const towards = normalize(view).toVar();
    const right = normalize(cross(towards, vector(0, 1, 0))).toVar();
    const up = cross(right, towards);
    const share = size.mul(size).div(dot(view, view));
    const reach = size.div(sqrt(max(oneMinus(share), 0.01)));
    return view.add(right.mul(side.x).add(up.mul(side.y)).mul(reach));
  })();
  const clip = cameraProjectionMatrix.mul(vec4(viewCorner, 1));
  const world = cameraWorldMatrix.mul(vec4(viewCorner, 1)).xyz;

  const centre = flat(view, 'vesicleCentre');
  const radius = flat(size, 'vesicleRadius');
  const ray = normalize(varying(viewCorner, 'vesicleView'));
  const along = dot(ray, centre);
  // By the distance between ray and centre: from far away the squares of the distances would leave no digits.
  const miss = centre.sub(ray.mul(along));
  const inside = radius.mul(radius).sub(dot(miss, miss));
  const half = sqrt(max(inside, 0));
  const hit = ray.mul(along.sub(half));
  const isMet = inside.greaterThan(0);

  const material = new NodeMaterial();
  material.vertexNode = clip;
  material.depthNode = depthOf(hit, isWebgl);
  return {
    material,
    corner: { row, stage, place, radius: size, view, world, clip },
    sphere: { centre, radius, ray, miss, isMet, half, hit },
  };
}
