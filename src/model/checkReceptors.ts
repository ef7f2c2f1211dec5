// What a scenario must say about its receptors beyond the schema.
import { isCell } from './geometry.ts';
import type { ReceptorRow } from './receptorsSchema.ts';
import type { PatchShape, Scenario } from './scenario.ts';
import { refuse } from './scenarioError.ts';

function checkPlace({ centreNm, radiusNm, layerNm }: ReceptorRow, world: PatchShape, path: string): void {
  const heightNm = world.outsideHeightUm * 1000;
  if (layerNm > heightNm) {
    refuse(`${path}.layerNm`, `got ${layerNm}`, `at most the height outside (${heightNm} nm)`);
  }
  centreNm.forEach((place, axis) => {
    const half = (world.sizeUm[axis] as number) * 500;
    if (Math.abs(place) + radiusNm <= half) return;
    refuse(`${path}.radiusNm`, `a disc that reaches ${Math.abs(place) + radiusNm} nm`, `within ${half} nm`);
  });
}

function checkScheme({ model }: ReceptorRow, path: string): void {
  if (typeof model === 'string') return;
  const { states, open, rates } = model;
  const need = (state: string, where: string) => {
    if (!states.includes(state)) refuse(where, `unknown state "${state}"`, states.join(', '));
  };
  open.forEach((state, k) => {
    need(state, `${path}.model.open.${k}`);
  });
  rates.forEach(({ from, to, perS, perMPerS }, k) => {
    const where = `${path}.model.rates.${k}`;
    need(from, `${where}.from`);
    need(to, `${where}.to`);
    if (from === to) refuse(where, `from ${from} to itself`, 'two different states');
    if ((perS === undefined) === (perMPerS === undefined))
      refuse(where, 'perS and perMPerS', 'exactly one of them');
  });
}

/** Throws ScenarioError for the first thing about receptors that does not fit. */
export function checkReceptors(s: Scenario): void {
  s.receptors.forEach((row, i) => {
    const path = `receptors.${i}`;
    const solute = s.solutes[row.kind];
    const known = Object.keys(s.solutes).join(', ') || 'none declared';
    if (!solute) refuse(`${path}.kind`, `unknown kind "${row.kind}"`, known, 'Declare it under "solutes"');
    if (solute.surface) refuse(`${path}.kind`, `${row.kind}, which is surface-bound`, 'a kind of the volume');
    if (isCell(s.world)) refuse(path, 'receptors across from a cell', 'a world of type "patch"');
    checkPlace(row, s.world, path);
    checkScheme(row, path);
  });
  const names = s.receptors.map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) refuse('receptors', `two receptors called "${twice}"`, 'a name each');
}
