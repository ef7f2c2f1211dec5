// Runs inside a browser page: how sharp bodies are at and away from what the camera looks at, without and with depth of field.
import bouton from '../../scenarios/bouton.json?raw';
import { CONSTANTS as C } from '../../src/model/layout.ts';
import { UNITS_PER_NM } from '../../src/model/units.ts';
import { QUALITIES } from '../../src/view/quality.ts';
import { PLAIN_AIDS } from '../../src/view/readingAids.ts';
import { Grabber } from './grabber.ts';
import { openBodies, sideView } from './pagePicture.ts';

const [WIDTH, HEIGHT] = [480, 320];
const DEPTH_NM = -200;
const CAMERA_NM = 200;
const OTHERS = ['membrane', 'far membrane', 'porosomes', 'channels', 'pumps', 'tracks', 'cortex'];

/** Side by side from left to right: a vesicle and an ion where the camera looks, a vesicle twice as far away. */
const PLACES = { sharp: [-30, 0], ion: [0, 0], soft: [60, 190] } as const;

export type Edges = Record<keyof typeof PLACES, { plain: number; soft: number }>;

/** By backend and body: its edges' strength, without and with depth of field. */
export async function edges(): Promise<Record<string, Edges>> {
  return { WebGPU: await edgesOf(false), WebGL2: await edgesOf(true) };
}

async function edgesOf(isWebgl: boolean): Promise<Edges> {
  const at = ([x, y]: readonly [number, number]) =>
    [x, y, DEPTH_NM].map((nm) => Math.round(nm * UNITS_PER_NM));
  const solutes = Int32Array.of(...at(PLACES.ion), 1 | (1 << C.SERIAL_SHIFT));
  const change = (words: Int32Array) => {
    const changed = words.slice();
    for (let row = 0; row < changed.length; row += C.VESICLE_WORDS) changed[row + 4] = C.MODE_ABSENT;
    [PLACES.sharp, PLACES.soft].forEach((place, row) => {
      changed.set(at(place), row * C.VESICLE_WORDS);
      changed[row * C.VESICLE_WORDS + 4] = C.MODE_FREE | (C.STAGE_RESERVE << C.STAGE_SHIFT);
    });
    return changed;
  };
  const quality = QUALITIES.high;
  const bodies = await openBodies(bouton, {
    width: WIDTH,
    height: HEIGHT,
    change,
    solutes,
    quality,
    isWebgl,
  });
  const { view, scene, canvas, motion } = bodies;
  const calcium = scene.solutes.findIndex(({ role }) => role === 'calcium') + 1;
  solutes[3] = calcium | (1 << C.SERIAL_SHIFT);
  const pose = sideView(DEPTH_NM, CAMERA_NM);
  const grabber = new Grabber(WIDTH, HEIGHT);
  const draw = async (depthOfField: boolean) => {
    view.setAids({ ...PLAIN_AIDS, motion: 'raw', map: 'off', hidden: OTHERS, depthOfField });
    view.draw({ pose, motion, elapsedMs: 5000, isFresh: true });
    const data = grabber.take(canvas).slice();
    await view.finished();
    return data;
  };
  const [plain, soft] = [await draw(false), await draw(true)];
  bodies.close();
  const pixelsPerNm = HEIGHT / (2 * CAMERA_NM * Math.tan((35 * Math.PI) / 360));
  const edgeOf = (name: keyof typeof PLACES) => {
    const [x, y] = PLACES[name];
    const scale = (pixelsPerNm * CAMERA_NM) / (CAMERA_NM + y);
    const column = WIDTH / 2 + x * scale;
    const reach = name === 'ion' ? 12 : 26 * scale;
    return { plain: steepest(plain, column, reach), soft: steepest(soft, column, reach) };
  };
  return { sharp: edgeOf('sharp'), ion: edgeOf('ion'), soft: edgeOf('soft') };
}

/** The steepest steps between neighbours around the middle line. */
function steepest(data: Uint8ClampedArray, column: number, reach: number): number {
  const bright = (x: number, y: number) => {
    const at = 4 * (y * WIDTH + x);
    return data[at]! + data[at + 1]! + data[at + 2]!;
  };
  const steps: number[] = [];
  for (let y = Math.round(HEIGHT / 2 - reach); y <= HEIGHT / 2 + reach; y++)
    for (let x = Math.round(column - reach); x <= column + reach; x++)
      steps.push(Math.hypot(bright(x + 1, y) - bright(x, y), bright(x, y + 1) - bright(x, y)));
  const sorted = steps.sort((a, b) => b - a).slice(0, 40);
  return sorted.reduce((sum, step) => sum + step, 0) / sorted.length;
}
