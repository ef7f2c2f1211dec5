// The shape of the membrane where it is bent: a surface of revolution, as radius and height along its meridian. From the
// flat sheet it runs over the rim and down the cup to its base, round the neck of a pore and into the vesicle that has
// fused there (an omega); as full fusion goes on the neck widens and the omega becomes a bowl, then flat membrane. A
// coated pit is the same without a cup, the other way round. Pure numbers: what WebGL2 draws, and the specification of
// shaders/picture/bendMembrane.wgsl.

/** A place of the membrane and what it looks like now; lengths in nm. */
export interface Bend {
  /** Radius and depth of the cup; a depth of 0: flat. */
  cupNm: number;
  depthNm: number;
  /** Radius of the piece of membrane that is bent. */
  edgeNm: number;
  /** Radius of the vesicle that is part of the membrane; 0: none. */
  bulbNm: number;
  /** Radius of the neck in the middle of the bilayer. */
  neckNm: number;
  /** How far the vesicle has opened into flat membrane, 0..1. */
  flat: number;
}

/** Half the thickness of the bilayer: a pore's lumen is so much narrower than its neck. */
export const LEAFLET_NM = 2.4;

/** Rings of the meridian: around the vesicle, around its neck, across the base, from the base to the edge. */
export const RINGS = { bulb: 20, neck: 6, base: 3, skirt: 17 } as const;
export const RING_COUNT = RINGS.bulb + RINGS.neck + RINGS.base + RINGS.skirt;
/** Numbers per ring: radius, height, and the normal's components along them. */
export const RING_WORDS = 4;

/** What gives the membrane its shape; the compute pass is handed the same numbers. */
export const SHAPE = {
  /** Radius of the bend between an open vesicle and the base, in radii of the vesicle: what makes a fusing vesicle a pear. */
  FILLET: 0.2,
  /** Share of the bent piece that the mouth of a vesicle may take: what it has more of has spread into the membrane. */
  WIDEST_MOUTH: 0.82,
  /** Where the sphere ends when it has become flat: angle from its bottom. */
  FLAT_ANGLE: 0.07 * Math.PI,
  /** Radius of the base of an empty cup, in radii of the cup; the share of the bent piece that a base may take. */
  BASE: 0.55,
  WIDEST_BASE: 0.95,
  /** Radius of a cup's wall at its top, in radii of the cup; how far from the base it is at least, in depths. */
  WALL: 1.06,
  WALL_RUN: 0.5,
  /** The rim: its place, width and height in radii of the cup, greatest height, and from which share of the piece it fades. */
  RIM: 1.22,
  RIM_WIDTH: 0.34,
  RIM_HEIGHT: 0.22,
  RIM_MOST_NM: 5,
  RIM_FADES: 0.75,
  /** Rings this close have no direction in single precision: they count as one. */
  LEAST_NM: 1e-3,
} as const;

/** The vesicle's part: a sphere of radius `radiusNm` on `bottomNm` (height), joined by a bend of radius `filletNm`. */
export interface Omega {
  radiusNm: number;
  bottomNm: number;
  filletNm: number;
  /** Where the sphere ends, seen from its middle: angle from its bottom. */
  angle: number;
}

/**
 * Area is kept as the mouth opens, up to what the bent piece can hold. In sines of half angles: a cosine near -1 of an open
 * vesicle would lose its digits in single precision.
 */
export function omega({ edgeNm, depthNm, bulbNm, neckNm, flat }: Bend): Omega {
  const filletNm = SHAPE.FILLET * bulbNm * Math.min(1, neckNm / LEAFLET_NM);
  const narrow = Math.PI - Math.asin(Math.min(1, (neckNm + filletNm) / (bulbNm + filletNm)));
  const angle = narrow + (SHAPE.FLAT_ANGLE - narrow) * flat;
  const whole = (bulbNm * Math.sin(narrow / 2)) / Math.sin(angle / 2);
  const widest = (SHAPE.WIDEST_MOUTH * edgeNm) / Math.sin(angle) - filletNm;
  const radiusNm = Math.max(0, Math.min(whole, widest));
  const bottomNm = -depthNm - 2 * (radiusNm + filletNm) * Math.sin(angle / 2) ** 2;
  return { radiusNm, bottomNm, filletNm, angle };
}

