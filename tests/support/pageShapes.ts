// Runs inside a browser page: what each kind of body looks like without its colour, close up and alone.
import chromaffin from '../../scenarios/chromaffin.json?raw';
import { CONSTANTS as C } from '../../src/model/layout.ts';
import { UNITS_PER_NM } from '../../src/model/units.ts';
import type { CameraPose } from '../../src/view/cameraPose.ts';
import { PLAIN_AIDS } from '../../src/view/readingAids.ts';
import { IDLE, type SiteLook } from '../../src/view/siteMotion.ts';
import { Grabber, linear } from './grabber.ts';
import { openBodies } from './pagePicture.ts';

const SIDE = 256;
/** Side of a shape, cells. */
export const CELLS = 40;
const FOV_DEGREES = 30;
/** Pixels from the middle; farther out are bodies of other sites. */
const WITHIN = 90;
/** What is a body's own: at least so much of the difference that it makes at most places. */
const SHOWN = 0.04;

/** By kind: twice, of other vesicles or sites and from other sides. CELLS x CELLS numbers of 0..1 each. */
export async function bodyShapes(): Promise<Record<string, number[][]>> {
  let [stage, row]: [number, number] = [C.STAGE_RESERVE, 0];
  let place: readonly [number, number, number] = [0, 0, 0];
  const bodies = await openBodies(chromaffin, {
    width: SIDE,
    height: SIDE,
    change: (words) => oneVesicle(words, row, stage, place),
  });
  const { view, scene, canvas, motion } = bodies;
  const grabber = new Grabber(SIDE, SIDE);
  const radius = scene.vesicleRadiusNm;
  const solutes = scene.solutes.map(({ name }) => `solute ${name}`);
  const others = [...solutes, 'channels', 'pumps', 'transporters', 'receptors', 'far membrane', 'cortex'];
  const held: Partial<SiteLook> = { snares: 7, grip: 1, heldNm: radius };
  const open = { bulbNm: radius, fullNm: radius, neckNm: 4, cover: 1, pore: 1, cargo: 1 };
  const kinds: Record<string, { stage?: number; look?: Partial<SiteLook>; shows: string[] }> = {
    reserve: { stage: C.STAGE_RESERVE, shows: ['vesicles'] },
    // With its motor, which is hidden with the tracks.
    carried: { stage: C.STAGE_CARRIED, shows: ['vesicles', 'tracks'] },
    tethered: { stage: C.STAGE_TETHERED, shows: ['vesicles'] },
    docked: { stage: C.STAGE_DOCKED, look: held, shows: ['vesicles'] },
    primed: { stage: C.STAGE_PRIMED, look: { ...held, zip: 1, primed: 1, ionSites: 5 }, shows: ['vesicles'] },
    fusing: { stage: C.STAGE_FUSING, look: open, shows: ['membrane'] },
    spent: { stage: C.STAGE_SPENT, look: { spent: 1, fullNm: radius }, shows: ['vesicles'] },
    refilling: { stage: C.STAGE_REFILLING, shows: ['vesicles'] },
    porosome: { shows: ['porosomes'] },
    membrane: { shows: ['membrane'] },
  };
  const sheets = ['vesicles', 'membrane', 'porosomes', 'tracks'];
  // Two sites well within the slab, whose edges dissolve.
  const away = (site: number) => Math.hypot(...scene.porosomes[site]!);
  const sites = scene.porosomes.map((_, site) => site).sort((a, b) => away(a) - away(b));
  const shapes: Record<string, number[][]> = {};
  for (const [name, kind] of Object.entries(kinds)) {
    shapes[name] = [];
    for (const turn of [0, 1]) {
      const site = sites[turn]!;
      const [x, y] = scene.porosomes[site] as readonly [number, number, number];
      // Behind the middle, as the camera sees it: before it the membrane is cut away.
      const azimuth = Math.atan2(scene.focusNm[1] - y, scene.focusNm[0] - x);
      place = [x, y, -scene.porosomeDepthNm - radius];
      stage = kind.stage ?? C.STAGE_FUSING;
      row = 20 + turn;
      const pose = lookAt([x, y, kind.stage === undefined ? 0 : 0.8 * place[2]], azimuth, radius);
      const draw = async (hidden: string[], look: Partial<SiteLook> = {}) => {
        motion.looks.forEach((one, at) => {
          Object.assign(one, IDLE, at === site ? look : {});
        });
        view.setAids({ ...PLAIN_AIDS, motion: 'raw', map: 'off', hidden: [...others, ...hidden] });
        view.draw({ pose, motion, elapsedMs: 0, isFresh: true });
        const data = grabber.take(canvas).slice();
        await view.finished();
        return data;
      };
      const lone = kind.stage === C.STAGE_FUSING ? [] : ['vesicles'];
      const hidden = sheets.filter((sheet) => !kind.shows.includes(sheet));
      // A fusing vesicle is part of the membrane, a carried one hangs on a track: what it adds to them.
      const without = await draw(kind.stage === undefined ? sheets : [...hidden, ...lone]);
      shapes[name]?.push(shapeOf(name, await draw(hidden, kind.look), without));
    }
  }
  bodies.close();
  return shapes;
}

