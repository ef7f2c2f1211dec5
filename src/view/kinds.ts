// Bodies by kind, so that each kind can be hidden: one group per kind within the scene.
import { Group, type Object3D, type Scene } from 'three/webgpu';

/** Kinds of bodies beside the solutes, which have a kind each (`soluteKind`). */
export type BodyKind =
  | 'vesicles'
  | 'membrane'
  | 'far membrane'
  | 'porosomes'
  | 'channels'
  | 'pumps'
  | 'transporters'
  | 'receptors'
  | 'tracks'
  | 'cortex'
  | 'nucleus';

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
