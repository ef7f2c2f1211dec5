// Runs inside a browser page: how bright one free ion is, here and there.
import bouton from '../../scenarios/bouton.json?raw';
import cell from '../../scenarios/parity-cell.json?raw';
import { CONSTANTS as C } from '../../src/model/layout.ts';
import { UNITS_PER_NM } from '../../src/model/units.ts';
import type { CameraPose } from '../../src/view/cameraPose.ts';
import { alongNormal } from '../../src/view/outward.ts';
import { PLAIN_AIDS, soluteKind } from '../../src/view/readingAids.ts';
import type { PointNm } from '../../src/view/sceneDescription.ts';
import { Grabber, linear } from './grabber.ts';
import { DEPTHS_NM } from './ionDepths.ts';
import { openBodies } from './pagePicture.ts';

const SIDE = 400;
const BODIES = [
  'nucleus',
  'vesicles',
  'membrane',
  'far membrane',
  'porosomes',
  'channels',
  'pumps',
  'tracks',
  'cortex',
];

/** By world and backend: light of an ion at each of the depths; 1: of the one nearest to the membrane. */
export async function ionLights(): Promise<Record<string, number[]>> {
  const lights: Record<string, number[]> = {};
  for (const isWebgl of [false, true])
    for (const [name, text] of Object.entries({ bouton, cell, 'cell, from below': fromBelow(cell) }))
      lights[`${name}, ${isWebgl ? 'WebGL2' : 'WebGPU'}`] = await lightsOf(text, isWebgl);
  return lights;
}

/** The cell's channels on its lower half, away from its sites. */
function fromBelow(scenarioText: string): string {
  const scenario = JSON.parse(scenarioText);
  const { places } = scenario.channels;
  const [c, s] = [Math.cos((2 * Math.PI) / 3), Math.sin((2 * Math.PI) / 3)];
  const at = places.at.map(([x, y, z]: PointNm) => [x, y * c - z * s, y * s + z * c]);
  return JSON.stringify({ ...scenario, channels: { ...scenario.channels, places: { ...places, at } } });
}

async function lightsOf(scenarioText: string, isWebgl: boolean): Promise<number[]> {
  const solutes = new Int32Array(C.SOLUTE_WORDS);
  const change = (words: Int32Array) => words;
  const bodies = await openBodies(scenarioText, { width: SIDE, height: SIDE, change, solutes, isWebgl });
  const { view, scene, canvas, motion } = bodies;
  const kindOf = (wanted: string) => scene.solutes.findIndex(({ role }) => role === wanted) + 1;
  const names = scene.solutes.map(({ name }) => soluteKind(name));
  const channel = scene.channels[0] as PointNm;
  const grabber = new Grabber(SIDE, SIDE);
  const draw = async (pose: CameraPose, hidden: string[]) => {
    view.setAids({ ...PLAIN_AIDS, motion: 'raw', map: 'off', hidden: [...BODIES, ...hidden] });
    view.draw({ pose, motion, elapsedMs: 0, isFresh: true });
    const data = grabber.take(canvas).slice();
    await view.finished();
    return data;
  };
  const found: number[] = [];
  for (const depthNm of DEPTHS_NM) {
    const place = alongNormal(scene, channel, -depthNm);
    const pose = lookAt(place, scene.focusRadiusNm);
    const without = await draw(pose, names);
    const lights: number[] = [];
    // What a vesicle carries is as bright everywhere: it says what place and camera make of a disc.
    for (const kind of [kindOf('calcium'), kindOf('cargo')]) {
      solutes.set(place.map((nm) => Math.round(nm * UNITS_PER_NM)));
      solutes[3] = kind | (1 << C.SERIAL_SHIFT);
      lights.push(difference(await draw(pose, []), without));
    }
    found.push((lights[0] as number) / (lights[1] as number));
  }
  bodies.close();
  return found.map((light) => light / (found[0] as number));
}

/** So near that a disc covers many pixels: they are as large as what is of interest is wide. */
function lookAt([x, y, z]: PointNm, focusRadiusNm: number): CameraPose {
  return {
    targetNm: [x, y, z],
    positionNm: [x, y - 0.6 * focusRadiusNm, z + 0.05 * focusRadiusNm],
    fovDegrees: 35,
    shift: [0, 0],
  };
}

/** Of linear blue, which both kinds have. */
function difference(shown: Uint8ClampedArray, without: Uint8ClampedArray): number {
  let sum = 0;
  for (let at = 2; at < shown.length; at += 4) sum += linear[shown[at]!]! - linear[without[at]!]!;
  return sum;
}
