// A deterministic solver to hold the particles against: Ca2+ that enters at a point of a reflecting plane, diffuses into
// the half space and meets any number of saturable buffers, with radial symmetry. Half a space with a source is a whole
// space with twice the source. Finite volumes on a graded radial grid; backward Euler, each step solved by Newton's
// method with a block-tridiagonal matrix. Lengths in um, times in s, concentrations in uM.
import { PER_NM3_PER_UM } from '../../src/model/units.ts';

export interface RadialBuffer {
  totalUm: number;
  kdUm: number;
  konPerMPerS: number;
  diffusionUm2PerS: number;
}

export interface RadialProblem {
  diffusionUm2PerS: number;
  /** Ions per second through the point. */
  ionsPerS: number;
  buffers: readonly RadialBuffer[];
  /** Free Ca2+ everywhere at the start, with all sites free. */
  initialUm?: number;
  outerUm: number;
  /** What the far sphere does to free and bound ions. */
  outer: 'absorbing' | 'reflecting';
  /** Infinity: to the steady state. */
  untilS: number;
}

export interface RadialProfile {
  /** Middles of the cells and their volumes. */
  radiiUm: number[];
  volumesUm3: number[];
  calciumUm: number[];
  /** Per buffer. */
  boundUm: number[][];
  /** Free Ca2+ at a distance, linear in c r between cells. */
  at(radiusUm: number): number;
}

const CELLS = 240;
/** The innermost cell, which holds the source. */
const INNER_UM = 2e-4;
const NEWTON_STEPS = 30;
/** Relative change of a Newton step that is small enough. */
const CLOSE = 1e-10;

interface Grid {
  radii: number[];
  volumes: number[];
  /** Between a cell and the next one outwards (or the wall), per unit of D: 4 pi / (1/r - 1/r'). */
  conductances: number[];
}

function makeGrid(outerUm: number): Grid {
  const ratio = (outerUm / INNER_UM) ** (1 / (CELLS - 1));
  const edges = [0, ...Array.from({ length: CELLS }, (_, k) => INNER_UM * ratio ** k)];
  const pairs = Array.from(
    { length: CELLS },
    (_, k) => [edges[k] as number, edges[k + 1] as number] as const,
  );
  const radii = pairs.map(([low, high]) => (low + high) / 2);
  const volumes = pairs.map(([low, high]) => (4 / 3) * Math.PI * (high ** 3 - low ** 3));
  const conductances = radii.map((r, k) => (4 * Math.PI) / (1 / r - 1 / (radii[k + 1] ?? outerUm)));
  return { radii, volumes, conductances };
}

/** Solves a small dense system in place: A x = B for several right-hand sides (rows of B are rows of A). */
function eliminate(a: number[][], b: number[][]): number[][] {
  const n = a.length;
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(a[i]![k]!) > Math.abs(a[pivot]![k]!)) pivot = i;
    [a[k], a[pivot]] = [a[pivot]!, a[k]!];
    [b[k], b[pivot]] = [b[pivot]!, b[k]!];
    const [rowA, rowB] = [a[k]!, b[k]!];
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const factor = a[i]![k]! / rowA[k]!;
      if (factor === 0) continue;
      for (let j = k; j < n; j++) a[i]![j]! -= factor * rowA[j]!;
      for (let j = 0; j < rowB.length; j++) b[i]![j]! -= factor * rowB[j]!;
    }
  }
  return b.map((row, k) => row.map((value) => value / a[k]![k]!));
}

/** One cell's block of the linear system, and its right-hand side. */
interface Block {
  diagonal: number[][];
  rhs: number[];
}

/** State of a cell: free Ca2+, then Ca2+ on each buffer, uM. */
type Cells = number[][];

interface Setting {
  grid: Grid;
  problem: RadialProblem;
  /** Per species. */
  diffusion: number[];
  /** 1/(uM s) and 1/s per buffer. */
  rates: { kon: number; koff: number; total: number }[];
  /** uM um^3/s into the innermost cell. */
  source: number;
}

/** Residual and Jacobian of one backward Euler step in one cell; outer neighbours enter the residual only. */
function cellBlock(s: Setting, now: Cells, before: Cells, dt: number, k: number): Block {
  const { grid, problem, diffusion, rates, source } = s;
  const state = now[k]!;
  const species = diffusion.length;
  const volume = grid.volumes[k]!;
  const diagonal = diffusion.map(() => new Array<number>(species).fill(0));
  // Residual: volume (u - u0)/dt - fluxes - reactions = 0.
  const residual = diffusion.map((d, i) => {
    let r = (volume * (state[i]! - before[k]![i]!)) / dt;
    diagonal[i]![i]! += volume / dt;
    const exchange = (conductance: number, other: number) => {
      r -= d * conductance * (other - state[i]!);
      diagonal[i]![i]! += d * conductance;
    };
    if (k > 0) exchange(grid.conductances[k - 1]!, now[k - 1]![i]!);
    const isLast = k === now.length - 1;
    if (!isLast) exchange(grid.conductances[k]!, now[k + 1]![i]!);
    else if (problem.outer === 'absorbing') exchange(grid.conductances[k]!, 0);
    return r;
  });
  if (k === 0) residual[0]! -= source;
  rates.forEach(({ kon, koff, total }, j) => {
    const [c, b] = [state[0]!, state[j + 1]!];
    const binding = volume * (kon * c * (total - b) - koff * b);
    const byCalcium = volume * kon * (total - b);
    const byBound = -volume * (kon * c + koff);
    residual[0]! += binding;
    residual[j + 1]! -= binding;
    diagonal[0]![0]! += byCalcium;
    diagonal[0]![j + 1]! += byBound;
    diagonal[j + 1]![0]! -= byCalcium;
    diagonal[j + 1]![j + 1]! -= byBound;
  });
  return { diagonal, rhs: residual.map((r) => -r) };
}

