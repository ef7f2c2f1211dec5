// What a scenario must say about its transporters beyond the schema.
import { isCell } from './geometry.ts';
import type { Scenario } from './scenario.ts';
import { refuse } from './scenarioError.ts';

const MOST_TILES = 1024;

function checkRows(s: Scenario): void {
  s.transporters.forEach((row, i) => {
    const path = `transporters.${i}`;
    const solute = s.solutes[row.kind];
    const known = Object.keys(s.solutes).join(', ') || 'none declared';
    if (!solute) refuse(`${path}.kind`, `unknown kind "${row.kind}"`, known, 'Declare it under "solutes"');
    if (solute.surface) refuse(`${path}.kind`, `${row.kind}, which is surface-bound`, 'a kind of the volume');
    if (solute.moleculesPerParticle > 1) {
      const found = `${row.kind}, whose particles stand for ${solute.moleculesPerParticle} molecules`;
      refuse(`${path}.kind`, found, 'moleculesPerParticle 1', 'A transporter carries one molecule at a time');
    }
    if (s.calcium && s.calcium.representation !== 'imposed' && s.calcium.kind === row.kind) {
      refuse(`${path}.kind`, 'free Ca2+', 'a transmitter', 'Ca2+ leaves through "calcium.pumps"');
    }
    if (isCell(s.world)) refuse(path, 'transporters of a cell', 'a world of type "patch"');
    const heightNm = s.world.outsideHeightUm * 1000;
    if (row.layerNm > heightNm) {
      refuse(`${path}.layerNm`, `got ${row.layerNm}`, `at most the height outside (${heightNm} nm)`);
    }
    const tiles = (s.world.sizeUm[0] * s.world.sizeUm[1] * 1e6) / (row.tileNm * row.tileNm);
    if (tiles > MOST_TILES) {
      refuse(
        `${path}.tileNm`,
        `got ${row.tileNm}: ${Math.round(tiles)} tiles`,
        `at most ${MOST_TILES} tiles`,
      );
    }
    if (row.gradients && row.koffPerS === 0) {
      const hint = 'What is carried out has to come off outside';
      refuse(`${path}.koffPerS`, 'got 0', 'above 0 beside gradients', hint);
    }
  });
  const names = s.transporters.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) refuse('transporters', `two transporters called "${twice}"`, 'a name each');
}

/** Throws ScenarioError for the first thing about transporters that does not fit. */
export function checkTransporters(s: Scenario): void {
  checkRows(s);
  s.stimulus.forEach((row, i) => {
    if (row.type !== 'gradients') return;
    const path = `stimulus.${i}`;
    const transporter = s.transporters.find(({ name }) => name === row.transporter);
    const allowed = s.transporters.filter(({ gradients }) => gradients).map(({ name }) => name);
    if (!transporter?.gradients) {
      const hint = 'Only a transporter with "gradients" has any to change';
      refuse(`${path}.transporter`, `got "${row.transporter}"`, allowed.join(', ') || 'none', hint);
    }
  });
}
