// A cell's membrane away from its sites: a sphere, its far half drawn before and its near half after what is inside. Where a
// site bends the membrane an unseen lid over its patch keeps the sphere from being drawn there.
import {
  cameraProjectionMatrix,
  cameraViewMatrix,
  dot,
  normalize,
  positionGeometry,
  varying,
  vec3,
  vec4,
} from 'three/tsl';
import { BackSide, CircleGeometry, FrontSide, Mesh, NodeMaterial, SphereGeometry } from 'three/webgpu';
import { LEAFLET_NM, type MembraneOptions, sheetMaterial } from './membraneMaterial.ts';
import type { CellLook } from './sceneDescription.ts';

/** Sides at the equator; facets stray by 1/13,000 of the radius from the sphere. */
const AROUND = 256;
/** How far a lid stands off the sphere: beyond what the facets stray (radii of the cell) and what a cone lies below a cap (sagittas). */
const LID_RADII = 2e-4;
const LID_SAGITTAS = 0.3;

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

export function makeLids({ atmosphere, sites }: MembraneOptions, { radiusNm }: CellLook): Mesh {
  const flat = positionGeometry.xy.mul(sites.life.y);
  const sagitta = dot(flat, flat).mul(0.5 / radiusNm);
  const rim = sites.life.y.mul(sites.life.y).mul(0.5 / radiusNm);
  const height = rim.mul(LID_SAGITTAS).add(LEAFLET_NM + LID_RADII * radiusNm);
  const place = sites.frame.at(vec3(flat, height.sub(sagitta)));
  const material = new NodeMaterial();
  material.name = 'lids over bent membrane';
  material.transparent = true;
  material.colorWrite = false;
  material.vertexNode = cameraProjectionMatrix.mul(cameraViewMatrix).mul(vec4(place, 1));
  material.maskNode = atmosphere.clipping.keeps(varying(place, 'lidPlace'));
  material.colorNode = vec4(0);
  return sites.draws(new Mesh(new CircleGeometry(1, 32), material));
}
