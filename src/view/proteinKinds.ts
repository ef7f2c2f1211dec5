// Which proteins a scene has in its membranes, and what lights each of them.
import type { Atmosphere } from './atmosphere.ts';
import type { BodyKind } from './kinds.ts';
import { MembraneProteins } from './membraneProteins.ts';
import { SHAPES } from './proteinShapes.ts';
import { scatter } from './scatter.ts';
import type { PointNm, SceneDescription } from './sceneDescription.ts';
import type { SiteMotion } from './siteMotion.ts';

/** Sides of a body; where there are hundreds, they are small. */
const SIDES = 32;
const SIDES_OF_MANY = 12;
const MANY = 200;
/** Drawn at most; each then stands for more. */
const MOST = 700;
const MOST_ON_SPHERE = 1200;
/** Pumps are everywhere and in no state: few and small enough to leave the picture to what happens. */
const MOST_PUMPS = 260;
const SHARE_OF_PUMPS = 0.6;
/** True half widths, nm; in a wide picture they are drawn larger, or they would vanish. */
const HALF_WIDTH_NM = { channel: 4.2, transporter: 3.4, receptor: 3.4, pump: 3.4 } as const;
/** Of a channel, as a share of what the picture frames. */
const LEAST_SHARE = 0.021;

/** Light of each protein, 0..1, as things are now. */
type Light = (motion: SiteMotion) => (index: number) => number;

export interface StandingProteins {
  kind: BodyKind;
  proteins: MembraneProteins;
  light: Light;
}

interface Row {
  kind: BodyKind;
  shape: keyof typeof SHAPES;
  places: readonly PointNm[];
  light: Light;
}

export function makeProteins(atmosphere: Atmosphere, scene: SceneDescription): StandingProteins[] {
  const rows = [...channelRows(scene), ...transporterRows(scene), ...receptorRows(scene), ...pumpRows(scene)];
  return rows.map(({ kind, shape, places, light }) => ({
    kind,
    light,
    proteins: new MembraneProteins(atmosphere, scene, {
      places,
      barrel: { ...SHAPES[shape], sides: places.length > MANY ? SIDES_OF_MANY : SIDES },
      colour: shape,
      light: shape === 'channel' || shape === 'pump' ? 'calcium' : 'cargo',
      sizeNm: sizeNm(scene, shape),
      isAcross: !scene.cell && (places[0]?.[2] ?? 0) > 0,
    }),
  }));
}

function sizeNm({ cell, focusRadiusNm }: SceneDescription, shape: keyof typeof HALF_WIDTH_NM): number {
  const halfWidthNm = HALF_WIDTH_NM[shape];
  const share = shape === 'pump' ? SHARE_OF_PUMPS : 1;
  const least = (share * LEAST_SHARE * focusRadiusNm * halfWidthNm) / HALF_WIDTH_NM.channel;
  return cell ? halfWidthNm : Math.max(halfWidthNm, least);
}

function channelRows({ channels }: SceneDescription): Row[] {
  if (channels.length === 0) return [];
  const light: Light = (motion) => (index) => motion.channels[index] ?? 0;
  return [{ kind: 'channels', shape: 'channel', places: channels, light }];
}

/** Of a tile's transporters as many are lit as hold a molecule. */
function transporterRows({ transporterLooks }: SceneDescription): Row[] {
  let tiles = 0;
  return transporterLooks.map((look) => {
    const { places, areas } = scatter(look, MOST);
    const first = tiles;
    tiles += look.areas.length;
    const light: Light =
      ({ transporters }) =>
      (index) =>
        lightOf(index, transporters[first + (areas[index] as number)] ?? 0);
    return { kind: 'transporters', shape: 'transporter', places, light };
  });
}

function receptorRows({ receptorLooks }: SceneDescription): Row[] {
  return receptorLooks.map((look, number) => ({
    kind: 'receptors',
    shape: 'receptor',
    places: scatter(look, MOST).places,
    light: (motion) => (index) => lightOf(index, motion.receptors[number] ?? 0),
  }));
}

/** Pumps work without a state of their own: ions that they hold are counted per voxel. */
function pumpRows({ pumpLooks, cell }: SceneDescription): Row[] {
  return pumpLooks.map((look) => ({
    kind: 'pumps',
    shape: 'pump',
    places: scatter(look, cell ? MOST_ON_SPHERE : MOST_PUMPS).places,
    light: () => () => 0,
  }));
}

/** Light of one of many that go on one after the other as their share rises: 0..1. */
export function lightOf(index: number, share: number): number {
  // Multiples of an irrational number: any share lies evenly among all. Not the golden section, by which scatter.ts turns.
  const rank = (index * 0.7548776662466927) % 1;
  return Math.max(0, Math.min(1, (share * 1.1 - rank) / 0.1));
}
