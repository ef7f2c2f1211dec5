// Schemes of release sensors as master equations, from the constants of their rows alone, integrated by powers of one
// small Taylor step: what the simulated sensors must agree with.
import type { SensorChain, SensorRow } from '../../src/model/sensors.ts';

type Matrix = number[][];

/** States by name; ways from one to another, 1/s at a [Ca2+] in M; fusion, 1/s. */
interface Scheme {
  names: string[];
  ways: (calciumM: number) => { from: string; to: string; perS: number }[];
  fusion: (name: string) => number;
}

const nameOf = (n: number, m: number | string) => `${n}+${m}`;

/** i of n sites bound: forward (n - i) kon [Ca], backward i koff b^(i-1). */
function chainWays(chain: SensorChain, name: (i: number) => string, calciumM: number) {
  return Array.from({ length: chain.sites }, (_, i) => [
    { from: name(i), to: name(i + 1), perS: (chain.sites - i) * chain.konPerMPerS * calciumM },
    { from: name(i + 1), to: name(i), perS: (i + 1) * chain.koffPerS * chain.cooperativity ** i },
  ]).flat();
}

/** The scheme of a row: a chain; with a state beyond its last one ("5+active"); or every pair of two chains' states. */
export function schemeOf(row: SensorRow): Scheme {
  const { activation, asynchronous } = row;
  const second = asynchronous ?? { ...row, sites: 0, fusionPerS: [0] };
  const ns = Array.from({ length: row.sites + 1 }, (_, n) => n);
  const ms = Array.from({ length: second.sites + 1 }, (_, m) => m);
  const full = nameOf(row.sites, 0);
  const active = nameOf(row.sites, 'active');
  return {
    names: [...ns.flatMap((n) => ms.map((m) => nameOf(n, m))), ...(activation ? [active] : [])],
    ways: (calciumM) => [
      ...ms.flatMap((m) => chainWays(row, (n) => nameOf(n, m), calciumM)),
      ...ns.flatMap((n) => chainWays(second, (m) => nameOf(n, m), calciumM)),
      ...(activation
        ? [
            { from: full, to: active, perS: activation.forwardPerS },
            { from: active, to: full, perS: activation.backwardPerS },
          ]
        : []),
    ],
    fusion: (name) => {
      if (name === active) return activation?.fusionPerS ?? 0;
      const [n, m] = name.split('+').map(Number) as [number, number];
      return (row.fusionPerS[n] as number) + (second.fusionPerS[m] as number);
    },
  };
}

/** Rates per second between states; the last one is "fused" (reached only if `fuses`). */
function generator(scheme: Scheme, calciumM: number, fuses: boolean): Matrix {
  const size = scheme.names.length + 1;
  const q: Matrix = Array.from({ length: size }, () => new Array<number>(size).fill(0));
  const add = (from: number, to: number, perS: number) => {
    q[from]![to]! += perS;
    q[from]![from]! -= perS;
  };
  const at = (name: string) => scheme.names.indexOf(name);
  for (const { from, to, perS } of scheme.ways(calciumM)) add(at(from), at(to), perS);
  scheme.names.forEach((name, i) => {
    if (fuses) add(i, size - 1, scheme.fusion(name));
  });
  return q;
}

function product(a: Matrix, b: Matrix): Matrix {
  return a.map((row) => row.map((_, j) => row.reduce((sum, v, k) => sum + v * (b[k]?.[j] as number), 0)));
}

/** Transition probabilities over a time: a Taylor step so short that no rate is over 1/8 of it, then squared. */
function transition(q: Matrix, seconds: number): Matrix {
  const fastest = Math.max(...q.map((row, i) => Math.abs(row[i] as number)));
  const doublings = Math.max(0, Math.ceil(Math.log2(8 * fastest * seconds)));
  const h = seconds / 2 ** doublings;
  let term: Matrix = q.map((row, i) => row.map((_, j) => (i === j ? 1 : 0)));
  let sum = term;
  for (let k = 1; k <= 10; k++) {
    term = product(
      term,
      q.map((row) => row.map((v) => (v * h) / k)),
    );
    sum = sum.map((row, i) => row.map((v, j) => v + (term[i]?.[j] as number)));
  }
  for (let k = 0; k < doublings; k++) sum = product(sum, sum);
  return sum;
}

/** So long that every binding site has forgotten how it began. */
const LONG_S = 1e5;

/** Chance to fuse within a time after a step of [Ca2+], from equilibrium (without fusion) at rest. */
export function fusedWithin(row: SensorRow, calciumUm: number, seconds: number, restUm = 0.05): number {
  const scheme = schemeOf(row);
  const rest = transition(generator(scheme, restUm * 1e-6, false), LONG_S)[0] as number[];
  const moved = transition(generator(scheme, calciumUm * 1e-6, true), seconds);
  return rest.reduce((sum, p, i) => sum + p * (moved[i]?.at(-1) as number), 0);
}

/** Time within which about this share fuses (a factor of 1.3 is near enough), at most 1 s. */
export function timeForShare(row: SensorRow, calciumUm: number, share: number): number {
  let seconds = 1;
  while (seconds > 1e-5 && fusedWithin(row, calciumUm, seconds) > share) seconds /= 1.3;
  return seconds;
}
