// What the membrane is made of: a translucent bilayer whose head groups show near, with a bright edge where it is cut away.
import {
  abs,
  cameraPosition,
  cameraProjectionMatrix,
  cameraViewMatrix,
  clamp,
  dot,
  exp,
  Fn,
  float,
  length,
  max,
  mix,
  normalize,
  oneMinus,
  positionGeometry,
  pow,
  select,
  smoothstep,
  varying,
  vec2,
  vec3,
  vec4,
} from 'three/tsl';
import { DoubleSide, NodeMaterial } from 'three/webgpu';
import type { Atmosphere } from './atmosphere.ts';
import { headGroups } from './headGroups.ts';
import type { SceneDescription } from './sceneDescription.ts';
import { BASE_END, BULB_END, meridian } from './siteProfile.ts';
import type { SiteTable } from './siteTable.ts';
import type { Float, Vec2, Vec3 } from './tsl.ts';

/** Half the thickness of the bilayer. */
export const LEAFLET_NM = 2.4;
/** Half width of the bright edge where the membrane is cut away. */
const EDGE_NM = 1;

export interface MembraneOptions {
  atmosphere: Atmosphere;
  scene: SceneDescription;
  sites: SiteTable;
}

export function sheetMaterial(
  { atmosphere, scene }: MembraneOptions,
  world: Vec3,
  normal: Vec3,
): NodeMaterial {
  return membraneMaterial(atmosphere, scene, {
    world,
    normal,
    material: positionGeometry.xy,
    bulb: float(0),
    glow: float(0),
    flatShare: float(1),
  });
}

/** The other leaflet of the flat sheet: only its cut edge shows, which saves half of the picture's cost. */
export function edgeMaterial({ atmosphere }: MembraneOptions, offset: number): NodeMaterial {
  const place = vec3(positionGeometry.xy, offset);
  const world = varying(place, 'edgePlace');
  const material = blankMaterial(place);
  const beyond = atmosphere.beyondCut(world);
  material.maskNode = abs(beyond).lessThan(3 * EDGE_NM);
  material.colorNode = Fn(() => {
    const edge = exp(beyond.div(EDGE_NM).pow(2).negate());
    const cover = edge.mul(0.85).mul(oneMinus(atmosphere.edge(world)));
    return vec4(atmosphere.through(atmosphere.colour.membraneRim, world), cover);
  })();
  return material;
}

/** One leaflet stands for both on the skirt, as it does on the sheet; a fused vesicle shows the two. */
export function patchMaterial(
  { atmosphere, scene, sites }: MembraneOptions,
  offset: number,
  isWhole: boolean,
): NodeMaterial {
  const turn = positionGeometry.xy;
  const along = positionGeometry.z;
  const { frame } = sites;
  const shape = meridian(sites, scene.cell?.radiusNm);
  const here = shape(along).toVar();
  const step = select(along.greaterThan(0.5), float(-0.006), float(0.006));
  const next = shape(along.add(step)).sub(here).mul(step.sign());
  const slope = normalize(vec2(next.y.negate(), next.x));
  const normal = normalize(vec3(turn.mul(slope.x), slope.y)).toVar();
  const place = frame.at(vec3(turn.mul(here.x), here.y).add(normal.mul(offset)));
  return membraneMaterial(atmosphere, scene, {
    world: place,
    normal: frame.turn(normal),
    material: sites.place.xy.add(turn.mul(here.x)),
    bulb: oneMinus(smoothstep(BULB_END * 0.9, BASE_END, along)).mul(smoothstep(0.5, 3, sites.bulb.x)),
    glow: sites.bulb.z.mul(smoothstep(0.3, BULB_END, along)).mul(oneMinus(smoothstep(BASE_END, 0.9, along))),
    flatShare: isWhole ? float(1) : float(0),
  });
}