/** Writes radius, height and normal of every ring into `into`, from row `at` on; `cellRadiusNm` bends the skirt. */
export function writeMeridian(bend: Bend, cellRadiusNm: number, into: Float32Array, at = 0): void {
  const points = meridian(bend, cellRadiusNm);
  points.forEach(([radius, height], ring) => {
    const before = points[Math.max(0, ring - 1)] as [number, number];
    const after = points[Math.min(points.length - 1, ring + 1)] as [number, number];
    const [across, up] = [after[0] - before[0], after[1] - before[1]];
    const length = Math.hypot(across, up);
    // On the axis, and where rings coincide, the surface lies level.
    const [outwards, upwards] = length > SHAPE.LEAST_NM ? [-up / length, across / length] : [0, 1];
    into.set([radius, height, outwards, upwards], at + RING_WORDS * ring);
  });
}

/** [radius, height] of every ring, from the axis to the edge. */
export function meridian(bend: Bend, cellRadiusNm = Number.POSITIVE_INFINITY): [number, number][] {
  const { cupNm, depthNm, edgeNm, bulbNm } = bend;
  const points: [number, number][] = [];
  let [mouth, base] = [0, SHAPE.BASE * cupNm];
  if (bulbNm > 0) {
    const { radiusNm, bottomNm, filletNm, angle } = omega(bend);
    for (let ring = 0; ring < RINGS.bulb; ring++) {
      const turn = (angle * ring) / RINGS.bulb;
      points.push([radiusNm * Math.sin(turn), bottomNm + 2 * radiusNm * Math.sin(turn / 2) ** 2]);
    }
    // Round the bend, whose middle lies outside of the vesicle and below the base.
    mouth = (radiusNm + filletNm) * Math.sin(angle);
    for (let ring = 0; ring < RINGS.neck; ring++) {
      const turn = angle * (1 - ring / RINGS.neck);
      points.push([mouth - filletNm * Math.sin(turn), -depthNm - 2 * filletNm * Math.sin(turn / 2) ** 2]);
    }
    base = Math.min(Math.max(base, mouth), SHAPE.WIDEST_BASE * edgeNm);
  } else {
    for (let ring = 0; ring < RINGS.bulb + RINGS.neck; ring++) points.push([0, -depthNm]);
  }
  for (let ring = 0; ring < RINGS.base; ring++)
    points.push([mouth + ((base - mouth) * ring) / RINGS.base, -depthNm]);
  const wall = Math.max(SHAPE.WALL * cupNm, base + SHAPE.WALL_RUN * depthNm);
  for (let ring = 0; ring < RINGS.skirt; ring++) {
    const out = base + (edgeNm - base) * (ring / (RINGS.skirt - 1)) ** 1.5;
    const pit = depthNm > 0 ? depthNm * (1 - ramp(base, wall, out)) : 0;
    const lip = depthNm > 0 ? lipNm(out, cupNm, edgeNm) : 0;
    points.push([out, lip - pit - (out * out) / (2 * cellRadiusNm)]);
  }
  return points;
}

/** The rim of a cup stands up a little. */
function lipNm(out: number, cupNm: number, edgeNm: number): number {
  const { RIM, RIM_WIDTH, RIM_HEIGHT, RIM_MOST_NM, RIM_FADES } = SHAPE;
  const bump = Math.exp(-(((out / cupNm - RIM) / RIM_WIDTH) ** 2));
  return bump * Math.min(RIM_HEIGHT * cupNm, RIM_MOST_NM) * (1 - ramp(RIM_FADES, 1, out / edgeNm));
}

function ramp(from: number, to: number, value: number): number {
  const share = Math.max(0, Math.min(1, (value - from) / (to - from)));
  return share * share * (3 - 2 * share);
}
