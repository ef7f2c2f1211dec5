// The bilayer where it is cut away towards the viewer: its two rows of head groups and the tails between them, on a strip
// along the cut. To scale near; where a picture is wide the strip is drawn thicker, or it would be thinner than a pixel.
import {
  abs,
  cameraPosition,
  cameraProjectionMatrix,
  cameraViewMatrix,
  Fn,
  float,
  fract,
  length,
  max,
  mix,
  normalize,
  oneMinus,
  positionGeometry,
  select,
  sin,
  smoothstep,
  varying,
  vec2,
  vec4,
} from 'three/tsl';
import { BufferAttribute, BufferGeometry, DoubleSide, Mesh, NodeMaterial } from 'three/webgpu';
import type { Atmosphere } from './atmosphere.ts';
import type { SceneDescription } from './sceneDescription.ts';
import { LEAFLET_NM } from './siteProfile.ts';
import type { Float, Vec3 } from './tsl.ts';

/** Pieces of the arc, and half of the angle that it spans. */
const PIECES = 256;
const HALF_ANGLE = 1.25;
/** Radius of a head group, in half thicknesses of the bilayer. */
const HEAD = 0.27;
/** Least half thickness as a share of what the camera frames. */
const LEAST_SHARE = 0.0055;
/** Pixels of a head group below which the rows merge into lines. */
const PIXELS = [2, 4.5] as const;

export function makeMembraneSection(atmosphere: Atmosphere, scene: SceneDescription): Mesh {
  const half = atmosphere.frameRadius.mul(LEAST_SHARE).max(LEAFLET_NM).toVar();
  const turn = positionGeometry.x;
  const arc = atmosphere.cutArc(turn);
  const foot = scene.cell ? onSphere(arc, scene.cell.radiusNm) : arc;
  const out = scene.cell ? normalize(foot) : atmosphere.cutNormal;
  const place = foot.add(out.mul(positionGeometry.y.mul(half)));
  const world = varying(place, 'sectionPlace');
  const up = varying(positionGeometry.y, 'sectionUp');
  const along = varying(turn.mul(atmosphere.cutReach).div(half), 'sectionAlong');
  const material = new NodeMaterial();
  material.name = 'section of the membrane';
  material.transparent = true;
  material.side = DoubleSide;
  material.vertexNode = cameraProjectionMatrix.mul(cameraViewMatrix).mul(vec4(place, 1));
  material.colorNode = Fn(() => {
    const { colour } = atmosphere;
    const pixels = half
      .mul(HEAD * 2)
      .mul(atmosphere.pixelFactor)
      .div(length(cameraPosition.sub(world)));
    const near = smoothstep(...PIXELS, pixels);
    const { head, light, tail } = lipids(along, up);
    const heads = mix(smoothstep(1 - 3 * HEAD, 1 - 2 * HEAD, abs(up)).mul(0.8), head, near).toVar();
    const ball = colour.membraneRim.mul(mix(float(1), light, near)).mul(1.15);
    const inside = colour.membrane.mul(mix(float(0.5), tail.mul(0.6).add(0.28), near));
    const lit = mix(inside, ball, heads).mul(mix(float(0.7), float(1.12), atmosphere.pool(world)));
    const cover = max(heads, mix(float(0.72), float(0.55).add(tail.mul(0.35)), near));
    const ends = oneMinus(smoothstep(0.86, 1, abs(turn.div(HALF_ANGLE))));
    const kept = oneMinus(atmosphere.edge(world)).mul(ends).mul(atmosphere.cutShown(world));
    return vec4(atmosphere.through(lit, world), cover.mul(kept));
  })();
  const mesh = new Mesh(strip(), material);
  mesh.frustumCulled = false;
  return mesh;
}

/** Row of head groups above and below (cover, light on a ball) and the tails between them. */
function lipids(along: Float, up: Float): { head: Float; light: Float; tail: Float } {
  const pitch = 2.1 * HEAD;
  const upper = up.greaterThan(0);
  const shifted = along
    .div(pitch)
    .add(select(upper, 0, 0.5))
    .toVar();
  const across = fract(shifted)
    .sub(0.5)
    .mul(pitch / HEAD);
  const height = oneMinus(abs(up)).div(HEAD).sub(1);
  const away = length(vec2(across, height)).toVar();
  const head = oneMinus(smoothstep(0.82, 1, away));
  const light = oneMinus(
    smoothstep(-0.9, 1.1, across.mul(0.5).sub(select(upper, height.negate(), height).mul(0.8))),
  )
    .mul(0.75)
    .add(0.45);
  // Two tails a lipid, a little wavy, that end where those of the other leaflet begin.
  const wave = sin(up.mul(9).add(shifted.sub(fract(shifted)).mul(2.4))).mul(0.12);
  const line = abs(fract(shifted.mul(2).add(wave)).sub(0.5)).mul(2);
  const tail = smoothstep(0.35, 0.75, line).mul(smoothstep(0.02, 0.1, abs(up)));
  return { head, light, tail };
}

/** A place of the tangent plane brought down to the sphere. */
function onSphere(place: Vec3, radiusNm: number): Vec3 {
  return normalize(place).mul(radiusNm);
}

/** (angle along the arc, -1 below and 1 above). */
function strip(): BufferGeometry {
  const positions: number[] = [];
  const indices: number[] = [];
  for (let piece = 0; piece <= PIECES; piece++) {
    const turn = ((2 * piece) / PIECES - 1) * HALF_ANGLE;
    positions.push(turn, -1, 0, turn, 1, 0);
    if (piece === 0) continue;
    const here = 2 * piece;
    indices.push(here - 2, here, here - 1, here - 1, here, here + 1);
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(positions), 3));
  geometry.setIndex(indices);
  return geometry;
}
