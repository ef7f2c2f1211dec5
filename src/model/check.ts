// What the fields of a scenario must say together: names that exist, numbers that fit each other, things in their place.
import { checkCell, checkCellPlaces } from './checkCell.ts';
import { checkSurfaces } from './checkSurfaces.ts';
import { isCell, widestRoomNm } from './geometry.ts';
import type { PatchShape, Places, Scenario } from './scenario.ts';
import { refuse } from './scenarioError.ts';

function checkClock(s: Scenario): void {
  const { ticksUs, fixedLevel } = s.clock;
  ticksUs.forEach((tick, index) => {
    const ns = tick * 1000;
    if (Math.abs(ns - Math.round(ns)) > 1e-9 || Math.round(ns) < 1) {
      refuse(`clock.ticksUs.${index}`, `got ${tick}`, 'a whole number of nanoseconds', 'e.g. 0.25');
    }
    const before = ticksUs[index - 1];
    if (before !== undefined && tick <= before) {
      refuse(`clock.ticksUs.${index}`, `got ${tick} after ${before}`, 'ascending tick lengths');
    }
  });
  if (fixedLevel !== undefined && fixedLevel >= ticksUs.length) {
    refuse(
      'clock.fixedLevel',
      `got ${fixedLevel}`,
      `0 to ${ticksUs.length - 1}`,
      'It is an index into clock.ticksUs',
    );
  }
}

function checkNames(s: Scenario): void {
  const names = Object.keys(s.solutes);
  const known = names.length > 0 ? names.join(', ') : 'none declared';
  const need = (path: string, kind: string) => {
    if (!names.includes(kind)) refuse(path, `unknown kind "${kind}"`, known, 'Declare it under "solutes"');
  };
  if (names.length > 200) refuse('solutes', `${names.length} kinds`, 'at most 200');
  s.reactions.forEach((r, i) => {
    need(`reactions.${i}.from`, r.from);
    if (r.to !== null) need(`reactions.${i}.to`, r.to);
    else if (r.account === undefined) {
      refuse(
        `reactions.${i}.account`,
        'is missing',
        'a name',
        'A reaction to null needs an account for the ledger',
      );
    }
  });
  if (s.calcium && s.calcium.representation !== 'imposed') need('calcium.kind', s.calcium.kind);
  s.initial.forEach((x, i) => {
    need(`initial.${i}.kind`, x.kind);
    if ((x.count === undefined) === (x.concentrationUm === undefined)) {
      refuse(`initial.${i}`, 'count and concentrationUm', 'exactly one of them');
    }
  });
  s.pointSources.forEach((x, i) => {
    need(`pointSources.${i}.kind`, x.kind);
    if ((x.ratePerS === undefined) === (x.currentPa === undefined)) {
      refuse(`pointSources.${i}`, 'ratePerS and currentPa', 'exactly one of them');
    }
  });
  for (const list of ['absorbers', 'probes'] as const) {
    s[list].forEach((x, i) => {
      x.kinds.forEach((kind, k) => {
        need(`${list}.${i}.kinds.${k}`, kind);
      });
    });
  }
  s.populations.forEach((p, i) => {
    p.cargo.forEach((c, k) => {
      need(`populations.${i}.cargo.${k}.kind`, c.kind);
    });
  });
  s.instruments.displacement.forEach((kind, i) => {
    need(`instruments.displacement.${i}`, kind);
  });
}

function checkPlaces(s: Scenario, path: string, places: Places, onMembrane: boolean): void {
  if (isCell(s.world)) checkCellPlaces(s.world, path, places, onMembrane);
  else checkPatchPlaces(s.world, path, places, onMembrane);
}

function checkPatchPlaces(world: PatchShape, path: string, places: Places, onMembrane: boolean): void {
  const points: [string, readonly [number, number, number], number][] = [];
  if ('at' in places) for (const [i, p] of places.at.entries()) points.push([`${path}.at.${i}`, p, 0]);
  else if ('ring' in places) points.push([`${path}.ring`, places.ring.centreNm, places.ring.radiusNm]);
  else if ('disc' in places) points.push([`${path}.disc`, places.disc.centreNm, places.disc.radiusNm]);
  else if ('sphere' in places) {
    refuse(`${path}.sphere`, 'places on a sphere', 'at, lattice, ring or disc', 'Only a "cell" has a sphere');
  } else {
    const { columns, rows, spacingNm, centreNm } = places.lattice;
    points.push([`${path}.lattice`, centreNm, ((Math.max(columns, rows) - 1) * spacingNm) / 2]);
  }
  const [halfX, halfY] = [world.sizeUm[0] * 500, world.sizeUm[1] * 500];
  for (const [where, [x, y, z], reach] of points) {
    if (onMembrane && z !== 0) {
      refuse(where, `z = ${z} nm lies off the membrane`, 'z = 0', 'The plasma membrane is the plane z = 0');
    }
    if (Math.abs(x) + reach > halfX || Math.abs(y) + reach > halfY) {
      refuse(where, `reaches beyond the patch at (${x}, ${y}) nm`, `x within ${halfX}, y within ${halfY} nm`);
    }
    if (z < -world.cytosolDepthUm * 1000 || z > world.outsideHeightUm * 1000) {
      refuse(
        where,
        `z = ${z} nm lies outside the world`,
        `${-world.cytosolDepthUm * 1000} to ${world.outsideHeightUm * 1000} nm`,
      );
    }
  }
}