interface Surface {
  world: Vec3;
  normal: Vec3;
  /** Where the lattice of head groups is fixed. */
  material: Vec2;
  /** 1 on a fused vesicle, 0 on the plasma membrane. */
  bulb: Float;
  glow: Float;
  /** 1: this draw stands for both leaflets where they are parallel; 0: it shows only fused vesicles. */
  flatShare: Float;
}

function membraneMaterial(atmosphere: Atmosphere, scene: SceneDescription, surface: Surface): NodeMaterial {
  const { colour } = atmosphere;
  const world = varying(surface.world, 'membranePlace');
  const normal = varying(surface.normal, 'membraneNormal');
  const lattice = varying(surface.material, 'membraneMaterial');
  const bulb = varying(surface.bulb, 'membraneBulb');
  const glow = varying(surface.glow, 'membraneGlow');

  const material = blankMaterial(surface.world);
  material.colorNode = Fn(() => {
    const toEye = cameraPosition.sub(world).toVar();
    const distance = length(toEye).toVar();
    const eye = toEye.div(distance);
    const heads = headGroups(atmosphere, scene, lattice, world);
    const cell = heads.offset.toVar();
    const sharp = heads.sharpness(distance).mul(oneMinus(bulb));
    const head = smoothstep(0.5, 0.2, length(cell)).toVar();
    const flat = normalize(normal).toVar();
    const facing = select(dot(flat, eye).lessThan(0), flat.negate(), flat).toVar();
    const dome = normalize(facing.add(heads.lean(cell.mul(head).mul(sharp).mul(0.85))));
    const grazing = pow(oneMinus(clamp(abs(dot(flat, eye)), 0, 1)), 2.2).toVar();
    const body = mix(colour.membrane, colour.vesicleFusing, bulb);
    const rim = mix(colour.membraneRim, mix(colour.vesicleFusing, colour.vesicleDocked, 0.4), bulb);
    const base = mix(body, rim, max(grazing.mul(0.85), head.mul(sharp).mul(0.35)));
    const normalView = cameraViewMatrix.mul(vec4(dome, 0)).xyz;
    const eyeView = cameraViewMatrix.mul(vec4(eye, 0)).xyz;
    const lit = atmosphere
      .shade(base, normalView, eyeView)
      .mul(mix(float(0.6), float(1.15), atmosphere.pool(world)));
    const warm = lit.add(colour.cargo.mul(glow.mul(0.55)).mul(oneMinus(atmosphere.paper)));
    const beyond = atmosphere.beyondCut(world).toVar();
    const cut = smoothstep(-0.5, 0.5, beyond);
    // On a cell, seen from afar, the edge would be thinner than a pixel.
    const edgeNm = scene.cell ? max(distance.div(atmosphere.pixelFactor).mul(1.1), EDGE_NM) : float(EDGE_NM);
    const edge = exp(beyond.div(edgeNm).pow(2).negate()).mul(oneMinus(bulb)).toVar();
    const kept = mix(float(0.1), float(0.46), grazing).mul(mix(float(0.75), float(1), head.mul(sharp)));
    const opacity = max(mix(kept, float(scene.cell ? 0 : 0.012), cut), edge.mul(0.85));
    const whole = oneMinus(oneMinus(opacity).pow(2)).mul(surface.flatShare);
    const cover = mix(whole, mix(float(0.42), float(0.9), grazing), bulb);
    const drawn = mix(warm, colour.membraneRim, edge.mul(0.8));
    return vec4(atmosphere.through(drawn, world), cover.mul(oneMinus(atmosphere.edge(world))));
  })();
  return material;
}

function blankMaterial(place: Vec3): NodeMaterial {
  const material = new NodeMaterial();
  material.name = 'membrane';
  material.transparent = true;
  material.depthWrite = false;
  material.side = DoubleSide;
  material.vertexNode = cameraProjectionMatrix.mul(cameraViewMatrix).mul(vec4(place, 1));
  return material;
}
