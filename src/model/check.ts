// What the fields of a scenario must say together: names that exist, numbers that fit each other, things in their place.
import { checkCell, checkCellPlaces } from './checkCell.ts';
import { checkDrugs } from './checkDrugs.ts';
import { checkEnergy } from './checkEnergy.ts';
import { checkFusion } from './checkFusion.ts';
import { checkPermeability } from './checkPermeability.ts';
import { checkReceptors } from './checkReceptors.ts';
import { checkRelease } from './checkRelease.ts';
import { checkSurfaces } from './checkSurfaces.ts';
import { checkTracks } from './checkTracks.ts';
import { checkTransporters } from './checkTransporters.ts';
import { isCell, length, widestRoomNm } from './geometry.ts';
import { ionsPerParticle } from './holders.ts';
import { clusterReaches, type Reach, reachesOf, type StatedPlaces } from './placeReach.ts';
import { WIDEST_PATTERN } from './porosomePlaces.ts';
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
  const populations = s.populations.map((p) => p.name);
  for (const list of ['positions', 'pairs'] as const) {
    s.instruments[list].forEach((population, i) => {
      if (populations.includes(population)) return;
      const allowed = populations.join(', ') || 'none declared';
      refuse(`instruments.${list}.${i}`, `unknown population "${population}"`, allowed);
    });
  }
  s.instruments.displacement.forEach((kind, i) => {
    need(`instruments.displacement.${i}`, kind);
  });
}

function checkPlaces(s: Scenario, path: string, places: Places, onMembrane: boolean): void {
  if ('porosomes' in places) checkPorosomePlaces(s, path, places.porosomes.each);
  else if (isCell(s.world)) checkCellPlaces(s.world, path, places, onMembrane);
  else checkPatchPlaces(s.world, path, places, onMembrane);
}

/** Patterns around porosomes lie in the plane of the membrane and, in a patch, within its borders. */
function checkPorosomePlaces(s: Scenario, path: string, each: StatedPlaces): void {
  const where = `${path}.porosomes`;
  const centres = s.porosomes?.places;
  if (!centres || path === 'porosomes.places') {
    const hint = 'Porosomes themselves need places of another form';
    refuse(where, 'places around porosomes', 'only for other things, in a scenario with porosomes', hint);
  }
  for (const { where: at, centre, aroundNm } of reachesOf(`${where}.each`, each)) {
    if (centre[2] !== 0) refuse(at, `z = ${centre[2]} nm`, 'z = 0', 'They lie along the membrane');
    if (!isCell(s.world)) continue;
    const most = WIDEST_PATTERN * s.world.radiusUm * 1000;
    const reach = length(centre) + aroundNm;
    if (reach > most)
      refuse(at, `reaches ${reach.toFixed(1)} nm`, `at most ${most} nm in a cell of this size`);
  }
  if (isCell(s.world) || 'sphere' in centres || 'porosomes' in centres) return;
  checkReaches(s.world, clusterReaches(where, centres, each), true);
}

function checkPatchPlaces(
  world: PatchShape,
  path: string,
  places: Exclude<Places, { porosomes: unknown }>,
  onMembrane: boolean,
): void {
  if ('sphere' in places) {
    const allowed = 'at, lattice, ring, disc, cluster or porosomes';
    refuse(`${path}.sphere`, 'places on a sphere', allowed, 'Only a "cell" has a sphere');
  }
  checkReaches(world, reachesOf(path, places), onMembrane);
}

