// What a run does not do exactly, in words: written into every record, so that a file says it without the manual.
import { isCell, isPeriodic } from '../model/geometry.ts';
import { ionsPerParticle } from '../model/holders.ts';
import type { Scenario } from '../model/scenario.ts';
import { sensorsOf } from '../model/sensors.ts';

interface Approximation {
  applies(scenario: Scenario): boolean;
  text: string;
}

const hasVesicles = (s: Scenario) => s.populations.length > 0;
const hasCalcium = (s: Scenario) => s.calcium !== undefined;
const representation = (s: Scenario) => s.calcium?.representation;

const APPROXIMATIONS: readonly Approximation[] = [
  {
    applies: hasVesicles,
    text: 'Solutes pass through vesicles: a vesicle is an obstacle for other vesicles only.',
  },
  {
    applies: hasVesicles,
    text: 'Decisions of an epoch (docking, priming, fusion) use reports that are orderLatencyEpochs epochs old.',
  },
  {
    applies: (s) => s.populations.some((p) => p.motion.some((m) => m.diffusionUm2PerS > 0)),
    text: 'Vesicles move by Brownian steps as hard spheres without hydrodynamic interaction.',
  },
  {
    applies: (s) => s.populations.some((p) => p.transport !== undefined),
    text:
      'Motors carry vesicles at a constant speed along straight lines through their centres, one motor a vesicle, ' +
      'without load; a vesicle that attaches is first drawn onto the line.',
  },
  {
    applies: (s) => s.cortex !== undefined,
    text: 'The actin cortex makes free vesicles diffuse slower; it is no obstacle to docking, to motors or to solutes.',
  },
  {
    applies: (s) => representation(s) === 'excess',
    text: 'Calcium: the resting level is a constant background; the ions simulated are those above rest.',
  },
  {
    applies: (s) => representation(s) === 'imposed',
    text: 'Calcium: [Ca2+](t) is imposed and the same everywhere; it is neither used up nor buffered.',
  },
  {
    applies: (s) =>
      representation(s) !== 'imposed' && hasCalcium(s) && hasVesicles(s) && ionsPerParticle(s) === 1,
    text:
      'Sensors capture ions in a hemisphere at the porosome on fine tick levels and read the mean of a larger ' +
      'volume on coarse ones.',
  },
  {
    applies: (s) => representation(s) === 'excess' && ionsPerParticle(s) > 1,
    text:
      'A particle of Ca2+ stands for several ions: sensors capture none and read the mean of a volume that holds some ' +
      'thirty particles, so that the domains of single channels are not seen.',
  },
  {
    applies: (s) =>
      s.populations.flatMap(sensorsOf).some(({ model }) => typeof model === 'object' && 'hill' in model),
    text: 'A Hill sensor is a curve fitted to release: it binds no ions and reads the mean of a large volume.',
  },
  {
    applies: (s) => (s.calcium?.buffers.length ?? 0) > 0,
    text: 'Buffers fill up voxel by voxel; between two settlings their free share is taken as constant.',
  },
  {
    applies: (s) => (s.calcium?.extrusionPerS ?? 0) > 0,
    text: 'Extrusion of calcium is a first-order loss in the volume, not at the membrane.',
  },
  {
    applies: (s) => s.energy !== undefined,
    text: 'ATP is one well-mixed pool; its regeneration is the expected one, and its effect as a calcium buffer does not follow it.',
  },
  {
    applies: (s) => s.endocytosis !== undefined,
    text: 'Endocytic zones catch every protein of vesicles that meets them; sorting is not resolved.',
  },
  {
    applies: (s) => Object.values(s.solutes).some((kind) => kind.moleculesPerParticle > 1),
    text: 'A particle of some kinds stands for several molecules (moleculesPerParticle); totals are exact.',
  },
  {
    applies: (s) => Object.values(s.solutes).some((kind) => kind.membranePermeabilityUmPerS),
    text:
      'What the membrane lets through makes a move across it with a chance per meeting (right to 2 %) or does not move ' +
      'towards it at all.',
  },
  {
    applies: (s) => s.transporters.length > 0,
    text:
      'Transporters of a tile fill up together, reach what is within layerNm of their membrane, and let molecules go ' +
      'anywhere there, up to orderLatencyEpochs epochs late.',
  },
  {
    applies: (s) => s.receptors.length > 0,
    text:
      'Receptors are a deterministic instrument: they follow the mean concentration at their disc, have no channel noise ' +
      'and do not use up what they bind.',
  },
  {
    applies: (s) => isPeriodic(s.world),
    text: 'The patch repeats itself sideways (periodic walls).',
  },
  {
    applies: (s) => isCell(s.world),
    text:
      'A move that would cross the membrane of the cell, its nucleus or the end of the world is not made: solutes ' +
      'within a step of a sphere move too little.',
  },
];

/** Known approximations that apply to a scenario, one sentence each. */
export function approximationsOf(scenario: Scenario): string[] {
  return APPROXIMATIONS.filter(({ applies }) => applies(scenario)).map(({ text }) => text);
}
