// The small table from which membrane, rings, collars and cargo at the fusion sites are drawn: three vec4 a site,
// written once per frame from siteMotion.ts and uploaded as instance attributes (the same on both backends).
import { float } from 'three/tsl';
import { DynamicDrawUsage, InstancedBufferAttribute, type Mesh } from 'three/webgpu';
import { type LocalFrame, localFrame } from './localFrame.ts';
import type { PointNm, SceneDescription } from './sceneDescription.ts';
import { type Float, perInstance, type Vec4 } from './tsl.ts';

/** One site as the picture shows it; everything eased, nothing jumps. */
export interface SiteLook {
  /** Radius of the vesicle that is part of the membrane here; 0: none. nm. */
  bulbNm: number;
  /** Its radius when it fused. */
  fullNm: number;
  /** Opening of the pore, 0..1. */
  pore: number;
  /** Light of a fresh opening, 0..1. */
  glow: number;
  /** Share of the vesicle's cargo still inside. */
  cargo: number;
  /** A vesicle that has fused here is part of the membrane, 0..1. */
  spent: number;
}

export class SiteTable {
  readonly count: number;
  readonly #place: InstancedBufferAttribute;
  readonly #bulb: InstancedBufferAttribute;
  readonly #life: InstancedBufferAttribute;
  /** Place on the membrane, cup depth. */
  readonly place: Vec4;
  readonly cup: Float;
  /** Bulb radius, pore, glow, cargo. */
  readonly bulb: Vec4;
  /** Radius of the ring of a spent vesicle, patch radius, seed, strength of that ring. */
  readonly life: Vec4;
  /** Axes at the site. */
  readonly frame: LocalFrame;
  readonly #scene: SceneDescription;
  readonly #patchNm: number;
  readonly #meshes: Mesh[] = [];

  constructor(scene: SceneDescription) {
    this.#scene = scene;
    this.count = scene.porosomes.length;
    const rows = Math.max(1, this.count);
    const make = () => new InstancedBufferAttribute(new Float32Array(4 * rows), 4).setUsage(DynamicDrawUsage);
    this.#place = make() as InstancedBufferAttribute;
    this.#bulb = make() as InstancedBufferAttribute;
    this.#life = make() as InstancedBufferAttribute;
    this.place = perInstance(this.#place);
    this.bulb = perInstance(this.#bulb);
    this.life = perInstance(this.#life);
    this.cup = float(cupRadiusNm(scene));
    this.frame = localFrame(scene, this.place.xyz);
    this.#patchNm = patchRadiusNm(scene);
    this.write(
      scene.porosomes.map(() => NOTHING),
      allSites(scene),
    );
  }

  /** A mesh with one instance a row. */
  draws(mesh: Mesh): Mesh {
    mesh.count = this.count;
    mesh.frustumCulled = false;
    this.#meshes.push(mesh);
    return mesh;
  }

  /** Fills the table with the sites of these numbers; the others are not drawn from it. */
  write(looks: readonly SiteLook[], sites: readonly number[]): void {
    sites.forEach((site, row) => {
      const [x, y, z] = this.#scene.porosomes[site] as PointNm;
      const look = looks[site] ?? NOTHING;
      this.#place.setXYZW(row, x, y, z, this.#scene.porosomeDepthNm);
      this.#bulb.setXYZW(row, look.bulbNm, look.pore, look.glow, look.cargo);
      this.#life.setXYZW(row, look.fullNm, this.#patchNm, site, look.spent);
    });
    for (const mesh of this.#meshes) {
      mesh.count = sites.length;
      mesh.visible = sites.length > 0;
    }
    for (const values of [this.#place, this.#bulb, this.#life]) values.needsUpdate = true;
  }
}

const NOTHING: SiteLook = { bulbNm: 0, fullNm: 0, pore: 0, glow: 0, cargo: 0, spent: 0 };

export function allSites({ porosomes }: SceneDescription): number[] {
  return porosomes.map((_, site) => site);
}

/** The cup that scenario and engine have, or the foot of a plain fusion site. */
export function cupRadiusNm(scene: SceneDescription): number {
  return Math.max(1, scene.porosomeWidthNm / 2);
}

/** The piece of membrane that a site bends: wide enough for rim and skirt, never touching its neighbour or a wall. */
export function patchRadiusNm(scene: SceneDescription): number {
  const widest = 3.2 * cupRadiusNm(scene);
  let nearest = widest / 0.47;
  if (!scene.cell)
    for (const [x, y] of scene.porosomes)
      nearest = Math.min(nearest, scene.sizeNm[0] - 2 * Math.abs(x), scene.sizeNm[1] - 2 * Math.abs(y));
  // In order of x, only those within the least distance so far need a look.
  const sorted = [...scene.porosomes].sort((a, b) => a[0] - b[0]);
  sorted.forEach((a, first) => {
    for (let next = first + 1; next < sorted.length; next++) {
      const b = sorted[next] as PointNm;
      if (b[0] - a[0] >= nearest) break;
      nearest = Math.min(nearest, Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]));
    }
  });
  return Math.max(0.1, Math.min(0.47 * nearest, widest));
}
