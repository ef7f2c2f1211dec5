// Calcium as an electrode and an indicator would see it: open channels, mean free [Ca2+] of the cytosol and at sensors.
import type { World } from '../model/world.ts';
import type { Instrument } from './instrument.ts';

interface Memory {
  /** Time integral of the sensors' mean [Ca2+] and the time they looked, since the last sample; the largest ever. */
  uMNs: number;
  elapsedNs: number;
  peakUm: number;
}

function hasSensors(world: World): boolean {
  const { calcium, stimulus } = world.scenario;
  return calcium !== undefined || stimulus.some((row) => row.type === 'imposedCalcium');
}

export const calcium: Instrument<Memory> = {
  columns: (world) => [
    ...(world.scenario.channels ? ['openChannels'] : []),
    ...(hasSensors(world) ? ['meanCalcium_uM', 'sensorCalcium_uM'] : []),
  ],
  start: () => ({ uMNs: 0, elapsedNs: 0, peakUm: 0 }),
  observe: (memory, { state, plan }) => {
    if (state.sensorCalciumUm === null) return;
    memory.uMNs += state.sensorCalciumUm * (plan.endNs - plan.startNs);
    memory.elapsedNs += plan.endNs - plan.startNs;
    memory.peakUm = Math.max(memory.peakUm, state.sensorCalciumUm);
  },
  sample: (memory, { world, state, plan }) => {
    const atSensors = memory.elapsedNs > 0 ? memory.uMNs / memory.elapsedNs : state.meanCalciumUm;
    memory.uMNs = 0;
    memory.elapsedNs = 0;
    return [
      ...(world.scenario.channels ? [plan.openChannels] : []),
      ...(hasSensors(world) ? [state.meanCalciumUm, atSensors] : []),
    ];
  },
  summarise: (memory, world): Record<string, number> =>
    hasSensors(world) ? { peakSensorCalcium_uM: memory.peakUm } : {},
};
