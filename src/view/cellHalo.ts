// Light from behind a whole cell, which lifts its outline off the dark: a soft ring in the plane of its outline, brightest
// where the key light comes from. Not on paper.
import {
  cameraPosition,
  cameraProjectionMatrix,
  cameraViewMatrix,
  dot,
  exp,
  Fn,
  length,
  max,
  mix,
  normalize,
  oneMinus,
  positionGeometry,
  smoothstep,
  sqrt,
  varying,
  vec2,
  vec3,
  vec4,
} from 'three/tsl';
import { Mesh, NodeMaterial, PlaneGeometry } from 'three/webgpu';
import type { Atmosphere } from './atmosphere.ts';
import { KEY } from './cellSurroundings.ts';
import type { CellLook } from './sceneDescription.ts';

/** How far it reaches and over which way it fades, in the cell's radii. */
const REACH = 1.75;
const FADE = 0.2;
const STRENGTH = 0.34;
/** Distances of the camera, in radii, from which a cell is seen as a whole: close to it there is no outline. */
const WHOLE = [1.8, 3] as const;

export function makeCellHalo(atmosphere: Atmosphere, { radiusNm }: CellLook): Mesh {
  const corner = positionGeometry.xy;
  const share = dot(cameraPosition, cameraPosition)
    .reciprocal()
    .mul(radiusNm * radiusNm);
  const outline = sqrt(max(oneMinus(share), 0.05))
    .reciprocal()
    .mul(radiusNm);
  const middle = cameraViewMatrix.mul(vec4(0, 0, 0, 1)).xyz;
  const view = middle.add(vec3(corner.mul(outline), 0));
  const at = varying(corner, 'haloCorner');
  const whole = smoothstep(...WHOLE, length(cameraPosition).div(radiusNm));
  const material = new NodeMaterial();
  material.name = 'halo';
  material.transparent = true;
  material.depthWrite = false;
  material.vertexNode = cameraProjectionMatrix.mul(vec4(view, 1));
  material.colorNode = Fn(() => {
    const { colour, paper } = atmosphere;
    const away = length(at).toVar();
    const towardsKey = dot(at, normalize(vec2(KEY[0], KEY[1])))
      .div(max(away, 0.01))
      .mul(0.5)
      .add(0.5);
    const beyond = max(away.sub(0.985), 0);
    const light = exp(beyond.div(-FADE))
      .mul(smoothstep(0.9, 1, away))
      .mul(oneMinus(smoothstep(0.7 * REACH, REACH, away)));
    return vec4(
      mix(colour.membrane, colour.membraneRim, towardsKey),
      light
        .mul(mix(0.3, 1, towardsKey.mul(towardsKey)))
        .mul(whole)
        .mul(STRENGTH)
        .mul(oneMinus(paper)),
    );
  })();
  const mesh = new Mesh(new PlaneGeometry(2 * REACH, 2 * REACH), material);
  mesh.frustumCulled = false;
  return mesh;
}
