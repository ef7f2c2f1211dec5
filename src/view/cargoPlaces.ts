// Where the cargo inside a vesicle lies: one pattern of soft discs, which each vesicle turns its own way and keeps. The
// pattern stands in the shader as numbers; a pixel turns its ray into the pattern's axes instead of reading places, which
// costs a software GPU more than all that is done with them.
import { uniformArray } from 'three/tsl';
import { type Camera, Euler, Quaternion, Vector4 } from 'three/webgpu';
import { looksHash, type Uint, type Vec4 } from './tsl.ts';

/** In radii of the vesicle: points that keep apart. */
export const CARGO_DISCS = [
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

const ARRANGEMENTS = 16;

export class CargoPlaces {
  readonly #turns: Quaternion[];
  readonly #seen: Vector4[];
  readonly #table: ReturnType<typeof uniformArray<'vec4'>>;

  constructor() {
    this.#turns = Array.from({ length: ARRANGEMENTS }, (_, turn) =>
      new Quaternion().setFromEuler(new Euler(2.4 * turn, 1.7 * turn, 0.9 * turn)).invert(),
    );
    this.#seen = this.#turns.map(() => new Vector4());
    this.#table = uniformArray<'vec4'>(this.#seen, 'vec4');
  }

  /** From the camera's axes to those of a vesicle's discs, a quaternion; for its corners. */
  turn(row: Uint): Vec4 {
    return this.#table.element(looksHash(row).mul(ARRANGEMENTS).floor().toInt());
  }

  /** Before each frame. */
  turnTo(camera: Camera): void {
    const seen = new Quaternion();
    const place = new Quaternion().setFromRotationMatrix(camera.matrixWorld);
    this.#turns.forEach((turn, row) => {
      const { x, y, z, w } = seen.multiplyQuaternions(turn, place);
      this.#seen[row]?.set(x, y, z, w);
    });
  }
}
