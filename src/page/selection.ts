// What is picked, on the loop's side: asks the picture what is under the pointer, walks from one to the next, and keeps the
// card of it up to date.
import type { Card } from '../ui/card.ts';
import type { CameraPose } from '../view/cameraPose.ts';
import type { Picked } from '../view/pickRay.ts';
import type { PointNm, SceneDescription } from '../view/sceneDescription.ts';
import type { View } from '../view/view.ts';
import { makeCard } from './makeCard.ts';
import type { PageCommand, PageMessage } from './messages.ts';
import type { PageSimulation } from './pageSimulation.ts';

const CARD_MS = 200;
/** Wall time over which the calcium that is counted around a sensor is averaged. */
const CALCIUM_MS = 250;

type Place = Extract<PageCommand, { type: 'pick' }>['at'];

export interface Subject {
  view: View;
  simulation: PageSimulation;
  scene: SceneDescription;
  pose: CameraPose;
}

export class Selection {
  readonly #post: (message: PageMessage) => void;
  #picked: Picked | undefined;
  #isLooking = false;
  #toldMs = 0;
  #lookedMs = 0;
  #calciumUm: number | undefined;

  constructor(post: (message: PageMessage) => void) {
    this.#post = post;
  }

  async pick(at: Place, subject: Subject): Promise<void> {
    if (at === 'nothing') return this.#choose(undefined, subject);
    if (typeof at === 'object') return this.#choose(await subject.view.pick(at), subject);
    this.#choose(neighbour(candidates(subject), this.#picked, at === 'next' ? 1 : -1), subject);
  }

  /** A new world: nothing is picked. */
  clear(): void {
    if (this.#picked) this.#post({ type: 'picked', card: undefined });
    this.#picked = undefined;
  }

  #choose(picked: Picked | undefined, subject: Subject): void {
    this.#picked = picked;
    this.#calciumUm = undefined;
    this.#toldMs = 0;
    subject.view.mark(picked);
    if (picked) this.#tell(picked, subject);
    else this.#post({ type: 'picked', card: undefined });
  }

  /** After each frame. Looks again once the last look has been answered. */
  async look(subject: Subject, nowMs: number): Promise<void> {
    const picked = this.#picked;
    if (!picked || this.#isLooking) return;
    this.#isLooking = true;
    try {
      const seen = await subject.view.inspect(nowMs);
      if (!seen || picked !== this.#picked) return;
      this.#average(seen.calciumUm, nowMs);
      if (picked.kind === 'vesicle' && seen.isDrawn) this.#post({ type: 'seen', placeNm: seen.placeNm });
      if (nowMs - this.#toldMs < CARD_MS) return;
      this.#toldMs = nowMs;
      this.#tell(picked, subject);
    } finally {
      this.#isLooking = false;
    }
  }

  #average(calciumUm: number | undefined, nowMs: number): void {
    const share = 1 - Math.exp(-(nowMs - this.#lookedMs) / CALCIUM_MS);
    this.#lookedMs = nowMs;
    const before = this.#calciumUm;
    this.#calciumUm =
      calciumUm === undefined || before === undefined ? calciumUm : before + (calciumUm - before) * share;
  }

  #tell(picked: Picked, { simulation, scene }: Subject): void {
    const row = picked.kind === 'vesicle' ? picked.index : (simulation.siteVesicles[picked.index] ?? -1);
    const card: Card = makeCard({
      picked,
      scene,
      timeNs: simulation.timeNs,
      vesicle: row >= 0 ? { row, report: simulation.vesicle(row) } : undefined,
      history: simulation.history(picked),
      calciumUm: this.#calciumUm,
    });
    this.#post({ type: 'picked', card });
  }
}

/** What the keys walk through: sites from the middle of the picture outwards, each after the vesicle that it holds. */
export function candidates({
  simulation,
  scene,
  pose,
}: Pick<Subject, 'simulation' | 'scene' | 'pose'>): Picked[] {
  const { siteVesicles, occupancy } = simulation;
  return scene.porosomes
    .map((place, site) => ({ site, away: fromSight(pose, place) }))
    .sort((a, b) => a.away - b.away)
    .flatMap(({ site }): Picked[] => {
      const vesicle = siteVesicles[site] ?? -1;
      const isBody = vesicle >= 0 && occupancy[site] !== 'fusing';
      const own: Picked = { kind: 'site', index: site };
      return isBody ? [{ kind: 'vesicle', index: vesicle }, own] : [own];
    });
}

/** The one before or after; from nothing, the first. */
export function neighbour(
  list: readonly Picked[],
  picked: Picked | undefined,
  step: 1 | -1,
): Picked | undefined {
  if (list.length === 0) return undefined;
  const at = list.findIndex(({ kind, index }) => kind === picked?.kind && index === picked.index);
  if (at < 0) return list[step > 0 ? 0 : list.length - 1];
  return list[(at + step + list.length) % list.length];
}

/** Distance of a place from the line of sight at its nearest, nm. */
function fromSight({ positionNm, targetNm }: CameraPose, place: PointNm): number {
  const sight = targetNm.map((value, axis) => value - (positionNm[axis] as number));
  const length = Math.hypot(...sight) || 1;
  const offset = place.map((value, axis) => value - (positionNm[axis] as number));
  const along = offset.reduce((sum, value, axis) => sum + (value * (sight[axis] as number)) / length, 0);
  const across = Math.sqrt(Math.max(0, Math.hypot(...offset) ** 2 - along ** 2));
  return along > 0 ? across : Number.POSITIVE_INFINITY;
}
