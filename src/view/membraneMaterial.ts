// What the membrane is made of: a translucent bilayer, lit as if light went a little way into it, whose head groups show near.
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
  If,
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
  vec3,
  vec4,
} from 'three/tsl';
import { DoubleSide, NodeMaterial } from 'three/webgpu';
import type { Atmosphere } from './atmosphere.ts';
import type { BendTable } from './bendTable.ts';
import { cagePlace, clathrinCage } from './clathrinCage.ts';
import { headGroups } from './headGroups.ts';
import type { SceneDescription } from './sceneDescription.ts';
import { LEAFLET_NM, RINGS } from './siteProfile.ts';
import { type Float, type Vec2, type Vec3, type Vec4, vector } from './tsl.ts';

/** Half width of the bright edge where a cell is cut open. */
const EDGE_NM = 1;
/** Opacity where one looks straight down: at the place of interest, and away from it; and where one looks along it. */
const CLEAR = 0.26;
const DENSE = 0.5;
const GRAZING = 0.86;
/** Of a porosome's cup. */
const CUP = 0.8;

export interface MembraneOptions {
  atmosphere: Atmosphere;
  scene: SceneDescription;
  sites: BendTable;
  /** Endocytic zones. */
  pits: BendTable;
}

export function sheetMaterial(
  { atmosphere, scene }: MembraneOptions,
  world: Vec3,
  normal: Vec3,
): NodeMaterial {
  const material = membraneMaterial(atmosphere, scene, {
    world,
    normal,
    material: positionGeometry.xy,
    bulb: float(0),
    cover: float(1),
    glow: float(0),
    coat: float(0),
    isPit: false,
    cage: vector(0, 0, 1),
    cup: float(0),
    flatShare: float(1),
  });
  material.name = 'sheet of the membrane';
  return material;
}

/** One leaflet stands for both on the skirt, as it does on the sheet; a fused vesicle shows the two. */
export function patchMaterial(
  { atmosphere, scene }: MembraneOptions,
  bends: BendTable,
  isUpper: boolean,
): NodeMaterial {
  const { frame } = bends;
  const turn = positionGeometry.xy;
  const ring = positionGeometry.z;
  const here = bends.ring(ring).toVar();
  const normal = vec3(turn.mul(here.z), here.w);
  const offset = isUpper ? LEAFLET_NM : -LEAFLET_NM;
  const place = frame.at(vec3(turn.mul(here.x), here.y).add(normal.mul(offset)));
  const neckEnds = RINGS.bulb + RINGS.neck;
  const isBulb = oneMinus(smoothstep(RINGS.bulb, neckEnds, ring)).mul(bends.ball.x.greaterThan(0).toFloat());
  return membraneMaterial(atmosphere, scene, {
    world: place,
    normal: frame.turn(normal),
    material: bends.place.xy.add(turn.mul(here.x)),
    bulb: isBulb.mul(bends.ball.z),
    cover: mix(float(1), bends.ball.w, oneMinus(smoothstep(neckEnds - 1, neckEnds, ring))),
    glow: bends.signs.y
      .mul(smoothstep(0.7 * RINGS.bulb, neckEnds, ring))
      .mul(oneMinus(smoothstep(neckEnds, neckEnds + 12, ring))),
    coat: bends.signs.w.mul(isBulb),
    isPit: bends.bends.cupNm === 0,
    cage: cagePlace(bends, turn, here),
    cup: cupShare(scene, bends, here.x, isBulb),
    flatShare: isUpper ? float(1) : float(0),
  });
}

/** 1 within a porosome's cup, whose wall is protein; a plain site has none. */
function cupShare(scene: SceneDescription, { bends }: BendTable, radius: Float, isBulb: Float): Float {
  if (scene.siteModel !== 'porosome' || bends.cupNm === 0) return float(0);
  return oneMinus(smoothstep(1, 1.25, radius.div(bends.cupNm))).mul(oneMinus(isBulb));
}

interface Surface {
  world: Vec3;
  normal: Vec3;
  /** Where the lattice of head groups is fixed. */
  material: Vec2;
  /** 1 on a fused vesicle, 0 on the plasma membrane. */
  bulb: Float;
  /** How much of it is there. */
  cover: Float;
  glow: Float;
  /** Clathrin on the cytosol's side. */
  coat: Float;
  /** A pit has the membrane's own colour. */
  isPit: boolean;
  /** Where it lies on a closed clathrin cage. */
  cage: Vec3;
  /** 1: this draw stands for both leaflets where they are parallel; 0: it shows only fused vesicles. */
  flatShare: Float;
  /** 1 in a porosome's cup. */
  cup: Float;
}

/** What a fragment knows of the surface it lies on. */
interface Fragment extends Omit<Surface, 'isPit'> {
  toEye: Vec3;
  distance: Float;
  beyond: Float;
}

