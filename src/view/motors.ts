// The motor of a carried vesicle: two heads on the track and a stalk to the vesicle, at the end towards which it walks.
// Three ray-traced balls in one triangle each, read from the vesicle table; the track is the nearest one.

import {
  cameraProjectionMatrix,
  cameraViewMatrix,
  cameraWorldMatrix,
  clamp,
  cross,
  dot,
  Fn,
  float,
  If,
  Loop,
  length,
  normalize,
  select,
  uint,
  uniformArray,
  varying,
  vec3,
  vec4,
} from 'three/tsl';
import { type Mesh, NodeMaterial, Vector3 } from 'three/webgpu';
import { CONSTANTS as C } from '../model/layout.ts';
import type { Atmosphere } from './atmosphere.ts';
import { type Ball, nearestBall } from './ballTrace.ts';
import { depthOf, lengthNm, placeNm, pulledMesh } from './bodies.ts';
import type { BodyTables } from './bodyTables.ts';
import type { SceneDescription } from './sceneDescription.ts';
import { bits, pulledRow, triangleCorner, type Vec3, vector } from './tsl.ts';

const CORNERS = 3;
/** In radii of the vesicle, from its middle towards the end to which it walks. */
const BALLS: readonly Ball[] = [
  [1.02, 0.14],
  [1.24, 0.2],
  [1.54, 0.2],
];
const REACH = 1.8;
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
  const size = lengthNm(place);
  const reach = select(isCarried.and(isKept), size.mul(REACH), float(0));
  const view = cameraViewMatrix.mul(vec4(centre, 1)).xyz;
  const towards = normalize(view);
  const right = normalize(cross(towards, vector(0, 1, 0)));
  const corner = triangleCorner();
  const viewPlace = view.add(right.mul(corner.x).add(cross(right, towards).mul(corner.y)).mul(reach));
  const along = nearestTrack(scene, centre).mul(scene.motorDirection);
  const body = {
    middle: varying(view, 'motorMiddle').setInterpolation('flat'),
    out: varying(cameraViewMatrix.mul(vec4(along, 0)).xyz, 'motorOut').setInterpolation('flat'),
    size: varying(size, 'motorSize').setInterpolation('flat'),
  };
  const ray = normalize(varying(viewPlace, 'motorView'));
  const trace = nearestBall(BALLS, { ...body, ray });
  const hit = ray.mul(trace.w);
  const material = new NodeMaterial();
  material.name = 'motors';
  material.vertexNode = cameraProjectionMatrix.mul(vec4(viewPlace, 1));
  material.maskNode = trace.w.greaterThan(0);
  material.depthNode = depthOf(hit, isWebgl);
  material.colorNode = Fn(() => {
    const world = cameraWorldMatrix.mul(vec4(hit, 1)).xyz;
    const lit = atmosphere.shade(atmosphere.colour.motor, trace.xyz, ray.negate());
    return vec4(atmosphere.through(lit, world), 1);
  })();
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
