// What a panel shows of a run, all as of the last digested epoch.
import { PHASE_NAMES, phasesOf } from '../model/phases.ts';
import type { World } from '../model/world.ts';
import type { Observation } from '../protocol.ts';
import { drugsDue } from '../secretion/doses.ts';
import { ledgerOf, phaseCounts } from '../secretion/ledger.ts';
import type { Rules } from '../secretion/rules.ts';
import type { SecretionState } from '../secretion/state.ts';

/** Whether it runs and how fast, only the driver knows. `columns`: names and values of the last sample. */
export function observe(
  world: World,
  rules: Rules,
  secretion: SecretionState,
  columns: Record<string, number>,
): Observation {
  const { tallies } = secretion;
  const latest = secretion.plans[0];
  const molecules = (values: Float64Array) =>
    Object.fromEntries(
      world.kinds.map((kind, i) => [kind.name, (values[i] as number) * kind.moleculesPerParticle]),
    );
  const phases = phaseCounts(rules, secretion);
  return {
    timeNs: secretion.digestedNs,
    epoch: secretion.epoch,
    tickNs: world.levelNs[latest?.level ?? 0] as number,
    running: false,
    pace: 0,
    counts: Object.fromEntries(world.kinds.map((kind, i) => [kind.name, tallies.alive[i] as number])),
    stages: Object.fromEntries(phasesOf(world).map((phase) => [PHASE_NAMES[phase], phases[phase] as number])),
    openChannels: latest?.openChannels ?? 0,
    sensorCalciumUm: secretion.sensorCalciumUm,
    fusions: tallies.fused.reduce((sum, count) => sum + count, 0),
    drugs: drugsDue(rules, secretion),
    released: molecules(tallies.released),
    ledger: ledgerOf(rules, secretion),
    columns,
  };
}
