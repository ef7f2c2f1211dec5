// Lets bodies into the picture a few at a time, so that a first picture does not wait for all shaders, and commands are
// answered between: shaders compile when a body is drawn for the first time, on a software GPU for seconds.
import type { Mesh, Object3D, Scene } from 'three/webgpu';

/** What the first picture has, by the names of materials: not blank, and as few shaders as that takes. */
const FIRST = ['backdrop', 'vesicles'];
/** What the sheet of the membrane has holes for comes before it: a hole with nothing in it would be a thing of its own. */
const SOON = ['membrane', 'lids over bent membrane', 'porosomes'];
const AFTER_SOON = ['sheet of the membrane'];
/** Shaders that are compiled for one picture after that. */
const PER_PICTURE = 2;

export class Reveal {
  #waiting: Mesh[] = [];

  /** Of all that is in a scene; at first nothing is shown. */
  constructor(scene: Scene) {
    scene.traverse((object) => {
      if (!(object as Mesh).isMesh) return;
      this.#waiting.push(object as Mesh);
      object.layers.disableAll();
    });
  }

  /** Groups of what would be seen and is still missing, by name. */
  get missing(): string[] {
    const names = this.#waiting.filter(isWanted).map(({ parent }) => parent?.name ?? '');
    return [...new Set(names)];
  }

  /** Before each picture: the next few bodies of those that are wanted. */
  next(): void {
    const wanted = this.#waiting.filter(isWanted).sort((a, b) => rank(a) - rank(b));
    const first = wanted.filter((mesh) => rank(mesh) === 0);
    this.#show(first.length > 0 ? first : wanted.slice(0, PER_PICTURE));
  }

  /** Everything, from now on. */
  all(): void {
    this.#show(this.#waiting);
  }

  #show(meshes: readonly Mesh[]): void {
    for (const mesh of meshes) mesh.layers.enable(0);
    this.#waiting = this.#waiting.filter((mesh) => !meshes.includes(mesh));
  }
}

/** The lower the sooner. */
function rank({ material }: Mesh): number {
  const turn = [FIRST, SOON, AFTER_SOON].findIndex((names) =>
    names.includes((material as { name: string }).name),
  );
  return turn < 0 ? 3 : turn;
}

/** Neither the mesh nor what it belongs to is hidden: no shader is compiled for what nobody sees. */
function isWanted(mesh: Mesh): boolean {
  for (let object: Object3D | null = mesh; object; object = object.parent) if (!object.visible) return false;
  return true;
}
