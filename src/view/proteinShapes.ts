// Shapes of the proteins that stand in a membrane, each to be told from the others where it is a few pixels wide.
import type { Barrel, Outline } from './barrels.ts';

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

export type Shape = Omit<Barrel, 'sides'>;

export const SHAPES = {
  channel: { outline: CHANNEL, lobes: 4, groove: 0.2 },
  transporter: { outline: TRANSPORTER, lobes: 3, groove: 0.3 },
  receptor: { outline: RECEPTOR, lobes: 4, groove: 0.5 },
  pump: { outline: PUMP, lobes: 3, groove: 0.25 },
} as const satisfies Record<string, Shape>;
