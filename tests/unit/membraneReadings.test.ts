// What the picture is told of the membrane, followed through a run in which vesicles prime, fuse, flatten and come back.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ReferenceEngine } from '../../src/engine/reference/reference.ts';
import { parseScenario } from '../../src/model/parse.ts';
import type { MembraneReading } from '../../src/secretion/types.ts';
import { Simulation } from '../../src/simulation.ts';

const text = readFileSync(new URL('../../scenarios/parity-cell.json', import.meta.url), 'utf8');

test('sites, pores, sensors and pits are read as the run has them', async () => {
  const scenario = parseScenario(text);
  const simulation = await Simulation.create({ scenario, seed: 1, engine: new ReferenceEngine() });
  const seen = {
    pores: new Set<number>(),
    ions: 0,
    spent: 0,
    shut: 0,
    pits: new Set<string>(),
    partlyEmpty: 0,
  };
  const atStart = simulation.membrane();
  const { stages: first } = simulation.observation();
  const count = (stage: string) => atStart.sites.filter((site) => site.stage === stage).length;
  expect([count('docked'), count('primed')]).toEqual([first.docked, first.primed]);
  for (let epoch = 0; epoch < 700 && (seen.pits.size < 1 || seen.shut === 0); epoch++) {
    await simulation.advance();
    look(simulation.membrane());
    const { stages } = simulation.observation();
    const fusing = simulation.membrane().sites.filter(({ stage }) => stage === 'fusing');
    expect(fusing.length).toBe(stages.fusing);
  }
  function look({ sites, pits }: MembraneReading): void {
    for (const site of sites) {
      const isOpen = site.stage === 'fusing';
      if (!isOpen) expect(site.poreNm).toBe(0);
      else if (site.poreNm > 0) seen.pores.add(site.poreNm);
      else seen.shut++;
      if (isOpen && site.cargoShare > 0 && site.cargoShare < 1) seen.partlyEmpty++;
      expect(site.ions).toBeLessThanOrEqual(site.ionSites);
      expect(site.snares).toBe(['docked', 'primed'].includes(site.stage) ? 7 : 0);
      seen.ions = Math.max(seen.ions, site.ions);
      if (site.spentNm > 0) seen.spent++;
      expect(site.radiusNm > 0).toBe(site.stage !== 'vacant');
    }
    for (const { zone, mode, radiusNm } of pits) {
      expect(zone).toBeGreaterThanOrEqual(0);
      expect(zone).toBeLessThan(simulation.world.zones.length);
      expect(radiusNm).toBe(20);
      seen.pits.add(mode);
    }
  }
  simulation.destroy();
  expect(Math.min(...seen.pores)).toBeCloseTo(1.15, 6);
  // A widening pore passes through many radii.
  expect(seen.pores.size).toBeGreaterThan(3);
  // One that flickers is shut at times.
  expect(seen.shut).toBeGreaterThan(0);
  expect(seen.partlyEmpty).toBeGreaterThan(0);
  expect(seen.ions).toBeGreaterThan(0);
  expect(seen.spent).toBeGreaterThan(0);
  expect(seen.pits.size).toBeGreaterThan(0);
});
