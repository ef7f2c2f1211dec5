// What the seven presets have to say of themselves, and numbers that they take from papers.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseScenario } from '../../src/model/parse.ts';
import { offersOf } from '../../src/page/offers.ts';
import { repository } from '../support/buildOnce.ts';

const NAMES = [
  'bouton',
  'calyx',
  'chromaffin',
  'acinar',
  'beta-cell',
  'constitutive',
  'large-secretion',
] as const;

const load = (name: string) =>
  parseScenario(readFileSync(join(repository, `scenarios/${name}.json`), 'utf8'));

describe.each(NAMES)('%s', (name) => {
  const preset = load(name);
  const calcium = preset.calcium!;

  it('has a paragraph, a caveat, sources with their marks, and says what it expects', () => {
    expect(preset.description.length).toBeGreaterThan(200);
    expect(preset.caveat.length).toBeGreaterThan(80);
    const [marks = '', ...sources] = preset.sources;
    expect(marks).toMatch(/^Marks: \[C\].*\[M\].*\[D\].*\[A\]/);
    expect(sources.length).toBeGreaterThan(5);
    for (const source of sources) expect(source).toMatch(/\[[CMDA][\] ]/);
    expect(preset.expect.length).toBeGreaterThan(0);
    expect(preset.run.check?.repeats).toBeGreaterThan(1);
  });

  it('calls the porosome a disputed hypothesis, or has plain sites', () => {
    if (preset.porosomes?.siteModel === 'porosome') expect(preset.caveat).toMatch(/disputed hypothesis/);
    else expect(name).toBe('constitutive');
  });

  it('has buffers, a store and a way out for Ca2+, ATP, and vesicles that come back and fill up', () => {
    expect(calcium.buffers.map((buffer) => buffer.name)).toEqual(['fixed', 'ATP']);
    expect(calcium.stores).toHaveLength(1);
    expect(calcium.extrusionPerS + calcium.pumps.length).toBeGreaterThan(0);
    expect(preset.energy).toBeDefined();
    for (const population of preset.populations) {
      expect(population.retrieval.length).toBeGreaterThan(0);
      expect(population.refilling).toBeDefined();
      expect(population.cargo.length).toBeGreaterThan(0);
      if (!['calyx', 'constitutive'].includes(name)) expect(population.fusion.kissAndRun).toBeDefined();
    }
  });

  it('offers every drug that changes something here, and its store', () => {
    const { obstacles, stores } = offersOf(preset);
    // Those with a fluid membrane are at 37 C.
    const missing = [
      ...(preset.channels ? [] : ['channelBlocker']),
      ...(name === 'constitutive' ? ['sensorRemoval'] : []),
      ...(preset.membrane ? [] : ['cholesterolDepletion', 'cooling']),
      'amphetamine',
    ];
    expect(Object.keys(obstacles)).toEqual(missing);
    expect(stores).toEqual(['ER']);
  });

  it('has the Ca2+ diffusion, buffers, pumps and uptake of its sources', () => {
    // Allbritton 1992; Xu 1997; Chen 2015 via Kobbersmed 2020; code of the MCell lineage; Chen, Wang & Sherman 2008.
    expect(preset.solutes.calcium?.diffusionUm2PerS).toBe(220);
    expect(calcium.buffers).toEqual([
      { name: 'fixed', totalUm: 4000, kdUm: 100, konPerMPerS: 1e8, diffusionUm2PerS: 0 },
      { name: 'ATP', totalUm: 650, kdUm: 200, konPerMPerS: 5e8, diffusionUm2PerS: 220 },
    ]);
    const pmca = { name: 'PMCA', densityPerUm2: 180, konPerMPerS: 1.5e8, koffPerS: 15, turnoverPerS: 12 };
    for (const pump of calcium.pumps) expect(pump).toEqual(pmca);
    // A fuller ER gives back: the beta cell takes up a quarter [A].
    const maxUmPerS = name === 'beta-cell' ? 10 : 41;
    expect(calcium.stores[0]?.uptake).toEqual({ maxUmPerS, halfUm: 0.27, hill: 2 });
  });
});