/** Only this vesicle, in this stage, at this place. */
function oneVesicle(words: Int32Array, row: number, stage: number, place: readonly number[]): Int32Array {
  const changed = words.slice();
  for (let at = 0; at < changed.length; at += C.VESICLE_WORDS) {
    const isIt = at === row * C.VESICLE_WORDS;
    const others = changed[at + 4]! & ~((C.STAGE_MASK << C.STAGE_SHIFT) | C.MODE_MASK);
    changed[at + 4] = others | (stage << C.STAGE_SHIFT) | (isIt ? C.MODE_FREE : C.MODE_ABSENT);
    if (isIt)
      place.forEach((nm, axis) => {
        changed[at + axis] = Math.round(nm * UNITS_PER_NM);
      });
  }
  return changed;
}

/** From 15 degrees above. */
function lookAt(targetNm: CameraPose['targetNm'], azimuth: number, radiusNm: number): CameraPose {
  const distance = (2.6 * radiusNm) / Math.tan((FOV_DEGREES * Math.PI) / 360);
  const [across, up] = [Math.cos(Math.PI / 12), Math.sin(Math.PI / 12)];
  const [x, y, z] = targetNm;
  return {
    targetNm,
    positionNm: [
      x + distance * across * Math.cos(azimuth),
      y + distance * across * Math.sin(azimuth),
      z + distance * up,
    ],
    fovDegrees: FOV_DEGREES,
    shift: [0, 0],
  };
}

/** How much lighter or darker a body makes each cell of the square around it; neither its colour, size nor place count. */
function shapeOf(name: string, shown: Uint8ClampedArray, without: Uint8ClampedArray): number[] {
  const light = (data: Uint8ClampedArray, at: number) =>
    0.2126 * linear[data[4 * at]!]! +
    0.7152 * linear[data[4 * at + 1]!]! +
    0.0722 * linear[data[4 * at + 2]!]!;
  const difference = Array.from({ length: SIDE * SIDE }, (_, at) => {
    const away = Math.hypot((at % SIDE) - SIDE / 2, Math.floor(at / SIDE) - SIDE / 2);
    return away > WITHIN ? 0 : Math.abs(Math.sqrt(light(shown, at)) - Math.sqrt(light(without, at)));
  });
  const sorted = [...difference].filter((value) => value > 0.01).sort((a, b) => a - b);
  if (sorted.length < 200) throw new Error(`${name} shows in ${sorted.length} pixels only`);
  const most = sorted[Math.floor(0.95 * sorted.length)]!;
  const own = difference.flatMap((value, at) => (value > SHOWN * most ? [at] : []));
  const [columns, rows] = [own.map((at) => at % SIDE), own.map((at) => Math.floor(at / SIDE))];
  const edge = (values: number[], share: number) =>
    values.sort((a, b) => a - b)[Math.floor(share * (values.length - 1))]!;
  const [left, right] = [edge(columns, 0.002), edge(columns, 0.998)];
  const [top, bottom] = [edge(rows, 0.002), edge(rows, 0.998)];
  const size = Math.max(right - left, bottom - top, 1) / CELLS;
  const [fromX, fromY] = [(left + right - size * CELLS) / 2, (top + bottom - size * CELLS) / 2];
  return Array.from({ length: CELLS * CELLS }, (_, cell) => {
    let [sum, count] = [0, 0];
    for (let y = 0; y < size; y++)
      for (let x = 0; x < size; x++) {
        const column = Math.round(fromX + (cell % CELLS) * size + x);
        const line = Math.round(fromY + Math.floor(cell / CELLS) * size + y);
        if (column >= 0 && column < SIDE && line >= 0 && line < SIDE)
          sum += difference[line * SIDE + column]!;
        count++;
      }
    return Math.min(1, sum / count / most);
  });
}
