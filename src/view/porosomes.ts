// The rings of the porosomes (a disputed hypothesis): a thick ring with eightfold symmetry around the cup, which opens
// as the pore does. Plain fusion sites get a thin smooth ring instead, so that the two models never look alike.

import {
  atan,
  cameraPosition,
  cameraProjectionMatrix,
  cameraViewMatrix,
  cos,
  dot,
  Fn,
  float,
  mix,
  normalize,
  oneMinus,
  positionGeometry,
  select,
  sin,
  smoothstep,
  varying,
  vec3,
  vec4,
} from 'three/tsl';
import { BufferAttribute, BufferGeometry, Mesh, NodeMaterial } from 'three/webgpu';
import type { Atmosphere } from './atmosphere.ts';
import type { BendTable } from './bendTable.ts';
import type { SceneDescription } from './sceneDescription.ts';

/** Sides around the ring and across it; of a ring that is a few pixels wide. */
const FINE = [96, 14] as const;
const COARSE = [16, 4] as const;
/** Widening of a fully open ring; AFM studies of the porosome's proponents report 20 to 35 %. */
const OPENING = 0.28;

export function makePorosomes(
  atmosphere: Atmosphere,
  scene: SceneDescription,
  sites: BendTable,
  detail: 'fine' | 'coarse',
): Mesh {
  const isCup = scene.siteModel === 'porosome';
  const isBeaded = isCup && detail === 'fine';
  const lobes = isBeaded ? 8 : 0;
  const cup = float(sites.bends.cupNm);
  const open = sites.signs.x;
  const turn = positionGeometry.xy;
  const across = positionGeometry.z;
  const azimuth = atan(turn.y, turn.x);
  const bead = cos(azimuth.mul(lobes)).mul(0.5).add(0.5);
  const thickness = cup.mul(isCup ? 0.58 : 0.24);
  // Where the membrane is cut away only the ring of a vesicle that is fusing stays.
  const isBusy = sites.ball.x.add(open).add(sites.life.w).greaterThan(0);
  const isKept = atmosphere.beyondCut(sites.place.xyz).lessThan(0).or(isBusy);
  const tube = isBeaded ? thickness.mul(smoothstep(0, 0.75, bead).mul(0.42).add(0.58)) : thickness;
  const major = cup.mul(1.3).mul(open.mul(OPENING).add(1));
  const away = major.add(cos(across).mul(tube));
  const height = sin(across).mul(tube).mul(0.85).add(thickness.mul(0.35));
  const place = sites.frame.at(vec3(turn.mul(away), height).mul(select(isKept, 1, 0)));
  // The beads lean: the slope of the tube's radius along the ring tips the normal.
  const slope = isBeaded ? sin(azimuth.mul(lobes)).mul(0.55) : float(0);
  const side = vec3(turn.y.negate(), turn.x, 0);
  const normal = sites.frame.turn(normalize(vec3(turn.mul(cos(across)), sin(across)).add(side.mul(slope))));

  const world = varying(place, 'ringPlace');
  const bent = varying(normal, 'ringNormal');
  const glow = varying(sites.signs.y, 'ringGlow');
  const material = new NodeMaterial();
  material.name = 'porosomes';
  material.vertexNode = cameraProjectionMatrix.mul(cameraViewMatrix).mul(vec4(place, 1));
  material.colorNode = Fn(() => {
    const { colour } = atmosphere;
    const unit = normalize(bent);
    const eye = normalize(cameraPosition.sub(world));
    const normalView = cameraViewMatrix.mul(vec4(unit, 0)).xyz;
    const eyeView = cameraViewMatrix.mul(vec4(eye, 0)).xyz;
    const lit = atmosphere.shade(colour.porosome, normalView, eyeView).add(colour.porosome.mul(0.12));
    const outline = oneMinus(smoothstep(0.08, 0.34, dot(unit, eye))).mul(0.6);
    const inked = mix(lit, colour.porosome.mul(0.2), outline);
    return vec4(atmosphere.through(inked.add(colour.cargo.mul(glow.mul(0.14))), world, 0.8), 1);
  })();
  return sites.draws(new Mesh(torus(detail === 'fine' ? FINE : COARSE), material));
}

/** Unit ring: (cos, sin, angle across the tube). */
function torus([sidesAround, sidesAcross]: readonly [number, number]): BufferGeometry {
  const positions: number[] = [];
  const indices: number[] = [];
  for (let around = 0; around <= sidesAround; around++) {
    const turn = (around / sidesAround) * 2 * Math.PI;
    for (let across = 0; across <= sidesAcross; across++) {
      positions.push(Math.cos(turn), Math.sin(turn), (across / sidesAcross) * 2 * Math.PI);
      if (around === 0 || across === 0) continue;
      const here = around * (sidesAcross + 1) + across;
      const before = here - sidesAcross - 1;
      indices.push(before - 1, here - 1, here, before - 1, here, before);
    }
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(positions), 3));
  geometry.setIndex(indices);
  return geometry;
}