function membraneMaterial(atmosphere: Atmosphere, scene: SceneDescription, surface: Surface): NodeMaterial {
  const { flatShare, isPit } = surface;
  const given = {
    world: varying(surface.world, 'membranePlace'),
    normal: varying(surface.normal, 'membraneNormal'),
    material: varying(surface.material, 'membraneMaterial'),
    bulb: varying(surface.bulb, 'membraneBulb'),
    cover: varying(surface.cover, 'membraneCover'),
    glow: varying(surface.glow, 'membraneGlow'),
    coat: varying(surface.coat, 'membraneCoat'),
    cup: varying(surface.cup, 'membraneCup'),
    cage: isPit ? varying(surface.cage, 'membraneCage') : surface.cage,
    flatShare,
  };
  const material = blankMaterial(surface.world);
  material.colorNode = Fn(() => {
    const toEye = cameraPosition.sub(given.world).toVar();
    const distance = length(toEye).toVar();
    const beyond = atmosphere.beyondCut(given.world).toVar();
    const drawn = vec4(0).toVar();
    // Half of a sheet may be cut away: it costs nothing.
    const reach = scene.cell ? edgeNm(atmosphere, distance).mul(3) : float(1);
    If(beyond.lessThan(reach).and(flatShare.greaterThan(0)).or(given.bulb.greaterThan(0)), () => {
      drawn.assign(shadeMembrane(atmosphere, scene, { ...given, toEye, distance, beyond }, isPit));
    });
    return drawn;
  })();
  return material;
}

function shadeMembrane(atmosphere: Atmosphere, scene: SceneDescription, at: Fragment, isPit: boolean): Vec4 {
  const { colour } = atmosphere;
  const { world, bulb, cup } = at;
  const eye = at.toEye.div(at.distance);
  const heads = headGroups(atmosphere, scene, at.material, world);
  const cell = heads.offset.toVar();
  const sharp = heads.sharpness(at.distance).mul(oneMinus(bulb)).toVar();
  const head = smoothstep(0.52, 0.16, length(cell)).toVar();
  const flat = normalize(at.normal).toVar();
  const facing = select(dot(flat, eye).lessThan(0), flat.negate(), flat).toVar();
  const dome = normalize(facing.add(heads.lean(cell.mul(head).mul(sharp).mul(1.15))));
  const grazing = pow(oneMinus(clamp(abs(dot(flat, eye)), 0, 1)), 2.2).toVar();
  const pool = atmosphere.pool(world).toVar();
  const own = isPit ? colour.membraneRim : colour.vesicleFusing;
  const body = mix(mix(colour.membrane, colour.porosome.mul(0.55), cup.mul(0.8)), own, bulb);
  const outline = mix(colour.membraneRim, colour.porosome, cup.mul(0.7));
  const rim = mix(outline, mix(own, colour.vesicleDocked, 0.4), bulb).toVar();
  const base = mix(body, rim, max(grazing.mul(0.8), head.mul(sharp).mul(0.45)));
  const normalView = cameraViewMatrix.mul(vec4(dome, 0)).xyz.toVar();
  const eyeView = cameraViewMatrix.mul(vec4(eye, 0)).xyz.toVar();
  const lit = atmosphere
    .shade(base, normalView, eyeView)
    .add(atmosphere.within(rim, normalView, eyeView))
    .mul(mix(float(1), float(0.62), oneMinus(head).mul(sharp)))
    .mul(mix(float(0.62), float(1.18), pool))
    .add(colour.cargo.mul(at.glow.mul(0.55)).mul(oneMinus(atmosphere.paper)));
  const sparse = mix(mix(float(DENSE), float(CLEAR), pool), float(GRAZING), grazing);
  const kept = mix(sparse, float(CUP), cup).mul(mix(float(0.8), float(1), head.mul(sharp)));
  const open = kept.mul(oneMinus(smoothstep(-0.5, 0.5, at.beyond)));
  const edge = wedgeEdge(atmosphere, world, at.distance).mul(oneMinus(bulb)).toVar();
  const sheet = max(open.mul(at.flatShare), edge.mul(0.85));
  // On paper what shines through would wash the colour out.
  const glass = mix(float(0.36), float(0.78), atmosphere.paper);
  const cover = mix(sheet, mix(glass, float(0.88), grazing), bulb).mul(at.cover);
  const cage = float(0).toVar();
  if (isPit)
    If(at.coat.greaterThan(0), () => {
      cage.assign(clathrinCage(normalize(at.cage)).mul(at.coat));
    });
  const coated = atmosphere.shade(colour.coat, normalView, eyeView).mul(0.8);
  const drawn = mix(mix(lit, colour.membraneRim, edge.mul(0.8)), coated, cage);
  const solid = max(cover, cage.mul(0.9)).mul(oneMinus(atmosphere.edge(world)));
  return vec4(atmosphere.through(drawn, world), solid);
}

/** Where a cell's wedge begins the membrane ends in a bright line; seen from afar it would be thinner than a pixel. */
function wedgeEdge(atmosphere: Atmosphere, world: Vec3, distance: Float): Float {
  if (!atmosphere.cell) return float(0);
  return exp(atmosphere.cell.beyondCut(world).div(edgeNm(atmosphere, distance)).pow(2).negate());
}

function edgeNm(atmosphere: Atmosphere, distance: Float): Float {
  return max(distance.div(atmosphere.pixelFactor).mul(1.1), EDGE_NM);
}

export function blankMaterial(place: Vec3): NodeMaterial {
  const material = new NodeMaterial();
  material.name = 'membrane';
  material.transparent = true;
  material.depthWrite = false;
  material.side = DoubleSide;
  material.vertexNode = cameraProjectionMatrix.mul(cameraViewMatrix).mul(vec4(place, 1));
  return material;
}
