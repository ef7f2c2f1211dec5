// The motor of a carried vesicle: two heads on the track and a stalk to the vesicle, at the end towards which it walks.
// Three ray-traced balls in one triangle each, read from the vesicle table; the track is the nearest one.

import { clamp, dot, Fn, float, If, Loop, length, normalize, uint, uniformArray, vec3 } from 'three/tsl';
import { type Mesh, Vector3 } from 'three/webgpu';
import { CONSTANTS as C } from '../model/layout.ts';
import type { Atmosphere } from './atmosphere.ts';
import { type Ball, ballsMaterial } from './ballTrace.ts';
import { lengthNm, placeNm, pulledMesh } from './bodies.ts';
import type { BodyTables } from './bodyTables.ts';
import type { SceneDescription } from './sceneDescription.ts';
import { bits, pulledRow, type Vec3 } from './tsl.ts';

const CORNERS = 3;
/** In radii of the vesicle, from its middle towards the end to which it walks. */
const BALLS: readonly Ball[] = [
  [1.04, 0.18],
  [1.26, 0.26],
  [1.52, 0.26],
];
/** Tracks that are searched at most: a uniform array must end somewhere; more are compared by their first ones. */
const MOST_TRACKS = 512;

export function makeMotors(
  tables: BodyTables,
  atmosphere: Atmosphere,
  scene: SceneDescription,
  isWebgl: boolean,
): Mesh {
  const row = pulledRow(CORNERS);
  const place = tables.vesicle(row, 0);
  const stage = bits(tables.vesicle(row, 1).x, C.STAGE_SHIFT, C.STAGE_MASK);
  const isCarried = stage.equal(uint(C.STAGE_CARRIED));
  const centre = placeNm(place);
  const isKept = atmosphere.beyondWedge(centre).lessThan(0);
  const material = ballsMaterial({
    name: 'motor',
    balls: BALLS,
    place: centre,
    axis: nearestTrack(scene, centre).mul(scene.motorDirection),
    size: lengthNm(place),
    isDrawn: isCarried.and(isKept),
    isWebgl,
    colour: ({ world, normal, towardsEye }) =>
      atmosphere.through(atmosphere.shade(atmosphere.colour.motor, normal, towardsEye), world),
  });
  return pulledMesh(material, CORNERS, scene.vesicleCount);
}

/** Unit vector, from its minus to its plus end, of the track that passes nearest to a place. */
function nearestTrack({ tracks }: SceneDescription, place: Vec3): Vec3 {
  const searched = tracks.slice(0, MOST_TRACKS);
  const ends = (pick: 'from' | 'to') =>
    uniformArray<'vec3'>(
      searched.map((track) => new Vector3(...track[pick])),
      'vec3',
    );
  const [starts, stops] = [ends('from'), ends('to')];
  return Fn(() => {
    const best = vec3(0, 0, 1).toVar();
    const least = float(1e12).toVar();
    Loop(searched.length, ({ i }) => {
      const from = starts.element(i).toVar();
      const way = stops.element(i).sub(from).toVar();
      const share = clamp(dot(place.sub(from), way).div(dot(way, way)), 0, 1);
      const away = length(place.sub(from.add(way.mul(share)))).toVar();
      If(away.lessThan(least), () => {
        least.assign(away);
        best.assign(normalize(way));
      });
    });
    return best;
  })();
}
