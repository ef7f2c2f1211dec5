// Where the cargo inside a vesicle lies: some arrangements of soft discs, turned towards the camera once per frame, so that a
// pixel need not turn anything. A vesicle keeps its arrangement.
import { uniformArray } from 'three/tsl';
import { type Camera, Euler, Matrix4, Vector3, Vector4 } from 'three/webgpu';
import { type Float, looksHash, type Uint } from './tsl.ts';

/** In radii of the vesicle: points that keep apart. */
const PLACES = [
  [-0.19, 0.54, 0.19],
  [-0.13, -0.39, -0.08],
  [0.36, 0.39, -0.3],
  [0.44, -0.01, 0.32],
  [0.15, -0.52, 0.47],
  [-0.61, -0.07, 0.27],
  [-0.57, 0.1, -0.39],
  [-0.19, -0.17, 0.43],
  [0.55, -0.16, -0.26],
  [-0.26, 0.38, -0.27],
  [0, 0.26, -0.6],
  [0.29, 0.09, -0.17],
] as const;

/** Discs of a vesicle. */
export const CARGO_DISCS = PLACES.length;
const ARRANGEMENTS = 16;

export class CargoPlaces {
  readonly #world: Vector3[];
  readonly #seen: Vector4[];
  /** Rows: a place in the camera's axes, and the square of its distance from the middle. */
  readonly places: ReturnType<typeof uniformArray<'vec4'>>;

  constructor() {
    this.#world = Array.from({ length: ARRANGEMENTS }, (_, turn) => {
      const turned = new Euler(2.4 * turn, 1.7 * turn, 0.9 * turn);
      return PLACES.map((place) => new Vector3(...place).applyEuler(turned));
    }).flat();
    this.#seen = this.#world.map((place) => new Vector4(0, 0, 0, place.lengthSq()));
    this.places = uniformArray<'vec4'>(this.#seen, 'vec4');
  }

  /** Row of a vesicle's first disc, as a number that pixels share. */
  firstRow(row: Uint): Float {
    return looksHash(row).mul(ARRANGEMENTS).floor().mul(CARGO_DISCS);
  }

  /** Before each frame. */
  turnTo(camera: Camera): void {
    const turn = new Matrix4().extractRotation(camera.matrixWorldInverse);
    const place = new Vector3();
    this.#world.forEach((world, row) => {
      const { x, y, z } = place.copy(world).applyMatrix4(turn);
      this.#seen[row]?.set(x, y, z, world.lengthSq());
    });
  }
}
