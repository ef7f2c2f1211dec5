// How the picture looks to eyes that lack one kind of cone: matrices in linear RGB, of Machado, Oliveira and Fernandes 2009
// (doi:10.1109/TVCG.2009.113, severity 1.0).
import { clamp, mat3, uniform, vec4 } from 'three/tsl';
import { Matrix3 } from 'three/webgpu';
import type { Vec4 } from './tsl.ts';

export const VISION_NAMES = ['normal', 'protan', 'deutan', 'tritan'] as const;
export type VisionName = (typeof VISION_NAMES)[number];

type Row = readonly [number, number, number];

/** Rows: red, green, blue of what is shown, from red, green, blue of the picture. */
export const VISION: Record<VisionName, readonly [Row, Row, Row]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

export class Vision {
  #name: VisionName = 'normal';
  readonly #matrix = uniform(new Matrix3());

  set(name: VisionName): void {
    this.#name = name;
    const [[a, b, c], [d, e, f], [g, h, i]] = VISION[name];
    this.#matrix.value.set(a, b, c, d, e, f, g, h, i);
  }

  /** Nothing is to be done. */
  get isNormal(): boolean {
    return this.#name === 'normal';
  }

  /** A colour in linear RGB as such eyes see it. */
  through(colour: Vec4): Vec4 {
    const seen = mat3(this.#matrix).mul(clamp(colour.rgb, 0, 1));
    return vec4(clamp(seen, 0, 1), colour.a);
  }
}
