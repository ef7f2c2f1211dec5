// Statistics of a crowd of equal spheres in a box that is periodic sideways: how dense neighbours stand at contact, and
// how far the spheres get in the long run. Pure numbers; lengths in engine units.

/** Bins of g(r) from contact outwards, and the width of each in diameters. */
const BINS = 10;
const BIN = 0.01;
/** Spheres this many radii from top and bottom are away from the layers that walls attract, and from those they slow. */
const WALL_RADII = 5;
const SLOW_RADII = 3;

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

/** Unwrapped ways sideways since the start (x y per sphere), and their mean squares over two lags. */
export interface Tracks {
  /** Lags in samples: short, long. */
  lags: readonly [number, number];
  /** The last samples, oldest first. */
  samples: { places: Int32Array; ways: Float64Array }[];
  /** Sums of mean squares over the lags, and how many went in. */
  sums: [number, number];
  counts: [number, number];
}

export function startTracks(lags: readonly [number, number], places: Int32Array): Tracks {
  return {
    lags,
    samples: [{ places, ways: new Float64Array((2 * places.length) / 3) }],
    sums: [0, 0],
    counts: [0, 0],
  };
}

type Sample = Tracks['samples'][number];

/** Mean square per axis of the spheres that are away from top and bottom at both times; NaN when there is none. */
function meanSquare(from: Sample, to: Sample, isInner: (z: number) => boolean): number {
  let [sum, count] = [0, 0];
  for (let v = 0; 3 * v < to.places.length; v++) {
    if (!isInner(from.places[3 * v + 2] as number) || !isInner(to.places[3 * v + 2] as number)) continue;
    for (const k of [2 * v, 2 * v + 1]) {
      const d = (to.ways[k] as number) - (from.ways[k] as number);
      sum += d * d;
      count++;
    }
  }
  return sum / count;
}

/** Adds a sample. Between two samples no sphere may go as far as half the box. */
export function follow(tracks: Tracks, places: Int32Array, radius: number, box: Box): void {
  const { samples, lags, sums, counts } = tracks;
  const before = samples.at(-1) as Sample;
  const ways = before.ways.slice();
  for (let v = 0; 3 * v < places.length; v++) {
    const moved = (axis: number) =>
      (places[3 * v + axis] as number) - (before.places[3 * v + axis] as number);
    ways[2 * v]! += imageOf(moved(0), box.width);
    ways[2 * v + 1]! += imageOf(moved(1), box.breadth);
  }
  const now = { places, ways };
  samples.push(now);
  const isInner = (z: number) => z < -SLOW_RADII * radius && z > SLOW_RADII * radius - box.depth;
  lags.forEach((lag, k) => {
    const from = samples[samples.length - 1 - lag];
    const square = from ? meanSquare(from, now, isInner) : Number.NaN;
    if (Number.isNaN(square)) return;
    sums[k]! += square;
    counts[k]! += 1;
  });
  if (samples.length > lags[1]) samples.shift();
}

/** Growth of the mean square along one axis per sample, between the lags. NaN before the long lag has been reached. */
export function longTimeSlope({ lags, sums, counts }: Tracks): number {
  const [short, long] = lags;
  return (sums[1] / counts[1] - sums[0] / counts[0]) / (long - short);
}
