// Statistics of a crowd of equal spheres in a box that is periodic sideways: how dense neighbours stand at contact, and
// how far the spheres get in the long run. Pure numbers; lengths in engine units.

/** Bins of g(r) from contact outwards, and the width of each in diameters. */
const BINS = 10;
const BIN = 0.01;
/** Spheres this many radii from top and bottom are away from the layers that walls attract. */
const WALL_RADII = 5;

export interface Box {
  width: number;
  breadth: number;
  depth: number;
}

/** Pairs near contact, counted so far. */
export interface PairCounts {
  pairs: number[];
  /** Spheres around which pairs were counted, over all samples. */
  centres: number;
  samples: number;
  /** Smallest distance seen, in diameters. */
  least: number;
}

export function startPairs(): PairCounts {
  return { pairs: new Array<number>(BINS).fill(0), centres: 0, samples: 0, least: Number.POSITIVE_INFINITY };
}

/** Shortest distance along a periodic axis. */
export function imageOf(d: number, width: number): number {
  return d - width * Math.round(d / width);
}

/** Adds the pairs of one sample. `places`: x y z per sphere, z from -depth to 0. */
export function countPairs(counts: PairCounts, places: Int32Array, radius: number, box: Box): void {
  const n = places.length / 3;
  const reach = 2 * radius * (1 + BINS * BIN);
  counts.samples++;
  // In order of z, so that neighbours stand near each other in the list.
  const order = Array.from({ length: n }, (_, v) => v).sort(
    (a, b) => (places[3 * a + 2] as number) - (places[3 * b + 2] as number),
  );
  const isInner = (z: number) => z < -WALL_RADII * radius && z > WALL_RADII * radius - box.depth;
  for (let i = 0; i < n; i++) {
    const v = 3 * (order[i] as number);
    const [x, y, z] = [places[v] as number, places[v + 1] as number, places[v + 2] as number];
    if (isInner(z)) counts.centres++;
    for (let k = i + 1; k < n; k++) {
      const u = 3 * (order[k] as number);
      const dz = (places[u + 2] as number) - z;
      if (dz > reach) break;
      const dx = imageOf((places[u] as number) - x, box.width);
      const dy = imageOf((places[u + 1] as number) - y, box.breadth);
      const r = Math.sqrt(dx * dx + dy * dy + dz * dz) / (2 * radius);
      counts.least = Math.min(counts.least, r);
      const bin = Math.floor((r - 1) / BIN);
      if (bin < 0 || bin >= BINS) continue;
      // Each of the two is a centre with the other as its neighbour.
      counts.pairs[bin]! += (isInner(z) ? 1 : 0) + (isInner(places[u + 2] as number) ? 1 : 0);
    }
  }
}

/** Spheres per cubic diameter, away from the walls. */
export function innerDensity(counts: PairCounts, radius: number, box: Box): number {
  const volume = (box.width * box.breadth * (box.depth - 2 * WALL_RADII * radius)) / (2 * radius) ** 3;
  return counts.centres / counts.samples / volume;
}

/** g(r) at contact: a straight line through the bins, extrapolated to one diameter. NaN before anything was counted. */
export function contactValue(counts: PairCounts, radius: number, box: Box): number {
  if (counts.centres === 0) return Number.NaN;
  const density = innerDensity(counts, radius, box);
  const g = counts.pairs.map((pairs, k) => {
    const shell = (4 / 3) * Math.PI * ((1 + (k + 1) * BIN) ** 3 - (1 + k * BIN) ** 3);
    return pairs / (counts.centres * density * shell);
  });
  const xs = g.map((_, k) => (k + 0.5) * BIN);
  const meanX = xs.reduce((a, b) => a + b) / BINS;
  const meanG = g.reduce((a, b) => a + b) / BINS;
  const slope =
    xs.reduce((sum, x, k) => sum + (x - meanX) * ((g[k] as number) - meanG), 0) /
    xs.reduce((sum, x) => sum + (x - meanX) ** 2, 0);
  return meanG - slope * meanX;
}

/** Unwrapped sideways ways of all spheres at the last samples, and their mean squares over two lags. */
export interface Tracks {
  /** Lags in samples: short, long. */
  lags: readonly [number, number];
  /** Last known places, and the ways since the start (x y per sphere), newest last. */
  before: Int32Array;
  ways: Float64Array[];
  /** Sums of mean squares over the lags, and how many went in. */
  sums: [number, number];
  counts: [number, number];
}

export function startTracks(lags: readonly [number, number], places: Int32Array): Tracks {
  return {
    lags,
    before: places,
    ways: [new Float64Array((2 * places.length) / 3)],
    sums: [0, 0],
    counts: [0, 0],
  };
}

function meanSquare(from: Float64Array, to: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < to.length; k++) {
    const d = (to[k] as number) - (from[k] as number);
    sum += d * d;
  }
  return sum / to.length;
}

/** Adds a sample. Between two samples no sphere may go as far as half the box. */
export function follow(tracks: Tracks, places: Int32Array, box: Box): void {
  const way = (tracks.ways.at(-1) as Float64Array).slice();
  for (let v = 0; 3 * v < places.length; v++) {
    const moved = (axis: number) =>
      (places[3 * v + axis] as number) - (tracks.before[3 * v + axis] as number);
    way[2 * v]! += imageOf(moved(0), box.width);
    way[2 * v + 1]! += imageOf(moved(1), box.breadth);
  }
  tracks.before = places;
  tracks.ways.push(way);
  tracks.lags.forEach((lag, k) => {
    const from = tracks.ways[tracks.ways.length - 1 - lag];
    if (!from) return;
    tracks.sums[k]! += meanSquare(from, way);
    tracks.counts[k]! += 1;
  });
  if (tracks.ways.length > tracks.lags[1]) tracks.ways.shift();
}

/** Growth of the mean square along one axis per sample, between the lags. NaN before the long lag has been reached. */
export function longTimeSlope({ lags, sums, counts }: Tracks): number {
  const [short, long] = lags;
  return (sums[1] / counts[1] - sums[0] / counts[0]) / (long - short);
}