describe('a preset', () => {
  it.each([
    // Takamori 2006; Moser & Neher 1997; BioNumbers 107696; Vitale 1995.
    ['bouton', 'radiusNm', 20],
    ['chromaffin', 'radiusNm', 102],
    ['acinar', 'radiusNm', 400],
    ['beta-cell', 'radiusNm', 160],
    ['large-secretion', 'radiusNm', 150],
    // Lou 2005, Voets 2000, Chen, Wang & Sherman 2008.
    ['bouton', 'sensor.model', 'lou2005'],
    ['calyx', 'sensor.model', 'lou2005'],
    ['large-secretion', 'sensor.model', 'voets2000Rrp'],
    ['chromaffin', 'sensor.model', 'voets2000Srp'],
    ['chromaffin', 'priming.second.sensor.model', 'voets2000Rrp'],
    ['chromaffin', 'priming.calciumHalfUm', 2.3],
    ['chromaffin', 'priming.unprimePerS', 0.05],
    ['chromaffin', 'priming.second.ratePerS', 0.12],
    ['chromaffin', 'priming.second.backPerS', 0.1],
    ['beta-cell', 'priming.second.sensor.model', 'chenWangSherman2008'],
    ['beta-cell', 'priming.ratePerS', 0.006],
    ['beta-cell', 'priming.calciumHalfUm', 2.3],
    ['beta-cell', 'priming.unprimePerS', 0.001],
    ['beta-cell', 'priming.second.ratePerS', 0.6],
    ['beta-cell', 'priming.second.backPerS', 1],
    // A Hill curve with n 3 and K 1 uM, assumed, for .5 granules per second with these spikes; Wesseling & Lo 2002 (at most .24/s per site).
    ['acinar', 'sensor.model.hill.n', 3],
    ['acinar', 'sensor.model.hill.halfUm', 1],
    ['acinar', 'sensor.model.hill.maxPerS', 0.085],
    ['bouton', 'priming.ratePerS', 0.25],
    // Watanabe 2013, Chanaday & Kavalali 2018; Renden & von Gersdorff 2007 at 22 and 37 C.
    ['bouton', 'retrieval.0.tauS', 0.1],
    ['bouton', 'retrieval.1.tauS', 8],
    ['bouton', 'retrieval.2.tauS', 20],
    ['calyx', 'retrieval.0.tauS', 15],
    ['constitutive', 'retrieval.0.tauS', 2],
    // Vale 2003, Svoboda 1993.
    ['chromaffin', 'transport.motor', 'kinesin1'],
    ['constitutive', 'transport.motor', 'kinesin1'],
    // Takamori 2006; Wightman 1991.
    ['bouton', 'cargo.0.molecules', 2500],
    ['bouton', 'membrane.0.molecules', 70],
    ['large-secretion', 'cargo.0.molecules', 3e6],
  ] as const)('%s has the %s that its sources give: %s', (name, path, value) => {
    const field = path
      .split('.')
      .reduce((at: unknown, key) => (at as Record<string, unknown>)[key], load(name).populations[0]);
    expect(field).toBe(value);
  });

  it.each(['bouton', 'calyx'])('%s knows published ranges of what trains evoke', (name) => {
    const { published } = load(name);
    for (const observable of ['pairedPulseRatio', 'depression', 'recovery']) {
      const row = published.find((candidate) => candidate.observable === observable);
      expect(row?.source, observable).toMatch(/\[[CMD]\]/);
      expect(row?.low).toBeLessThan(row?.high ?? 0);
    }
  });

  it.each(['bouton', 'calyx'])(
    '%s removes Ca2+ at 400/s near rest, exchanger, pumps and ER together',
    (name) => {
      // Helmchen 1997 via Kobbersmed 2020. The slope of max c^2 / (K^2 + c^2) at rest.
      const { restUm: c, extrusionPerS, stores } = load(name).calcium!;
      const { maxUmPerS, halfUm: k } = stores[0]!.uptake;
      const slopePerS = (2 * maxUmPerS * c * k * k) / (k * k + c * c) ** 2;
      expect(Math.abs(extrusionPerS + slopePerS - 400)).toBeLessThan(5);
    },
  );

  it('of the chromaffin cell begins with the pools of 135 and 152 fF in 5 % of it, near the balance of its rates', () => {
    const [{ docked, primed, second, radiusNm, priming }] = load('chromaffin').populations as [
      ReturnType<typeof load>['populations'][number],
    ];
    const granuleFf = 10 * 4 * Math.PI * (radiusNm / 1000) ** 2;
    expect(Math.abs(granuleFf - 1.3)).toBeLessThan(0.02);
    expect(primed - second).toBe(Math.round((0.05 * 135) / granuleFf));
    expect(second).toBe(Math.round((0.05 * 152) / granuleFf));
    const c = load('chromaffin').calcium!.restUm;
    const inPerS = ((docked - primed) * priming.ratePerS * c) / (c + priming.calciumHalfUm);
    expect(inPerS / priming.unprimePerS).toBeCloseTo(primed - second, 0);
    expect(
      (inPerS / priming.unprimePerS) * (priming.second!.ratePerS / priming.second!.backPerS),
    ).toBeCloseTo(second, 0);
  });

  it('of constitutive secretion is a plasma cell of 13 carriers a second, and starts in a steady state', () => {
    const { populations, world } = load('constitutive');
    const [{ cargo, primed, spent, sensor, retrieval }] = populations as [(typeof populations)[number]];
    const [width, depth] = 'sizeUm' in world ? world.sizeUm : [0, 0];
    // 2000 IgG per second in a cell of 500 um2.
    const perS = ((2000 / (cargo[0]?.molecules ?? 0)) * width * depth) / 500;
    expect(perS).toBeCloseTo(13.3, 1);
    const { model } = sensor;
    const rate = typeof model === 'object' && 'constantPerS' in model ? model.constantPerS * primed : 0;
    expect(Math.abs(rate / perS - 1)).toBeLessThan(0.05);
    expect(Math.abs(spent / (retrieval[0]?.tauS ?? 0) / perS - 1)).toBeLessThan(0.05);
  });
});
