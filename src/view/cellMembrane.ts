// A cell's membrane away from its sites: a sphere, its far half drawn before and its near half after what is inside. Where a
// site bends the membrane an unseen lid over its patch keeps the sphere from being drawn there.
import {
  cameraProjectionMatrix,
  cameraViewMatrix,
  dot,
  float,
  length,
  normalize,
  oneMinus,
  positionGeometry,
  varying,
  vec3,
  vec4,
} from 'three/tsl';
import { BackSide, CircleGeometry, FrontSide, Mesh, NodeMaterial, SphereGeometry } from 'three/webgpu';
import type { BendTable } from './bendTable.ts';
import { type MembraneOptions, sheetMaterial } from './membraneMaterial.ts';
import type { CellLook } from './sceneDescription.ts';
import { LEAFLET_NM } from './siteProfile.ts';

/** Sides at the equator; facets stray by 1/13,000 of the radius from the sphere. */
const AROUND = 256;
/** How much nearer than the membrane a lid is in depth: more than facets stray from the sphere where it is seen along. */
export const LID_NM = 30;

/** The sphere: far half and near half. */
export function makeSphere(options: MembraneOptions, { radiusNm }: CellLook): { far: Mesh; near: Mesh } {
  const geometry = new SphereGeometry(radiusNm + LEAFLET_NM, AROUND, AROUND / 2);
  const make = (side: typeof BackSide | typeof FrontSide) => {
    const material = sheetMaterial(options, positionGeometry, normalize(positionGeometry));
    material.side = side;
    return new Mesh(geometry, material);
  };
  return { far: make(BackSide), near: make(FrontSide) };
}

export function makeLids(
  { atmosphere }: Pick<MembraneOptions, 'atmosphere'>,
  sites: BendTable,
  { radiusNm }: CellLook,
): Mesh {
  // Its rim is the patch's. It covers the same pixels as the patch, nearer in depth only: a lid that stood off the membrane
  // would hide some of it behind the patch.
  const flat = positionGeometry.xy.mul(sites.life.y);
  const sagitta = dot(flat, flat).mul(0.5 / radiusNm);
  const place = sites.frame.at(vec3(flat, float(LEAFLET_NM).sub(sagitta)));
  const view = cameraViewMatrix.mul(vec4(place, 1)).xyz;
  const nearer = view.mul(oneMinus(float(LID_NM).div(length(view))));
  const material = new NodeMaterial();
  material.name = 'lids over bent membrane';
  material.transparent = true;
  material.colorWrite = false;
  material.vertexNode = cameraProjectionMatrix.mul(vec4(nearer, 1));
  material.maskNode = atmosphere.clipping.keeps(varying(place, 'lidPlace'));
  material.colorNode = vec4(0);
  return sites.draws(new Mesh(new CircleGeometry(1, 56), material));
}
