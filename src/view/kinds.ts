// Bodies by kind, so that each kind can be hidden: one group per kind within the scene.
import { Group, type Object3D, type Scene } from 'three/webgpu';
import type { SceneDescription } from './sceneDescription.ts';

/** Kinds of bodies beside the solutes, in the order of the legend. */
export const BODY_KINDS = [
  'vesicles',
  'membrane',
  'far membrane',
  'porosomes',
  'channels',
  'transporters',
  'receptors',
  'pumps',
  'tracks',
  'cortex',
  'nucleus',
] as const;
export type BodyKind = (typeof BODY_KINDS)[number];

/** What there is of them in a scene. */
export function bodyKinds(scene: SceneDescription): BodyKind[] {
  const has: Record<BodyKind, boolean> = {
    vesicles: scene.vesicleCount > 0,
    membrane: scene.hasMembrane,
    'far membrane': scene.hasFarMembrane,
    porosomes: scene.porosomes.length > 0,
    channels: scene.channels.length > 0,
    transporters: scene.transporterLooks.length > 0,
    receptors: scene.receptorLooks.length > 0,
    pumps: scene.pumpLooks.length > 0,
    tracks: scene.tracks.length > 0,
    cortex: scene.cortexNm > 0,
    nucleus: scene.cell?.nucleus !== undefined,
  };
  return BODY_KINDS.filter((kind) => has[kind]);
}

export class KindGroups {
  readonly #groups = new Map<BodyKind, Group>();
  readonly #scene: Scene;

  constructor(scene: Scene) {
    this.#scene = scene;
  }

  add(kind: BodyKind, ...objects: Object3D[]): void {
    let group = this.#groups.get(kind);
    if (!group) {
      group = new Group();
      group.name = kind;
      this.#groups.set(kind, group);
      this.#scene.add(group);
    }
    group.add(...objects);
  }

  hide(hidden: readonly string[]): void {
    for (const [kind, group] of this.#groups) group.visible = !hidden.includes(kind);
  }
}
