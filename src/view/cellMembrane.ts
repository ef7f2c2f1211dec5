// A cell's membrane away from its sites: a sphere, its far half drawn before and its near half after what is inside. Where a
// site bends the membrane an unseen lid over its patch keeps the sphere from being drawn there.
import {
  cameraPosition,
  cameraProjectionMatrix,
  cameraViewMatrix,
  dot,
  normalize,
  positionGeometry,
  vec3,
  vec4,
} from 'three/tsl';
import { BackSide, CircleGeometry, FrontSide, Mesh, NodeMaterial, SphereGeometry } from 'three/webgpu';
import { type MembraneOptions, sheetMaterial } from './membrane.ts';
import type { CellLook } from './sceneDescription.ts';

/** Facets stray less than a nm from a sphere of 8 um. */
const AROUND = 256;
/** How far a lid is drawn towards the camera, so that it hides the sphere and no thing before it. */
const LID_NM = 4;

/** The sphere: far half and near half. */
export function makeSphere(options: MembraneOptions, { radiusNm }: CellLook): { far: Mesh; near: Mesh } {
  const geometry = new SphereGeometry(radiusNm, AROUND, AROUND / 2);
  const make = (side: typeof BackSide | typeof FrontSide) => {
    const material = sheetMaterial(options, positionGeometry, normalize(positionGeometry));
    material.side = side;
    return new Mesh(geometry, material);
  };
  return { far: make(BackSide), near: make(FrontSide) };
}

export function makeLids({ sites }: MembraneOptions, { radiusNm }: CellLook): Mesh {
  const flat = positionGeometry.xy.mul(sites.life.y);
  const sagitta = dot(flat, flat).mul(0.5 / radiusNm);
  const place = sites.frame.at(vec3(flat, sagitta.negate()));
  const lifted = place.add(normalize(cameraPosition.sub(place)).mul(LID_NM));
  const material = new NodeMaterial();
  material.name = 'lids over bent membrane';
  material.transparent = true;
  material.colorWrite = false;
  material.vertexNode = cameraProjectionMatrix.mul(cameraViewMatrix).mul(vec4(lifted, 1));
  material.colorNode = vec4(0);
  return sites.draws(new Mesh(new CircleGeometry(1, 32), material));
}
