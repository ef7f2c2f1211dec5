// Which cases `exocyte validate` runs: every scenario file with every seed, and on every rung of its ladder where it
// asks for that; and the presets that say what they expect.
import type { Scenario } from '../model/scenario.ts';
import { badInput } from './failure.ts';
import { loadScenarioFile, scenarioLabel } from './loadScenario.ts';
import { findScenarios, jsonFiles, scenariosFolder } from './paths.ts';

export interface Case {
  path: string;
  /** The file's name, with the tick length where the case is one rung of several. */
  label: string;
  /** Index into clock.ticksUs of the file; undefined: the whole ladder. */
  level: number | undefined;
  scenario: Scenario;
  seed: number;
  repeats: number;
  /** The limits must refuse this case. */
  isRefusalExpected: boolean;
}

/** `--quick` runs this share of the repeats, but no fewer than are needed for a standard error. */
const QUICK_SHARE = 0.125;
const LEAST_REPEATS = 3;

/** A scenario on one rung of its ladder, as if there were no other. */
function onLevel(scenario: Scenario, level: number): Scenario {
  const { clock, run, expect } = scenario;
  const { values, ticksPerEpoch, refused: _, ...changes } = run.eachLevel?.[level] ?? { refused: false };
  const { eachLevel: __, ...common } = run;
  return {
    ...scenario,
    clock: {
      ...clock,
      ticksUs: [clock.ticksUs[level] as number],
      ticksPerEpoch: ticksPerEpoch ?? clock.ticksPerEpoch,
    },
    run: { ...common, ...changes },
    expect: values ? expect.map((row, k) => ({ ...row, value: values[k] as number })) : expect,
  };
}

/** Of few runs a second moment is as uncertain as its own standard error, so it cannot be judged by it. */
const SECOND_MOMENTS = new Set(['variance', 'standardDeviation', 'fano']);
const LEAST_REPEATS_OF_SECOND_MOMENTS = 40;

function quickRepeats({ run, expect }: Scenario): number {
  const isSecond = expect.some(({ statistic }) => SECOND_MOMENTS.has(statistic));
  const fewest = isSecond ? LEAST_REPEATS_OF_SECOND_MOMENTS : LEAST_REPEATS;
  const least = expect.every(({ exact }) => exact) ? 1 : fewest;
  return Math.min(run.repeats, Math.max(least, Math.round(run.repeats * QUICK_SHARE)));
}

interface Rung {
  level: number | undefined;
  suffix: string;
  scenario: Scenario;
  isRefusalExpected: boolean;
}

function rungsOf(scenario: Scenario): Rung[] {
  const { eachLevel } = scenario.run;
  if (!eachLevel) return [{ level: undefined, suffix: '', scenario, isRefusalExpected: false }];
  return eachLevel.map(({ refused }, level) => ({
    level,
    suffix: ` @ ${scenario.clock.ticksUs[level]} us`,
    scenario: onLevel(scenario, level),
    isRefusalExpected: refused,
  }));
}

/** The quick set has the finest and the coarsest rung that runs, and those that must be refused. */
function quickRungs(rungs: Rung[]): Rung[] {
  const running = rungs.filter(({ isRefusalExpected }) => !isRefusalExpected);
  return rungs.filter((rung) => rung.isRefusalExpected || rung === running[0] || rung === running.at(-1));
}

export interface CaseChoice {
  seeds: readonly number[];
  isQuick: boolean;
  /** Only this rung. */
  level: number | undefined;
}

function casesOfFile(path: string, { seeds, isQuick, level }: CaseChoice): Case[] {
  const { scenario: written, source } = loadScenarioFile(path);
  const scenario = { ...written, run: { ...written.run, ...written.run.check } };
  if (scenario.expect.length === 0) {
    const hint = '"exocyte run" runs scenarios that expect nothing';
    throw badInput({
      what: `${source}: expect`,
      found: 'is empty',
      allowed: 'at least one expectation',
      hint,
    });
  }
  const all = rungsOf(scenario);
  const offered = isQuick && level === undefined ? quickRungs(all) : all;
  const rungs = offered.filter((rung) => level === undefined || rung.level === level);
  return rungs.flatMap((rung) =>
    seeds.map((seed) => ({
      path,
      label: `${scenarioLabel(path)}${rung.suffix}`,
      level: rung.level,
      scenario: rung.scenario,
      seed,
      repeats: isQuick ? quickRepeats(rung.scenario) : rung.scenario.run.repeats,
      isRefusalExpected: rung.isRefusalExpected,
    })),
  );
}

/** Presets that say what they expect. They are whole experiments, too long for the quick set. */
function presetsThatExpect(): string[] {
  return jsonFiles(scenariosFolder()).filter((path) => loadScenarioFile(path).scenario.expect.length > 0);
}

/** Cases of all files that a list of names stands for, in the order in which they are reported. */
export function casesOf(names: readonly string[], choice: CaseChoice): Case[] {
  const isAll = names.length === 0 && !choice.isQuick;
  const files = [...findScenarios(names, 'validation'), ...(isAll ? presetsThatExpect() : [])];
  const cases = files.flatMap((path) => casesOfFile(path, choice));
  if (cases.length > 0) return cases;
  const allowed = 'files with an "expect" section (and run.eachLevel, with --level)';
  throw badInput({ what: 'FILES', found: 'no case', allowed });
}
