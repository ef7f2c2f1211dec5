// What the fields of sensors and pools must say together.
import type { Scenario } from './scenario.ts';
import { refuse } from './scenarioError.ts';
import type { SensorChoice } from './sensorSchema.ts';
import { calciumSensor, hillSensor, sensorsOf } from './sensors.ts';

function checkRates(path: string, sites: number, rates: readonly number[]): void {
  if (rates.length === sites + 1) return;
  refuse(`${path}.fusionPerS`, `${rates.length} rates`, `${sites + 1} (0 to ${sites} sites bound)`);
}

function checkRow(path: string, { model: row }: SensorChoice): void {
  if (typeof row !== 'object' || !('fusionPerS' in row)) return;
  const { activation, asynchronous } = row;
  checkRates(path, row.sites, row.fusionPerS);
  if (!asynchronous) return;
  checkRates(`${path}.asynchronous`, asynchronous.sites, asynchronous.fusionPerS);
  if (activation) refuse(`${path}.activation`, 'beside asynchronous', 'one of the two');
  if (row.konPerMPerS === 0) {
    const hint = 'Let the chain that binds be the first one';
    refuse(`${path}.konPerMPerS`, 'got 0', 'more than 0 beside asynchronous', hint);
  }
}

/** A Hill curve reads a mean on every rung, a chain of sites captures ions on fine ones: regions serve one or the other. */
function checkLooks(s: Scenario): void {
  if (!s.calcium || s.calcium.representation === 'imposed') return;
  const choices = s.populations.flatMap(sensorsOf);
  const hasHill = choices.some((choice) => hillSensor(choice, s.temperatureC));
  if (!hasHill || !choices.some((choice) => calciumSensor(choice, s.temperatureC))) return;
  refuse(
    'populations',
    'a Hill sensor beside one that binds ions',
    'one kind of sensor, or calcium.representation "imposed"',
    'A Hill sensor reads the mean of a large volume, the other captures single ions in a small one',
  );
}

export function checkRelease(s: Scenario): void {
  s.populations.forEach((p, i) => {
    checkRow(`populations.${i}.sensor.model`, p.sensor);
    const { second } = p.priming;
    if (second) checkRow(`populations.${i}.priming.second.sensor.model`, second.sensor);
    if (p.second > 0 && !second) {
      refuse(`populations.${i}.second`, `got ${p.second}`, '0', 'There is no priming.second');
    }
    if (p.second > p.primed) {
      refuse(`populations.${i}.second`, `got ${p.second}`, `at most primed (${p.primed})`);
    }
  });
  checkLooks(s);
}
