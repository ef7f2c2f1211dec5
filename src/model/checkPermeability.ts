// Kinds that the plasma membrane lets through: what they cannot be besides.
import type { Scenario } from './scenario.ts';
import { refuse } from './scenarioError.ts';

/** Throws ScenarioError for a permeability that the rest of the scenario contradicts. */
export function checkPermeability(s: Scenario): void {
  for (const [kind, row] of Object.entries(s.solutes)) {
    if (!row.membranePermeabilityUmPerS) continue;
    const path = `solutes.${kind}.membranePermeabilityUmPerS`;
    const got = `${row.membranePermeabilityUmPerS} um/s`;
    if (s.world.outsideHeightUm === 0) {
      refuse(path, got, '0 where nothing outside is simulated', 'Give world.outsideHeightUm');
    }
    if (row.surface) refuse(path, got, '0', `${kind} is surface-bound: it never leaves the membrane`);
    if (s.calcium && s.calcium.representation !== 'imposed' && s.calcium.kind === kind) {
      refuse(path, got, '0 for Ca2+', 'An ion crosses through channels, pumps and exchangers only');
    }
    for (const wall of ['membraneInside', 'membraneOutside'] as const) {
      if (row.walls[wall] === undefined || row.walls[wall] === 'reflecting') continue;
      const hint = 'A membrane that takes a solute cannot let it through as well';
      refuse(`solutes.${kind}.walls.${wall}`, 'absorbs', '"reflecting" beside a permeability', hint);
    }
  }
}
