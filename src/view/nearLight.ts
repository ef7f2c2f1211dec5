// How bright a free ion is: fully near channels and fusion sites, faint elsewhere. nearMap.ts knows how far they are along
// the membrane; the way to the membrane is added here. For a vertex.
import { abs, float, length, mix, oneMinus, select, smoothstep, sqrt, texture, vec2 } from 'three/tsl';
import { DataTexture, LinearFilter, RedFormat, UnsignedByteType } from 'three/webgpu';
import type { Atmosphere } from './atmosphere.ts';
import { FAR_NM, NEAR_NM, nearMap } from './nearMap.ts';
import type { SceneDescription } from './sceneDescription.ts';
import type { Float, Vec2, Vec3 } from './tsl.ts';

/** Brightness of the rest: of light in the dark, and of ink on paper, where it takes more for the same contrast (2 to 1). */
const REST = { dark: 0.3, paper: 0.55 } as const;

export class NearLight {
  readonly #atmosphere: Atmosphere;
  readonly #scene: SceneDescription;
  readonly #table: DataTexture | undefined;

  constructor(atmosphere: Atmosphere, scene: SceneDescription) {
    this.#atmosphere = atmosphere;
    this.#scene = scene;
    const map = nearMap(scene);
    if (!map) return;
    this.#table = new DataTexture(map.distances, map.columns, map.lines, RedFormat, UnsignedByteType);
    this.#table.minFilter = LinearFilter;
    this.#table.magFilter = LinearFilter;
    this.#table.needsUpdate = true;
  }

  /** Brightness of an ion at this place, up to 1. */
  at(place: Vec3): Float {
    if (!this.#table) return float(1);
    const { cell } = this.#scene;
    const along = texture(this.#table, this.#chart(place)).level(float(0)).x.mul(FAR_NM);
    const below = cell ? length(place).sub(cell.radiusNm) : place.z;
    const away = sqrt(along.mul(along).add(below.mul(below)));
    const rest = mix(float(REST.dark), float(REST.paper), this.#atmosphere.paper);
    return mix(float(1), rest, smoothstep(NEAR_NM, FAR_NM, away));
  }

  /** nearMap.ts has the same in numbers. */
  #chart(place: Vec3): Vec2 {
    const { cell, sizeNm } = this.#scene;
    if (!cell) return place.xy.div(vec2(...sizeNm)).add(0.5);
    const onOctahedron = place.div(abs(place.x).add(abs(place.y)).add(abs(place.z)));
    const upper = onOctahedron.xy;
    const side = vec2(select(upper.x.lessThan(0), -1, 1), select(upper.y.lessThan(0), -1, 1));
    const lower = oneMinus(abs(upper.yx)).mul(side);
    return select(place.z.lessThan(0), lower, upper).mul(0.5).add(0.5);
  }

  dispose(): void {
    this.#table?.dispose();
  }
}
