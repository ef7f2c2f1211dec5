// The one test that cuts all bodies: uniforms set once per frame from clip.ts, asked by the shaders of every body.
import { Discard, dot, If, uniform } from 'three/tsl';
import { Vector3 } from 'three/webgpu';
import type { ClipPlane } from './clip.ts';
import type { Bool, Vec3 } from './tsl.ts';

/** Farther than any world reaches, nm; exact enough in f32. */
const FAR_NM = 1e9;

export class Clipping {
  readonly #normal = uniform(new Vector3(0, 0, 1));
  readonly #upper = uniform(FAR_NM);
  readonly #lower = uniform(-FAR_NM);

  /** Undefined: nothing is cut. */
  set(plane: ClipPlane | undefined): void {
    if (plane) this.#normal.value.set(...plane.normal);
    this.#upper.value = plane ? plane.offsetNm : FAR_NM;
    this.#lower.value = plane ? Math.max(-FAR_NM, plane.offsetNm - plane.thicknessNm) : -FAR_NM;
  }

  keeps(world: Vec3): Bool {
    const along = dot(world, this.#normal);
    return along.lessThanEqual(this.#upper).and(along.greaterThanEqual(this.#lower));
  }

  /** Within a fragment's function: no pixel where the place is cut away. */
  discardBeyond(world: Vec3): void {
    If(this.keeps(world).not(), () => {
      Discard();
    });
  }
}
