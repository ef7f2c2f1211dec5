// `exocyte diverge`: proof that both engines compute the same words, or the first word in which they differ.
import type { Command } from 'commander';
import { openEngine } from './engines.ts';
import { EXIT, Failure, toFailure } from './failure.ts';
import { Interruption } from './interruption.ts';
import { loadScenario } from './loadScenario.ts';
import { collect, parseDurationNs, parseSeed } from './optionValues.ts';
import { print } from './print.ts';
import { startProgress } from './progress.ts';
import { runOnce } from './runOnce.ts';

interface DivergeOptions {
  seed: string;
  duration?: string;
  set: string[];
}

async function diverge(name: string, options: DivergeOptions): Promise<void> {
  const durationNs = options.duration ? parseDurationNs('--duration', options.duration) : undefined;
  const seed = parseSeed('--seed', options.seed);
  const { scenario, source } = loadScenario(name, options.set, durationNs);
  const engine = await openEngine('both');
  const interruption = new Interruption();
  const progress = startProgress(scenario.name, false);
  const untilNs = Math.round(scenario.run.durationMs * 1e6);
  try {
    const { outcome, status, reason } = await runOnce({
      scenario,
      seed,
      runId: 0,
      engine: engine.create(),
      interruption,
      untilNs,
      wantsSnapshot: false,
      onProgress: ({ timeNs }) => progress.update(timeNs / untilNs),
    });
    progress.stop();
    print(
      `no difference in ${outcome.epochs} epochs (${outcome.timeNs / 1e6} ms) between the reference and ${engine.adapter}`,
    );
    print(`state hash ${outcome.stateHash}`);
    if (status !== EXIT.ok) throw new Failure(status, reason);
  } catch (error) {
    progress.stop();
    throw toFailure(error, source);
  } finally {
    interruption.close();
    engine.close();
  }
}

const DIVERGE_HELP = `
Examples:
  exocyte diverge bouton --duration 5ms
  exocyte diverge bouton --seed 7 --set clock.orderLatencyEpochs=4

Exit status: 0 no difference, 1 a difference (its epoch, pass, buffer, index and both values), 2 bad input.`;

export function addDivergeCommand(program: Command): void {
  program
    .command('diverge')
    .summary('find the first difference between the engines')
    .description('Runs both engines epoch by epoch and compares every word; names the first that differs.')
    .argument('<SCENARIO>', 'scenario file, or the name of a preset')
    .option('--seed <N>', 'seed of all random numbers', '1')
    .option('--duration <TIME>', 'simulated time, e.g. 20ms (default: the scenario says)')
    .option('--set <PATH=VALUE>', 'change a field of the scenario', collect, [])
    .addHelpText('after', DIVERGE_HELP)
    .action(diverge);
}
