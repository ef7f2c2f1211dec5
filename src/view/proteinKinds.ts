// Which proteins a scene has in its membranes, their shapes, and what lights each of them.
import type { Atmosphere } from './atmosphere.ts';
import type { Outline } from './barrels.ts';
import type { BodyKind } from './kinds.ts';
import { MembraneProteins } from './membraneProteins.ts';
import { scatter } from './scatter.ts';
import type { PointNm, SceneDescription } from './sceneDescription.ts';
import type { SiteMotion } from './siteMotion.ts';

/** A barrel through the membrane with a pore that opens to the outside. */
const CHANNEL: Outline = [
  [0.75, -1.25, 0],
  [1, -1.05, 0],
  [1, 0.75, 0],
  [0.85, 1, 0],
  [0.5, 1, 0.25],
  [0.36, 0.8, 0.8],
  [0.3, 0.2, 1],
  [0, 0, 1],
];
/** A bowl that is open to the outside and holds what it has caught. */
const TRANSPORTER: Outline = [
  [0.3, -1, 0],
  [0.75, -0.7, 0],
  [1, 0.2, 0],
  [0.95, 0.75, 0],
  [0.72, 0.7, 0.3],
  [0.42, 0.05, 1],
  [0, -0.15, 1],
];
/** A stalk in the membrane and a wide head outside, open at its top: a glutamate receptor. */
const RECEPTOR: Outline = [
  [0.45, -1.1, 0],
  [0.55, -0.6, 0],
  [0.5, 0.3, 0],
  [0.9, 0.95, 0],
  [1.1, 1.7, 0],
  [0.85, 2, 0],
  [0.42, 1.75, 0.7],
  [0.25, 1, 1],
  [0, 0.9, 1],
];

/** A stalk through the membrane under a wide head in the cytosol: a Ca2+ pump. */
const PUMP: Outline = [
  [0, -2.6, 0],
  [0.8, -2.3, 0],
  [1.1, -1.7, 0],
  [0.75, -1.1, 0],
  [0.5, -0.8, 0],
  [0.55, 0.9, 0],
  [0.3, 1.1, 0],
  [0, 1.1, 0],
];

/** Sides of a body; where there are hundreds, they are small. */
const SIDES = 32;
const SIDES_OF_MANY = 12;
const MANY = 200;
/** Drawn at most; each then stands for more. */
const MOST = 700;
const MOST_ON_SPHERE = 4000;
/** True half widths, nm; in a wide picture they are drawn larger, or they would vanish. */
const CHANNEL_NM = 4.2;
const CARRIER_NM = 3.4;
const LEAST_SHARE = 0.021;

export interface StandingProteins {
  kind: BodyKind;
  proteins: MembraneProteins;
  light(motion: SiteMotion): (index: number) => number;
}

export function makeProteins(atmosphere: Atmosphere, scene: SceneDescription): StandingProteins[] {
  const size = (nm: number) =>
    scene.cell ? nm : Math.max(nm, (LEAST_SHARE * scene.focusRadiusNm * nm) / CHANNEL_NM);
  const sides = (places: readonly PointNm[]) => (places.length > MANY ? SIDES_OF_MANY : SIDES);
  const made: StandingProteins[] = [];
  const { channels } = scene;
  if (channels.length > 0)
    made.push({
      kind: 'channels',
      proteins: new MembraneProteins(atmosphere, scene, {
        places: channels,
        barrel: { outline: CHANNEL, sides: sides(channels), lobes: 4, groove: 0.2 },
        colour: 'channel',
        light: 'calcium',
        sizeNm: size(CHANNEL_NM),
        isAcross: false,
      }),
      light: (motion) => (index) => motion.channels[index] ?? 0,
    });
  let tile = 0;
  for (const look of scene.transporterLooks) {
    const { places, areas } = scatter(look, MOST);
    const first = tile;
    tile += look.areas.length;
    made.push({
      kind: 'transporters',
      proteins: new MembraneProteins(atmosphere, scene, {
        places,
        barrel: { outline: TRANSPORTER, sides: sides(places), lobes: 3, groove: 0.3 },
        colour: 'transporter',
        light: 'cargo',
        sizeNm: size(CARRIER_NM),
        isAcross: (places[0]?.[2] ?? 0) > 0,
      }),
      // Of a tile's transporters as many are lit as hold a molecule.
      light: (motion) => (index) =>
        lightOf(index, motion.transporters[first + (areas[index] as number)] ?? 0),
    });
  }
  scene.receptorLooks.forEach((look, number) => {
    const { places } = scatter(look, MOST);
    made.push({
      kind: 'receptors',
      proteins: new MembraneProteins(atmosphere, scene, {
        places,
        barrel: { outline: RECEPTOR, sides: sides(places), lobes: 4, groove: 0.5 },
        colour: 'receptor',
        light: 'cargo',
        sizeNm: size(CARRIER_NM),
        isAcross: true,
      }),
      light: (motion) => (index) => lightOf(index, motion.receptors[number] ?? 0),
    });
  });
  for (const look of scene.pumpLooks) {
    const { places } = scatter(look, scene.cell ? MOST_ON_SPHERE : MOST);
    made.push({
      kind: 'pumps',
      proteins: new MembraneProteins(atmosphere, scene, {
        places,
        barrel: { outline: PUMP, sides: sides(places), lobes: 3, groove: 0.25 },
        colour: 'pump',
        light: 'calcium',
        sizeNm: size(CARRIER_NM),
        isAcross: false,
      }),
      light: () => () => 0,
    });
  }
  return made;
}

/** Light of one of many that go on one after the other as their share rises: 0..1. */
export function lightOf(index: number, share: number): number {
  // Multiples of an irrational number: any share lies evenly among all. Not the golden section, by which scatter.ts turns.
  const rank = (index * 0.7548776662466927) % 1;
  return Math.max(0, Math.min(1, (share * 1.1 - rank) / 0.1));
}
