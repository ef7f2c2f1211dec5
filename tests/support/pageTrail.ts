// Runs inside a browser page: the trail of a picked vesicle that runs and then stops.
import bouton from '../../scenarios/bouton.json?raw';
import { CONSTANTS as C } from '../../src/model/layout.ts';
import { UNITS_PER_NM } from '../../src/model/units.ts';
import { QUALITIES } from '../../src/view/quality.ts';
import { PLAIN_AIDS } from '../../src/view/readingAids.ts';
import { Grabber } from './grabber.ts';
import { openBodies, sideView } from './pagePicture.ts';

/** Device pixels; there are two of them in a CSS pixel. */
const [WIDTH, HEIGHT] = [480, 320];
const RATIO = 2;
const [FRAMES, FRAME_MS] = [30, 16];
const STEP_NM = 5;
const FROM_NM = -100;
const DEPTH_NM = -200;
const CAMERA_NM = 400;
const OTHERS = ['membrane', 'far membrane', 'porosomes', 'channels', 'pumps', 'tracks', 'cortex'];

export interface Trail {
  /** Of the device pixels behind the outline: rows in which the trail shows, column by column, from its old end on. */
  rows: number[];
  /** Pixels that differ from an unpicked vesicle's picture within its outline. */
  within: number;
  /** The same of the trail a while after the vesicle has come to rest, and whether the picture still moves. */
  rest: number[];
  isMoving: [boolean, boolean];
}

export async function trail(): Promise<Trail> {
  let x = FROM_NM;
  const change = (words: Int32Array) => {
    const changed = words.slice();
    for (let row = 0; row < changed.length; row += C.VESICLE_WORDS) changed[row + 4] = C.MODE_ABSENT;
    changed.set(
      [x, 0, DEPTH_NM].map((nm) => Math.round(nm * UNITS_PER_NM)),
      0,
    );
    changed[4] = C.MODE_FREE | (C.STAGE_RESERVE << C.STAGE_SHIFT);
    return changed;
  };
  const quality = { ...QUALITIES.low, pixelRatio: RATIO };
  const bodies = await openBodies(bouton, { width: WIDTH, height: HEIGHT, change, quality });
  const { view, scene, canvas, motion } = bodies;
  view.resize(WIDTH / RATIO, HEIGHT / RATIO, RATIO);
  view.setAids({ ...PLAIN_AIDS, motion: 'raw', map: 'off', hidden: OTHERS });
  const pose = sideView(DEPTH_NM, CAMERA_NM);
  const grabber = new Grabber(WIDTH, HEIGHT);
  const draw = async () => {
    view.draw({ pose, motion, elapsedMs: FRAME_MS, isFresh: true });
    const data = grabber.take(canvas).slice();
    await view.finished();
    return data;
  };
  const picked = { kind: 'vesicle', index: 0 } as const;
  view.mark(picked);
  for (let frame = 0; frame < FRAMES; frame++) {
    x += STEP_NM;
    await draw();
    await view.inspect(FRAME_MS * frame);
  }
  const [ran, movesThen] = [await draw(), view.isMoving];
  for (const ms of [0, FRAME_MS]) await view.inspect(FRAME_MS * FRAMES + 1000 + ms);
  const [rested, movesNow] = [await draw(), view.isMoving];
  view.mark(undefined);
  const bare = await draw();
  bodies.close();
  const pixelsPerNm = HEIGHT / (2 * CAMERA_NM * Math.tan((35 * Math.PI) / 360));
  const radius = scene.vesicleRadiusNm * pixelsPerNm;
  const middle = WIDTH / 2 + x * pixelsPerNm;
  const end = Math.round(middle - radius - 8 * RATIO);
  return {
    rows: shownRows(ran, bare, end),
    within: differing(ran, bare, middle, radius - 2),
    rest: shownRows(rested, bare, end),
    isMoving: [movesThen, movesNow],
  };
}

function differs(a: Uint8ClampedArray, b: Uint8ClampedArray, column: number, row: number): boolean {
  const at = 4 * (row * WIDTH + column) + 1;
  return Math.abs(a[at]! - b[at]!) > 12;
}

function shownRows(shown: Uint8ClampedArray, bare: Uint8ClampedArray, end: number): number[] {
  return Array.from({ length: end }, (_, column) => {
    let count = 0;
    for (let row = 0; row < HEIGHT; row++) if (differs(shown, bare, column, row)) count++;
    return count;
  }).filter((count) => count > 0);
}

function differing(a: Uint8ClampedArray, b: Uint8ClampedArray, middle: number, radius: number): number {
  let count = 0;
  for (let row = 0; row < HEIGHT; row++)
    for (let column = 0; column < WIDTH; column++)
      if (Math.hypot(column - middle, row - HEIGHT / 2) < radius && differs(a, b, column, row)) count++;
  return count;
}
