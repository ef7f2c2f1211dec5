// SNARE complexes between a docked vesicle and the membrane: two strands each, one from either side. Docked, they hold each
// other by their far ends only and stand apart like a V; primed, they are coiled about each other down to the membranes. Once
// they have fused their vesicle they lie in one membrane, around its mouth, until they are taken apart. Not to scale on large
// granules.

import {
  cameraPosition,
  cameraProjectionMatrix,
  cameraViewMatrix,
  cos,
  cross,
  Fn,
  float,
  max,
  min,
  mix,
  normalize,
  oneMinus,
  positionGeometry,
  select,
  sin,
  smoothstep,
  sqrt,
  uv,
  varying,
  vec2,
  vec3,
  vec4,
} from 'three/tsl';
import { BufferAttribute, BufferGeometry, DoubleSide, Mesh, NodeMaterial } from 'three/webgpu';
import type { Atmosphere } from './atmosphere.ts';
import type { BendTable } from './bendTable.ts';
import type { SceneDescription } from './sceneDescription.ts';
import { SHAPE } from './siteProfile.ts';
import { type Float, type Vec3, vector } from './tsl.ts';

/** Complexes drawn at most (readings.ts counts no more); pieces along a strand and sides around it. */
const MOST = 10;
const PIECES = 8;
const SIDES = 5;
/** Radius of a strand, and of the coil that two of them make; in radii of the vesicle. A helix of 20 nm's is 1 nm thick. */
const THICKNESS = 0.052;
const COIL = 0.05;
const TURNS = 1.15;
/** Where strands are anchored: distance from the axis, in radii of the vesicle. */
const ANCHOR = 0.5;
/** Where they meet: distance from the axis and depth below the cup's base; docked and primed. */
const TIP = { out: [1.2, 0.98], down: [0.5, 0.16] } as const;
/** Share of their length over which they hold each other; docked and primed. */
const HELD = [0.22, 0.82] as const;
/**
 * Lying in one membrane: how long they are along it and how far below it, in radii of the vesicle; share that is held; from
 * where on, in radii of the cup, a porosome's ring does not hide them.
 */
const LYING = { long: 0.48, down: 0.1, held: 0.97, beyond: 1.5 } as const;
/** A step along a strand over which its direction is taken. */
const STEP = 0.04;

