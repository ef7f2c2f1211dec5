// Runs inside a browser page: the picture itself, frame by frame, without the page around it.
import bouton from '../../scenarios/bouton.json?raw';
import { CONSTANTS as C } from '../../src/model/layout.ts';
import { UNITS_PER_NM } from '../../src/model/units.ts';
import { openPageDevice } from '../../src/page/device.ts';
import { PageSimulation } from '../../src/page/pageSimulation.ts';
import { type CameraPose, homePose } from '../../src/view/cameraPose.ts';
import type { BodyKind } from '../../src/view/kinds.ts';
import type { ProfileName } from '../../src/view/palette.ts';
import { QUALITIES, type Quality } from '../../src/view/quality.ts';
import { PLAIN_AIDS } from '../../src/view/readingAids.ts';
import { describeScene, type SceneDescription } from '../../src/view/sceneDescription.ts';
import { IDLE, SiteMotion } from '../../src/view/siteMotion.ts';
import { View } from '../../src/view/view.ts';
import { Grabber, linear } from './grabber.ts';
import { seededIntegers } from './seeded.ts';

// --- Colours ---------------------------------------------------------------------------------------------------------

/** Difference in a channel, of 255, from which a pixel counts as showing a body. */
const SHOWN = 12;

type Rgb = [number, number, number];

/** Mean colour of each kind of body as drawn, linear light, per palette: bouton's home view, all vesicles in one stage. */
export async function bodyColours(): Promise<Record<string, Record<string, Rgb>>> {
  let stage: number = C.STAGE_RESERVE;
  const [width, height] = [640, 400];
  const bodies = await openBodies(bouton, { width, height, change: (words) => inStage(words, stage) });
  const { view, scene, canvas, motion } = bodies;
  const grabber = new Grabber(width, height);
  const pose = homePose(scene, width / height);
  const solutes = scene.solutes.map(({ name }) => `solute ${name}`);
  const draw = async (hidden: string[]) => {
    view.setAids({ ...PLAIN_AIDS, motion: 'raw', map: 'off', hidden: [...solutes, 'channels', ...hidden] });
    view.draw({ pose, motion, elapsedMs: 0, isFresh: true });
    const data = grabber.take(canvas).slice();
    await view.finished();
    return data;
  };
  const fuse = (isOpen: boolean) => {
    const radius = scene.vesicleRadiusNm;
    const open = { bulbNm: radius, fullNm: radius, neckNm: 4, cover: 1, pore: 1, cargo: 1 };
    for (const look of motion.looks) Object.assign(look, IDLE, isOpen ? open : {});
  };
  const result: Record<string, Record<string, Rgb>> = {};
  for (const profile of ['dark', 'paper'] satisfies ProfileName[]) {
    view.setProfile(profile);
    const colours: Record<string, Rgb> = {};
    const bare = await draw(['vesicles', 'porosomes']);
    colours.membrane = meanWhereDifferent(bare, await draw(['vesicles', 'porosomes', 'membrane']));
    colours.porosome = meanWhereDifferent(await draw(['vesicles']), bare);
    const sheets = ['membrane', 'far membrane', 'porosomes'];
    const empty = await draw(['vesicles', ...sheets]);
    for (const [name, one] of Object.entries({
      'free vesicle': C.STAGE_RESERVE,
      'carried vesicle': C.STAGE_CARRIED,
      'refilling vesicle': C.STAGE_REFILLING,
      'docked vesicle': C.STAGE_DOCKED,
      'primed vesicle': C.STAGE_PRIMED,
    })) {
      stage = one;
      colours[name] = meanWhereDifferent(await draw(sheets), empty);
    }
    fuse(true);
    colours['fusing vesicle'] = meanWhereDifferent(await draw(['vesicles', 'porosomes']), bare);
    stage = C.STAGE_SPENT;
    for (const look of motion.looks) Object.assign(look, IDLE, { spent: 1, fullNm: scene.vesicleRadiusNm });
    const ringless = await draw(['vesicles', 'porosomes', 'membrane']);
    colours['spent vesicle'] = meanWhereDifferent(await draw(['porosomes', 'membrane']), ringless);
    fuse(false);
    result[profile] = colours;
  }
  bodies.close();
  return result;
}

