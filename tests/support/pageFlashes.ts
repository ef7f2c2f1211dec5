// Runs inside a browser page: frames of every stimulus, as small as the flash check's cells, in the palettes of the dark.
import acinar from '../../scenarios/acinar.json?raw';
import betaCell from '../../scenarios/beta-cell.json?raw';
import bouton from '../../scenarios/bouton.json?raw';
import calyx from '../../scenarios/calyx.json?raw';
import chromaffin from '../../scenarios/chromaffin.json?raw';
import cleft from '../../scenarios/cleft.json?raw';
import constitutive from '../../scenarios/constitutive.json?raw';
import largeSecretion from '../../scenarios/large-secretion.json?raw';
import { openPageDevice } from '../../src/page/device.ts';
import { PageSimulation } from '../../src/page/pageSimulation.ts';
import { homePose } from '../../src/view/cameraPose.ts';
import { QUALITIES } from '../../src/view/quality.ts';
import { PLAIN_AIDS } from '../../src/view/readingAids.ts';
import { describeScene } from '../../src/view/sceneDescription.ts';
import { SiteMotion } from '../../src/view/siteMotion.ts';
import { View } from '../../src/view/view.ts';
import { CELLS_ACROSS, CELLS_DOWN, type Frame } from './flashCheck.ts';
import { Grabber, linear } from './grabber.ts';

const CELL_PIXELS = 8;
const FRAME_MS = 100;
const FRAMES = 14;
/** The page's own choice of speed shows a run in about this long. */
const WATCHABLE_S = 20;

/** Presets and when their stimulus begins, ms. */
const STIMULI: Record<string, { text: string; fromMs: number }> = {
  bouton: { text: bouton, fromMs: 10 },
  cleft: { text: cleft, fromMs: 1 },
  calyx: { text: calyx, fromMs: 5 },
  chromaffin: { text: chromaffin, fromMs: 200 },
  acinar: { text: acinar, fromMs: 5000 },
  'beta-cell': { text: betaCell, fromMs: 5000 },
  constitutive: { text: constitutive, fromMs: 0 },
  'large-secretion': { text: largeSecretion, fromMs: 2 },
};

export const everyStimulus = () => stimulusFrames(Object.keys(STIMULI));
/** Many vesicles and a dense stimulus; the others take minutes on a software GPU. */
export const someStimuli = () => stimulusFrames(['bouton', 'chromaffin']);

/** By preset and palette. */
async function stimulusFrames(names: readonly string[]): Promise<Record<string, Frame[]>> {
  const { device, why } = await openPageDevice(false, () => undefined);
  if (!device) throw new Error(why);
  const [width, height] = [CELLS_ACROSS * CELL_PIXELS, CELLS_DOWN * CELL_PIXELS];
  const canvas = new OffscreenCanvas(width, height);
  const view = await View.create({ canvas, device, quality: QUALITIES.low, profile: 'dark' });
  view.resize(width, height, 1);
  const grabber = new Grabber(width, height);
  const result: Record<string, Frame[]> = {};
  for (const name of names) {
    const { text, fromMs } = STIMULI[name] as { text: string; fromMs: number };
    const load = { type: 'load', scenarioText: text, seed: 3, engine: 'reference' } as const;
    const simulation = await PageSimulation.open(load, { device: undefined, adapter: '' });
    const scene = describeScene(simulation.world);
    const motion = new SiteMotion(scene);
    const pose = homePose(scene, width / height);
    view.show(scene, simulation.bodies());
    view.setAids({ ...PLAIN_AIDS, map: 'off' });
    const palettes = { dark: [] as Frame[], exhibit: [] as Frame[] };
    const frameNs = (simulation.endNs * FRAME_MS) / 1000 / WATCHABLE_S;
    for (let frame = 0; frame < FRAMES; frame++) {
      while (simulation.timeNs < fromMs * 1e6 + frame * frameNs) await simulation.advance();
      for (const { event, xNm, yNm, zNm } of simulation.takeEvents())
        if (event === 'channelOpened') motion.open(xNm, yNm, zNm);
      motion.step(simulation.takeMembrane(), FRAME_MS);
      for (const profile of ['dark', 'exhibit'] as const) {
        view.setProfile(profile);
        const isFirst = profile === 'dark';
        view.draw({ pose, motion, elapsedMs: isFirst ? FRAME_MS : 0, isFresh: isFirst });
        palettes[profile].push({ timeMs: frame * FRAME_MS, ...cellsOf(grabber.take(canvas)) });
        await view.finished();
      }
    }
    result[`${name}, dark`] = palettes.dark;
    result[`${name}, exhibit`] = palettes.exhibit;
    simulation.destroy();
  }
  view.dispose();
  device.destroy();
  return result;
}

function cellsOf(data: Uint8ClampedArray): Pick<Frame, 'luminance' | 'red'> {
  const luminance = new Array<number>(CELLS_ACROSS * CELLS_DOWN).fill(0);
  const red = luminance.slice();
  const width = CELLS_ACROSS * CELL_PIXELS;
  for (let pixel = 0; 4 * pixel < data.length; pixel++) {
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    const cell = Math.floor(y / CELL_PIXELS) * CELLS_ACROSS + Math.floor(x / CELL_PIXELS);
    const channel = (k: number) => linear[data[4 * pixel + k] as number] as number;
    const [r, g, b] = [channel(0), channel(1), channel(2)];
    luminance[cell] = (luminance[cell] as number) + (0.2126 * r + 0.7152 * g + 0.0722 * b) / CELL_PIXELS ** 2;
    red[cell] = (red[cell] as number) + Math.max(0, r - g - b) / CELL_PIXELS ** 2;
  }
  return { luminance, red };
}