function checkReaches(world: PatchShape, reaches: readonly Reach[], onMembrane: boolean): void {
  const [halfX, halfY] = [world.sizeUm[0] * 500, world.sizeUm[1] * 500];
  for (const { where, centre, acrossNm } of reaches) {
    const [x, y, z] = centre;
    if (onMembrane && z !== 0) {
      refuse(where, `z = ${z} nm lies off the membrane`, 'z = 0', 'The plasma membrane is the plane z = 0');
    }
    if (Math.abs(x) + acrossNm > halfX || Math.abs(y) + acrossNm > halfY) {
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
  s.tracks?.forEach(({ lines }, i) => {
    if ('vertical' in lines) checkPlaces(s, `tracks.${i}.lines.vertical.places`, lines.vertical.places, true);
  });
  for (const list of ['pointSources', 'absorbers', 'probes'] as const) {
    s[list].forEach((x, i) => {
      checkPlaces(s, `${list}.${i}.places`, x.places, false);
    });
  }
  if (s.endocytosis) checkPlaces(s, 'endocytosis.zones.places', s.endocytosis.zones.places, true);
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
    if (p.docked + p.spent > p.count)
      refuse(`${path}.spent`, `got ${p.spent}`, `at most count - docked (${p.count - p.docked})`);
    if (p.primed > p.docked) refuse(`${path}.primed`, `got ${p.primed}`, `at most docked (${p.docked})`);
    if (p.docked > 0 && !s.porosomes)
      refuse(`${path}.docked`, `got ${p.docked}`, '0', 'There are no porosomes to dock at');
    const isMeasured = s.instruments.pairs.includes(p.name);
    if (isMeasured && (p.motion.length > 1 || p.motion[0]?.diffusionUm2PerS === 0)) {
      refuse('instruments.pairs', `"${p.name}" has ${p.motion.length} motion classes`, 'one, with diffusion');
    }
    const shares = p.retrieval.reduce((total, r) => total + r.fraction, 0);
    if (shares > 1 + 1e-9) refuse(`${path}.retrieval`, `fractions add up to ${shares}`, 'at most 1');
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

function checkCalcium(s: Scenario): void {
  const ca = s.calcium;
  if (!ca) return;
  const names = [...ca.buffers, ...ca.pumps, ...ca.stores].map(({ name }) => name);
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice !== undefined) {
    refuse('calcium', `two buffers, pumps or stores called "${twice}"`, 'a name each');
  }
  if (ca.representation === 'explicit' && ionsPerParticle(s) > 1) {
    refuse(
      `solutes.${ca.kind}.moleculesPerParticle`,
      `got ${ionsPerParticle(s)}`,
      '1 with calcium.representation "explicit"',
      'What stands for several ions is for "excess"',
    );
  }
  ca.stores.forEach((store, i) => {
    if (store.places) checkPlaces(s, `calcium.stores.${i}.places`, store.places, false);
  });
  if (isCell(s.world) && ca.representation === 'explicit' && ca.pumps.length > 0) {
    refuse(
      'calcium.pumps',
      'pumps in a cell whose resting ions are explicit',
      'calcium.representation "excess"',
      'Resting ions on the pumps of a sphere are not placed',
    );
  }
  const own = s.solutes[ca.kind]?.walls.membraneInside;
  if (ca.pumps.length > 0 && own !== undefined && own !== 'reflecting') {
    refuse(
      `solutes.${ca.kind}.walls.membraneInside`,
      'absorbs',
      '"reflecting" beside calcium.pumps',
      'Pumps take what hits the membrane; a second absorber there would take it too',
    );
  }
}

function checkStimuli(s: Scenario): void {
  s.stimulus.forEach((row, i) => {
    if (row.type === 'storeRelease') {
      const stores = s.calcium?.stores.map(({ name }) => name) ?? [];
      if (!stores.includes(row.store)) {
        refuse(
          `stimulus.${i}.store`,
          `unknown store "${row.store}"`,
          stores.join(', ') || 'none declared',
          'Declare it under "calcium.stores"',
        );
      }
      if (row.count > 1 && (row.everyMs ?? 0) < row.durationMs) {
        refuse(
          `stimulus.${i}.everyMs`,
          `got ${row.everyMs ?? 'nothing'}`,
          `at least durationMs (${row.durationMs})`,
        );
      }
    }
    if (row.type === 'flash' && s.calcium?.representation !== 'imposed') {
      for (const field of ['decayMs', 'plateauUm'] as const) {
        if (row[field] !== undefined) {
          refuse(`stimulus.${i}.${field}`, `got ${row[field]}`, 'only with calcium.representation "imposed"');
        }
      }
      if (!s.calcium) refuse(`stimulus.${i}.type`, 'flash', 'a scenario with "calcium"');
    }
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

function checkLevels(s: Scenario): void {
  const { eachLevel } = s.run;
  if (!eachLevel) return;
  const rungs = s.clock.ticksUs.length;
  if (eachLevel.length !== rungs) {
    refuse(
      'run.eachLevel',
      `${eachLevel.length} entries`,
      `${rungs}`,
      'One for each tick length of clock.ticksUs',
    );
  }
  if (s.clock.fixedLevel !== undefined) {
    refuse('run.eachLevel', 'beside clock.fixedLevel', 'one of the two');
  }
  eachLevel.forEach(({ values }, i) => {
    if (values && values.length !== s.expect.length) {
      refuse(
        `run.eachLevel.${i}.values`,
        `${values.length} numbers`,
        `${s.expect.length}`,
        'One for each entry of "expect"',
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
  checkPermeability(s);
  checkGeometry(s);
  checkPopulations(s);
  checkFusion(s);
  checkEnergy(s);
  checkDrugs(s);
  checkTracks(s);
  checkRelease(s);
  checkCalcium(s);
  checkStimuli(s);
  checkTransporters(s);
  checkReceptors(s);
  checkLevels(s);
}