export interface Bodies {
  view: View;
  scene: SceneDescription;
  canvas: OffscreenCanvas;
  motion: SiteMotion;
  close(): void;
}

export interface BodiesOptions {
  width: number;
  height: number;
  /** How vesicles are drawn instead. */
  change(words: Int32Array): Int32Array;
  /** Solutes that are drawn instead. */
  solutes?: Int32Array;
  quality?: Quality;
  isWebgl?: boolean;
}

/** A scenario's bodies at the start. */
export async function openBodies(
  scenarioText: string,
  { width, height, change, solutes, quality = QUALITIES.low, isWebgl = false }: BodiesOptions,
): Promise<Bodies> {
  const { device, why } = await openPageDevice(false, () => undefined);
  if (!device) throw new Error(why);
  const load = { type: 'load', scenarioText, seed: 1, engine: 'reference' } as const;
  const simulation = await PageSimulation.open(load, { device: undefined, adapter: '' });
  const scene = describeScene(simulation.world);
  const source = simulation.bodies();
  if (source.kind !== 'arrays') throw new Error('the reference engine has arrays');
  const canvas = new OffscreenCanvas(width, height);
  const drawing = isWebgl ? undefined : device;
  const view = await View.create({ canvas, device: drawing, quality, profile: 'dark' });
  view.resize(width, height, 1);
  const others = solutes && {
    solutes: () => solutes,
    liveSolutes: () => solutes.length / C.SOLUTE_WORDS,
  };
  view.show(scene, { ...source, ...others, vesicles: () => change(source.vesicles()) });
  const close = () => {
    view.dispose();
    simulation.destroy();
    device.destroy();
  };
  return { view, scene, canvas, motion: new SiteMotion(scene), close };
}

/** A camera that looks along the membrane at a place on the box's axis; nm. */
export function sideView(heightNm: number, distanceNm: number): CameraPose {
  return {
    targetNm: [0, 0, heightNm],
    positionNm: [0, -distanceNm, heightNm + 1],
    fovDegrees: 35,
    shift: [0, 0],
  };
}

/** Vesicles so far below the membrane dissolve in the haze; they are left out. */
const DEEPEST_NM = 150;

function inStage(words: Int32Array, stage: number): Int32Array {
  const changed = words.slice();
  for (let at = 0; at < changed.length; at += C.VESICLE_WORDS) {
    const isNear = changed[at + 2]! > -DEEPEST_NM * UNITS_PER_NM;
    const others = changed[at + 4]! & ~((C.STAGE_MASK << C.STAGE_SHIFT) | C.MODE_MASK);
    changed[at + 4] = others | (stage << C.STAGE_SHIFT) | (isNear ? C.MODE_FREE : C.MODE_ABSENT);
  }
  return changed;
}

/** The body's own pixels: where it makes at least half of the difference that it makes at most places. */
function meanWhereDifferent(shown: Uint8ClampedArray, without: Uint8ClampedArray): Rgb {
  const differences: { at: number; difference: number }[] = [];
  for (let at = 0; at < shown.length; at += 4) {
    const difference = Math.max(...[0, 1, 2].map((c) => Math.abs(shown[at + c]! - without[at + c]!)));
    if (difference > SHOWN) differences.push({ at, difference });
  }
  if (differences.length < 50) throw new Error(`a body shows in ${differences.length} pixels only`);
  differences.sort((a, b) => a.difference - b.difference);
  const most = differences[Math.floor(0.95 * differences.length)]!.difference;
  const own = differences.filter(({ difference }) => difference >= most / 2);
  const mean = (c: number) => own.reduce((sum, { at }) => sum + linear[shown[at + c]!]!, 0) / own.length;
  return [mean(0), mean(1), mean(2)];
}

// --- Cost ------------------------------------------------------------------------------------------------------------

export interface DrawCost {
  ions: number;
  vesicles: number;
  /** Median time of a frame until the GPU is through with it, ms: these bodies alone, and with membrane and sites. */
  aloneMs: number;
  allMs: number;
  /** Of the last frame of each, GPU time by pass, ms; empty where the device has no timestamps. */
  alonePasses: Record<string, number>;
  allPasses: Record<string, number>;
}

