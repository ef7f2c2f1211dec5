// Questions to the picture: what is under the pointer, and how the picked body is. Asked on the GPU (gpu/probe.ts) where the
// bodies are there, of the arrays otherwise.
import { CONSTANTS as C } from '../model/layout.ts';
import { PER_NM3_PER_UM } from '../model/units.ts';
import { Probe } from './gpu/probe.ts';
import { alongNormal } from './outward.ts';
import { type Cuts, firstOf, meetSite, meetVesicle, type Picked, type Ray, readVesicle } from './pickRay.ts';
import type { PointNm } from './sceneDescription.ts';
import { countNear, sensorBall } from './sensorBall.ts';
import type { PictureDevice } from './shareBuffer.ts';
import type { Stage } from './stage.ts';

/** What is seen of a picked body now. */
export interface Seen {
  placeNm: PointNm;
  /** A vesicle that is drawn as a body of its own. */
  isDrawn: boolean;
  /** Free calcium around its sensor, uM; undefined where the scene has none. */
  calciumUm: number | undefined;
}

export class Inspector {
  readonly #probe: Probe | undefined;
  #last: { picked: Picked; sensorNm: PointNm } | undefined;

  constructor(device: PictureDevice | undefined) {
    this.#probe = device && new Probe(device);
  }

  async pick(
    { description, tables }: Stage,
    ray: Ray,
    cuts: Cuts,
    hidden: readonly string[],
  ): Promise<Picked | undefined> {
    const { shownBuffer, shownWords } = tables.vesicles;
    const isAsked = !hidden.includes('vesicles') && description.vesicleCount > 0;
    const site = hidden.includes('porosomes') ? undefined : meetSite(description, ray, cuts);
    if (!isAsked) return firstOf(undefined, site);
    const vesicle =
      this.#probe && shownBuffer
        ? await this.#probe.pick(shownBuffer, description.vesicleCount, ray, cuts)
        : meetVesicle((shownWords ?? new Int32Array(0)).subarray(0, 8 * description.vesicleCount), ray, cuts);
    return firstOf(vesicle, site);
  }

  /**
   * All questions go out before the first answer comes in: the bodies' buffers may be other ones by then. So the calcium is
   * counted around the place that the last look has found.
   */
  async look(stage: Stage, picked: Picked): Promise<Seen> {
    const { description } = stage;
    const last = this.#last;
    if (picked.kind === 'site') {
      const placeNm = description.porosomes[picked.index] as PointNm;
      return { placeNm, isDrawn: true, calciumUm: await this.#calcium(stage, placeNm) };
    }
    const [row, calciumUm] = await Promise.all([
      this.#row(stage, picked.index),
      last?.picked === picked ? this.#calcium(stage, last.sensorNm) : undefined,
    ]);
    const { place, radiusNm, isDrawn } = readVesicle(row, 0);
    this.#last = { picked, sensorNm: alongNormal(description, place, radiusNm) };
    return { placeNm: place, isDrawn, calciumUm };
  }

  async #row({ tables }: Stage, index: number): Promise<Int32Array> {
    const { shownBuffer, shownWords } = tables.vesicles;
    if (this.#probe && shownBuffer) return this.#probe.row(shownBuffer, index);
    return (shownWords ?? new Int32Array(8)).slice(C.VESICLE_WORDS * index, C.VESICLE_WORDS * (index + 1));
  }

  async #calcium({ description, tables }: Stage, place: PointNm): Promise<number | undefined> {
    const ball = sensorBall(description, place);
    if (!ball) return undefined;
    const { shownBuffer, shownWords } = tables.solutes;
    const rows = tables.shownSolutes;
    const count =
      this.#probe && shownBuffer
        ? await this.#probe.near(shownBuffer, rows, ball)
        : countNear(shownWords ?? new Int32Array(0), rows, ball);
    return (
      description.restCalciumUm + (count * ball.moleculesPerParticle) / (PER_NM3_PER_UM * ball.insideNm3)
    );
  }

  dispose(): void {
    this.#probe?.destroy();
  }
}