function checkGeometry(s: Scenario): void {
  if (s.porosomes) checkPlaces(s, 'porosomes.places', s.porosomes.places, true);
  if (s.channels) checkPlaces(s, 'channels.places', s.channels.places, true);
  for (const list of ['pointSources', 'absorbers', 'probes'] as const) {
    s[list].forEach((x, i) => {
      checkPlaces(s, `${list}.${i}.places`, x.places, false);
    });
  }
  s.probes.forEach((p, i) => {
    const needs = {
      sphere: ['radiusNm'],
      shell: ['radiusNm', 'innerRadiusNm'],
      cylinder: ['radiusNm', 'heightNm'],
      box: ['sizeNm'],
    };
    for (const field of needs[p.shape]) {
      if (p[field as keyof typeof p] === undefined)
        refuse(`probes.${i}.${field}`, 'is missing', 'a number', `A ${p.shape} needs it`);
    }
    if (p.shape === 'shell' && (p.innerRadiusNm ?? 0) >= (p.radiusNm ?? 0)) {
      refuse(`probes.${i}.innerRadiusNm`, `got ${p.innerRadiusNm}`, `less than radiusNm (${p.radiusNm})`);
    }
  });
}

function checkPopulations(s: Scenario): void {
  let motions = 0;
  s.populations.forEach((p, i) => {
    const path = `populations.${i}`;
    const sum = p.motion.reduce((total, m) => total + m.fraction, 0);
    motions += p.motion.length;
    if (Math.abs(sum - 1) > 1e-9) refuse(`${path}.motion`, `fractions add up to ${sum}`, '1');
    if (p.docked > p.count) refuse(`${path}.docked`, `got ${p.docked}`, `at most count (${p.count})`);
    if (p.primed > p.docked) refuse(`${path}.primed`, `got ${p.primed}`, `at most docked (${p.docked})`);
    if (p.docked > 0 && !s.porosomes)
      refuse(`${path}.docked`, `got ${p.docked}`, '0', 'There are no porosomes to dock at');
    const shares = p.retrieval.reduce((total, r) => total + r.fraction, 0);
    if (shares > 1 + 1e-9) refuse(`${path}.retrieval`, `fractions add up to ${shares}`, 'at most 1');
    const row = p.sensor.model;
    if (typeof row === 'object' && 'fusionPerS' in row && row.fusionPerS.length !== row.sites + 1) {
      refuse(
        `${path}.sensor.model.fusionPerS`,
        `${row.fusionPerS.length} rates`,
        `${row.sites + 1} (0 to ${row.sites} sites bound)`,
      );
    }
    const room = widestRoomNm(s.world);
    if (2 * p.radiusNm > room) {
      refuse(
        `${path}.radiusNm`,
        `got ${p.radiusNm}`,
        `at most ${room / 2}`,
        'The vesicle is larger than the cytosol is deep',
      );
    }
  });
  if (motions > 32) refuse('populations', `${motions} motion classes`, 'at most 32 in all');
}

function checkStimuli(s: Scenario): void {
  s.stimulus.forEach((row, i) => {
    if (row.type === 'imposedCalcium' && s.calcium?.representation !== 'imposed') {
      refuse(
        `stimulus.${i}.type`,
        'imposedCalcium',
        'only with calcium.representation "imposed"',
        'Other representations compute [Ca2+] themselves',
      );
    }
  });
}

/** Throws ScenarioError for the first thing that does not fit. */
export function checkScenario(s: Scenario): void {
  checkClock(s);
  checkNames(s);
  checkCell(s);
  checkSurfaces(s);
  checkGeometry(s);
  checkPopulations(s);
  checkStimuli(s);
}