export function makeSnares(atmosphere: Atmosphere, { siteModel }: SceneDescription, sites: BendTable): Mesh {
  const { x: count, y: grip, z: zippered, w: radius } = sites.snares;
  const zip = min(zippered, 1);
  const lying = max(zippered.sub(1), 0);
  const { x: index, y: along, z: around } = positionGeometry;
  const isVesicles = uv().x;
  const depth = sites.place.w;
  const turn = index.div(max(count, 1)).mul(2 * Math.PI);
  const cup = siteModel === 'porosome' ? sites.bends.cupNm : 0;

  /** In the plane through the axis: distance from it, height; and how far across that plane. Lengths in nm. */
  const strand = (at: Float): Vec3 => {
    const standing = max(radius.mul(ANCHOR), cup * 1.04);
    const onVesicle = sqrt(max(radius.mul(radius).sub(standing.mul(standing)), 0))
      .sub(radius)
      .sub(depth);
    // What has become one membrane opens, and takes them along.
    const anchorOut = max(standing, max(mouth(sites), cup * LYING.beyond).mul(lying));
    const anchorVesicle = mix(onVesicle, float(0), lying);
    const anchorHeight = mix(float(0), anchorVesicle, isVesicles);
    const pick = ([docked, primed]: readonly [number, number]) => mix(docked, primed, zip);
    const tip = mix(
      vec2(radius.mul(pick(TIP.out)), depth.add(radius.mul(pick(TIP.down))).negate()),
      vec2(anchorOut.add(radius.mul(LYING.long)), radius.mul(-LYING.down)),
      lying,
    );
    // A strand that has not reached over yet hangs on its own side.
    const own = mix(anchorHeight, tip.y, grip);
    const middle = mix(anchorVesicle.mul(0.5), tip.y, oneMinus(at));
    const held = mix(pick(HELD), float(LYING.held), lying);
    const apart = smoothstep(held, 1, at);
    const height = mix(mix(own, middle, smoothstep(0, 0.25, at)), anchorHeight, apart.mul(apart));
    const out = mix(tip.x, anchorOut, at);
    const coil = radius.mul(COIL).mul(oneMinus(apart));
    const angle = at.mul(TURNS * 2 * Math.PI).add(isVesicles.mul(Math.PI));
    return vec3(out, height.add(coil.mul(cos(angle))), coil.mul(sin(angle)));
  };
  const here = strand(along).toVar();
  const tangent = normalize(strand(along.add(STEP)).sub(strand(along.sub(STEP)))).toVar();
  const first = normalize(cross(tangent, vector(0.2, 0.3, 0.93))).toVar();
  const outwards = first.mul(cos(around)).add(cross(tangent, first).mul(sin(around)));
  const isDrawn = index.lessThan(count).and(grip.greaterThan(0));
  const whole = smoothstep(0, mix(float(0.5), float(1), lying), grip);
  const thickness = select(isDrawn, radius.mul(THICKNESS).mul(whole), float(0));
  // From the plane through the axis to the site's own axes.
  const [c, s] = [cos(turn), sin(turn)];
  const spread = (v: Vec3): Vec3 => vec3(v.x.mul(c).sub(v.z.mul(s)), v.x.mul(s).add(v.z.mul(c)), v.y);
  const place = sites.frame.at(spread(here.add(outwards.mul(thickness))));
  const normal = sites.frame.turn(spread(outwards));

  const world = varying(place, 'snarePlace');
  const bent = varying(normal, 'snareNormal');
  const own = varying(isVesicles, 'snareOwn');
  const material = new NodeMaterial();
  material.name = 'SNAREs';
  material.side = DoubleSide;
  material.vertexNode = cameraProjectionMatrix.mul(cameraViewMatrix).mul(vec4(place, 1));
  material.colorNode = Fn(() => {
    const eye = normalize(cameraPosition.sub(world));
    const normalView = cameraViewMatrix.mul(vec4(normalize(bent), 0)).xyz;
    const eyeView = cameraViewMatrix.mul(vec4(eye, 0)).xyz;
    const base = mix(atmosphere.colour.snare, atmosphere.colour.protein, own);
    return vec4(atmosphere.through(atmosphere.shade(base, normalView, eyeView), world, 0.8), 1);
  })();
  return sites.draws(new Mesh(strands(), material));
}

/** Radius of the mouth of the vesicle that has fused here: where its ball meets the cup's base. One that is flat was widest. */
function mouth({ ball, life, place }: BendTable): Float {
  const height = place.w.add(ball.y);
  const open = sqrt(max(ball.x.mul(ball.x).sub(height.mul(height)), 0));
  return max(open, select(life.w.greaterThan(0), life.y.mul(SHAPE.WIDEST_MOUTH), float(0)));
}

/** Tubes: (number of the complex, place along it, angle around it), and whose strand it is. */
function strands(): BufferGeometry {
  const positions: number[] = [];
  const owners: number[] = [];
  const indices: number[] = [];
  for (let strand = 0; strand < 2 * MOST; strand++) {
    const start = positions.length / 3;
    for (let piece = 0; piece <= PIECES; piece++)
      for (let side = 0; side < SIDES; side++) {
        positions.push(Math.floor(strand / 2), piece / PIECES, (side / SIDES) * 2 * Math.PI);
        owners.push(strand % 2, 0);
        if (piece === 0) continue;
        const here = start + piece * SIDES + side;
        const next = start + piece * SIDES + ((side + 1) % SIDES);
        indices.push(here - SIDES, here, next, here - SIDES, next, next - SIDES);
      }
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(positions), 3));
  geometry.setAttribute('uv', new BufferAttribute(new Float32Array(owners), 2));
  geometry.setIndex(indices);
  return geometry;
}