/** Thomas' algorithm with blocks; couplings between cells are diagonal. */
function solveBlocks(s: Setting, blocks: Block[]): Cells {
  const species = s.diffusion.length;
  const coupling = (k: number, i: number) => -s.diffusion[i]! * s.grid.conductances[k]!;
  const reduced: number[][][] = [];
  blocks.forEach(({ diagonal, rhs }, k) => {
    const a = diagonal.map((row) => row.slice());
    const b = rhs.map((value, i) => [
      value,
      ...Array.from({ length: species }, (_, j) => (i === j ? coupling(k, i) : 0)),
    ]);
    if (k > 0) {
      // Row i loses coupling * (what the cell inside has become): x(k-1) = value - matrix x(k).
      const inside = reduced[k - 1]!;
      for (let i = 0; i < species; i++) {
        const factor = coupling(k - 1, i);
        b[i]![0]! -= factor * inside[i]![0]!;
        for (let j = 0; j < species; j++) a[i]![j]! -= factor * inside[i]![j + 1]!;
      }
    }
    reduced.push(eliminate(a, b));
  });
  const solution: Cells = new Array(blocks.length);
  for (let k = blocks.length - 1; k >= 0; k--) {
    const outside = solution[k + 1];
    solution[k] = reduced[k]!.map(([value, ...row]) => {
      return row.reduce((x, factor, j) => x - factor * (outside?.[j] ?? 0), value!);
    });
  }
  return solution;
}

function stepOnce(s: Setting, before: Cells, dt: number): Cells {
  let now = before;
  for (let n = 0; n < NEWTON_STEPS; n++) {
    const change = solveBlocks(
      s,
      now.map((_, k) => cellBlock(s, now, before, dt, k)),
    );
    const next = now.map((cell, k) => cell.map((value, i) => Math.max(0, value + change[k]![i]!)));
    const isClose = next.every((cell, k) =>
      cell.every((value, i) => Math.abs(value - now[k]![i]!) <= CLOSE * (1e-9 + Math.abs(value))),
    );
    now = next;
    if (isClose) return now;
  }
  throw new Error(`the radial solver does not converge in a step of ${dt} s`);
}

/** Lengths of the time steps: short at first, each a little longer; then one that is as good as infinite. */
function timeSteps(untilS: number): number[] {
  const steady = untilS === Number.POSITIVE_INFINITY;
  const growth = steady ? 1.5 : 1.02;
  const until = steady ? 1e6 : untilS;
  const steps: number[] = [];
  let t = 0;
  for (let dt = Math.min(1e-8, until / 1000); t < until; dt *= growth) {
    steps.push(Math.min(dt, until - t));
    t += dt;
  }
  return steps;
}

export function solveRadial(problem: RadialProblem): RadialProfile {
  const grid = makeGrid(problem.outerUm);
  const setting: Setting = {
    grid,
    problem,
    diffusion: [problem.diffusionUm2PerS, ...problem.buffers.map((row) => row.diffusionUm2PerS)],
    rates: problem.buffers.map(({ konPerMPerS, kdUm, totalUm }) => ({
      kon: konPerMPerS * 1e-6,
      koff: konPerMPerS * 1e-6 * kdUm,
      total: totalUm,
    })),
    source: (2 * problem.ionsPerS) / (PER_NM3_PER_UM * 1e9),
  };
  let cells: Cells = grid.radii.map(() => [problem.initialUm ?? 0, ...problem.buffers.map(() => 0)]);
  for (const dt of timeSteps(problem.untilS)) cells = stepOnce(setting, cells, dt);
  const calciumUm = cells.map(([c]) => c!);
  const at = (radiusUm: number): number => {
    const k = grid.radii.findIndex((r) => r >= radiusUm);
    if (k < 1) throw new Error(`${radiusUm} um lies outside the solver's grid`);
    const [r0, r1] = [grid.radii[k - 1]!, grid.radii[k]!];
    const share = (radiusUm - r0) / (r1 - r0);
    return ((1 - share) * calciumUm[k - 1]! * r0 + share * calciumUm[k]! * r1) / radiusUm;
  };
  const boundUm = problem.buffers.map((_, j) => cells.map((cell) => cell[j + 1]!));
  return { radiiUm: grid.radii, volumesUm3: grid.volumes, calciumUm, boundUm, at };
}

/** Mean over the volume between two radii. */
export function shellMean(value: (radiusUm: number) => number, innerUm: number, outerUm: number): number {
  const steps = 200;
  let [sum, volume] = [0, 0];
  for (let k = 0; k < steps; k++) {
    const r = innerUm + ((k + 0.5) / steps) * (outerUm - innerUm);
    sum += value(r) * r * r;
    volume += r * r;
  }
  return sum / volume;
}
