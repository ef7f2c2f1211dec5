// Meridians of bent places without a GPU that computes (WebGL2): made here, read from a small texture.
import { int, ivec2, textureLoad } from 'three/tsl';
import { DataTexture, FloatType, NearestFilter, RGBAFormat } from 'three/webgpu';
import { type Bend, RING_COUNT, RING_WORDS, writeMeridian } from './siteProfile.ts';
import type { Float, Uint, Vec4 } from './tsl.ts';

export class MeridiansInTexture {
  readonly #words: Float32Array<ArrayBuffer>;
  readonly #texture: DataTexture;
  readonly #cellRadiusNm: number;

  constructor(places: number, cellRadiusNm: number) {
    this.#cellRadiusNm = cellRadiusNm;
    this.#words = new Float32Array(RING_WORDS * RING_COUNT * places);
    this.#texture = new DataTexture(this.#words, RING_COUNT, places, RGBAFormat, FloatType);
    this.#texture.minFilter = NearestFilter;
    this.#texture.magFilter = NearestFilter;
  }

  ring(row: Uint, index: Float): Vec4 {
    return textureLoad(this.#texture, ivec2(int(index), int(row))) as unknown as Vec4;
  }

  put(row: number, bend: Bend): void {
    writeMeridian(bend, this.#cellRadiusNm, this.#words, RING_WORDS * RING_COUNT * row);
    this.#texture.needsUpdate = true;
  }

  update(): void {
    // three uploads the texture with the next picture.
  }

  dispose(): void {
    this.#texture.dispose();
  }
}