/** In the order in which they begin: the picture's last step asks for the one before it. */
const PASSES = ['depths of vesicles', 'smooth edges', 'display values', 'bodies'];

const COST_FRAMES = 5;
const OTHERS: readonly BodyKind[] = [
  'membrane',
  'far membrane',
  'porosomes',
  'channels',
  'pumps',
  'transporters',
  'receptors',
  'tracks',
  'cortex',
  'nucleus',
];

/** Bodies at random places of bouton's box; 800 x 600 pixels, quality `low`: what the page chooses on a software GPU. */
export const smallDrawCost = () => drawCost(10_000, 1000);
export const largeDrawCost = () => drawCost(1_000_000, 10_000);

async function drawCost(ions: number, vesicles: number): Promise<DrawCost> {
  const { device, why } = await openPageDevice(false, () => undefined);
  if (!device) throw new Error(why);
  const load = { type: 'load', scenarioText: bouton, seed: 1, engine: 'reference' } as const;
  const simulation = await PageSimulation.open(load, { device: undefined, adapter: '' });
  const scene = { ...describeScene(simulation.world), soluteCapacity: ions, vesicleCount: vesicles };
  const [width, height] = [800, 600];
  const canvas = new OffscreenCanvas(width, height);
  const view = await View.create({
    canvas,
    device,
    quality: { ...QUALITIES.low, solutes: ions },
    profile: 'dark',
    isTimed: true,
  });
  view.resize(width, height, 1);
  const words = {
    solutes: scatter(scene, ions, 4, 1),
    vesicles: scatter(scene, vesicles, C.VESICLE_WORDS, 0),
  };
  for (let at = 0; at < words.vesicles.length; at += C.VESICLE_WORDS) {
    words.vesicles[at + 3] = scene.vesicleRadiusNm * UNITS_PER_NM;
    words.vesicles[at + 4] = C.MODE_FREE;
  }
  view.show(scene, {
    kind: 'arrays',
    solutes: () => words.solutes,
    vesicles: () => words.vesicles,
    liveSolutes: () => ions,
  });
  const motion = new SiteMotion(scene);
  const pose = homePose(scene, width / height);
  const measure = async (hidden: string[]) => {
    view.setAids({ ...PLAIN_AIDS, motion: 'raw', map: 'off', hidden });
    const times: number[] = [];
    for (let frame = 0; frame < COST_FRAMES; frame++) {
      const start = performance.now();
      view.draw({ pose, motion, elapsedMs: 16, isFresh: true });
      await view.finished();
      times.push(performance.now() - start);
    }
    const passes = (await view.passTimes()).slice(-PASSES.length).map((ms, pass) => [PASSES[pass], ms]);
    return {
      ms: times.sort((a, b) => a - b)[Math.floor(COST_FRAMES / 2)]!,
      passes: Object.fromEntries(passes),
    };
  };
  const alone = await measure([...OTHERS]);
  const all = await measure([]);
  const cost: DrawCost = {
    ions,
    vesicles,
    aloneMs: alone.ms,
    allMs: all.ms,
    alonePasses: alone.passes,
    allPasses: all.passes,
  };
  view.dispose();
  simulation.destroy();
  device.destroy();
  return cost;
}

/** Rows of so many words with places in the cytosol; the fourth word carries a kind and a serial number. */
function scatter(
  { sizeNm, cytosolDepthNm }: Pick<SceneDescription, 'sizeNm' | 'cytosolDepthNm'>,
  rows: number,
  wordsPerRow: number,
  kind: number,
): Int32Array {
  const words = new Int32Array(rows * wordsPerRow);
  const among = seededIntegers(1);
  for (let row = 0; row < rows; row++) {
    const half = sizeNm.map((nm) => Math.floor((nm / 2) * UNITS_PER_NM)) as [number, number];
    const depth = Math.floor(cytosolDepthNm * UNITS_PER_NM);
    words.set([among(-half[0], half[0]), among(-half[1], half[1]), among(-depth, 0)], row * wordsPerRow);
    words[row * wordsPerRow + 3] = kind | (row << C.SERIAL_SHIFT);
  }
  return words;
}
