// The tether of a vesicle that has found a site but not docked: a slender stalk towards the membrane. Ray-traced balls in one
// triangle each, read from the vesicle table.
import { uint } from 'three/tsl';
import type { Mesh } from 'three/webgpu';
import { CONSTANTS as C } from '../model/layout.ts';
import type { Atmosphere } from './atmosphere.ts';
import { type Ball, ballsMaterial } from './ballTrace.ts';
import { lengthNm, placeNm, pulledMesh } from './bodies.ts';
import type { BodyTables } from './bodyTables.ts';
import { localFrame } from './localFrame.ts';
import type { SceneDescription } from './sceneDescription.ts';
import { bits, pulledRow, vector } from './tsl.ts';

const CORNERS = 3;
/** In radii of the vesicle, from its middle towards the membrane. */
const BALLS: readonly Ball[] = [
  [1.03, 0.13],
  [1.2, 0.1],
  [1.36, 0.1],
  [1.52, 0.1],
  [1.66, 0.13],
];

export function makeTethers(
  tables: BodyTables,
  atmosphere: Atmosphere,
  scene: SceneDescription,
  isWebgl: boolean,
): Mesh {
  const row = pulledRow(CORNERS);
  const place = tables.vesicle(row, 0);
  const status = tables.vesicle(row, 1).x;
  const isTethered = bits(status, C.STAGE_SHIFT, C.STAGE_MASK)
    .equal(uint(C.STAGE_TETHERED))
    .and(bits(status, 0, C.MODE_MASK).notEqual(uint(C.MODE_ABSENT)));
  const centre = placeNm(place);
  const isKept = atmosphere.beyondWedge(centre).lessThan(0).and(atmosphere.clipping.keeps(centre));
  const material = ballsMaterial({
    name: 'tether',
    balls: BALLS,
    place: centre,
    axis: localFrame(scene, centre).turn(vector(0, 0, 1)),
    size: lengthNm(place),
    isDrawn: isTethered.and(isKept),
    isWebgl,
    colour: ({ world, normal, towardsEye }) =>
      atmosphere.veil(atmosphere.shade(atmosphere.colour.vesicleDocked, normal, towardsEye), world),
  });
  return pulledMesh(material, CORNERS, scene.vesicleCount);
}
