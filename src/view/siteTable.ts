// The small table from which membrane, rings, collars and cargo at the fusion sites are drawn: three vec4 a site,
// written once per frame by siteMotion.ts and uploaded as instance attributes (the same on both backends).
import { DynamicDrawUsage, InstancedBufferAttribute } from 'three/webgpu';
import type { SceneDescription } from './sceneDescription.ts';
import { perInstance, type Vec4 } from './tsl.ts';

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
  /** x, y, cup radius, cup depth. */
  readonly place: Vec4;
  /** Bulb radius, pore, glow, cargo. */
  readonly bulb: Vec4;
  /** Radius of the ring of a spent vesicle, patch radius, seed, strength of that ring. */
  readonly life: Vec4;

  constructor(scene: SceneDescription) {
    this.count = scene.porosomes.length;
    const rows = Math.max(1, this.count);
    const make = () => new InstancedBufferAttribute(new Float32Array(4 * rows), 4).setUsage(DynamicDrawUsage);
    this.#place = make() as InstancedBufferAttribute;
    this.#bulb = make() as InstancedBufferAttribute;
    this.#life = make() as InstancedBufferAttribute;
    this.place = perInstance(this.#place);
    this.bulb = perInstance(this.#bulb);
    this.life = perInstance(this.#life);
    const patchNm = patchRadiusNm(scene);
    scene.porosomes.forEach(([x, y], site) => {
      this.#place.setXYZW(site, x, y, cupRadiusNm(scene), scene.porosomeDepthNm);
      this.#life.setXYZW(site, 0, patchNm, site, 0);
    });
  }

  write(looks: readonly SiteLook[]): void {
    looks.forEach((look, site) => {
      this.#bulb.setXYZW(site, look.bulbNm, look.pore, look.glow, look.cargo);
      this.#life.setX(site, look.fullNm);
      this.#life.setW(site, look.spent);
    });
    this.#bulb.needsUpdate = true;
    this.#life.needsUpdate = true;
  }
}

/** The cup that scenario and engine have, or the foot of a plain fusion site. */
export function cupRadiusNm(scene: SceneDescription): number {
  return Math.max(1, scene.porosomeWidthNm / 2);
}

/** The piece of membrane that a site bends: wide enough for rim and skirt, never touching its neighbour or a wall. */
export function patchRadiusNm(scene: SceneDescription): number {
  let nearest = Number.POSITIVE_INFINITY;
  scene.porosomes.forEach(([x, y], site) => {
    nearest = Math.min(nearest, scene.sizeNm[0] - 2 * Math.abs(x), scene.sizeNm[1] - 2 * Math.abs(y));
    for (const [otherX, otherY] of scene.porosomes.slice(site + 1))
      nearest = Math.min(nearest, Math.hypot(x - otherX, y - otherY));
  });
  return Math.max(0.1, Math.min(0.47 * nearest, 3.2 * cupRadiusNm(scene)));
}
