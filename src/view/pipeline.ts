// From the scene's light to the pixels that are shown: glow, the eyes that look, display values, smooth edges, dither.
import { bloom } from 'three/addons/tsl/display/BloomNode.js';
import {
  dot,
  Fn,
  interleavedGradientNoise,
  mix,
  pass,
  rtt,
  screenCoordinate,
  sqrt,
  step,
  vec3,
  vec4,
} from 'three/tsl';
import {
  type PerspectiveCamera,
  type Renderer,
  RenderPipeline,
  type Scene,
  UnsignedByteType,
} from 'three/webgpu';
import type { Quality } from './quality.ts';
import { smoothEdges } from './smoothEdges.ts';
import { asVec4, type Vec3, type Vec4 } from './tsl.ts';
import type { Vision } from './vision.ts';

const GLOW = 0.3;

export class Pipeline {
  readonly #pipeline: RenderPipeline;
  readonly #glow: ReturnType<typeof bloom> | undefined;
  /** Render targets. */
  readonly #passes: { dispose(): void }[];

  constructor(
    renderer: Renderer,
    scene: Scene,
    camera: PerspectiveCamera,
    options: { quality: Quality; vision: Vision },
  ) {
    const { quality, vision } = options;
    this.#pipeline = new RenderPipeline(renderer);
    const picture = pass(scene, camera, { samples: quality.samples > 1 ? quality.samples : 0 });
    const colour = picture.getTextureNode('output');
    this.#glow = quality.bloom ? bloom(colour, GLOW, 0.5, 0.9) : undefined;
    const glowing = this.#glow ? colour.add(this.#glow) : colour;
    this.#pipeline.outputColorTransform = false;
    const seen = asVec4(glowing);
    const shown = displayed((vision.isNormal ? seen : vision.through(seen)).xyz);
    // Eight bits of each channel are what edges are looked for in, and what the canvas holds.
    const drawn = quality.fxaa && rtt(shown, null, null, { type: UnsignedByteType, depthBuffer: false });
    this.#pipeline.outputNode = drawn ? smoothEdges(drawn) : shown;
    this.#passes = this.#glow ? [picture, this.#glow] : [picture];
  }

  setGlow(isOn: boolean): void {
    if (this.#glow) this.#glow.strength.value = isOn ? GLOW : 0;
  }

  render(): void {
    this.#pipeline.render();
  }

  dispose(): void {
    for (const one of this.#passes) one.dispose();
    this.#pipeline.dispose();
  }
}

/** sRGB from linear light, by square roots: within 0.3 of 255 (software GPUs take long for powers). Alpha: brightness. */
function displayed(linear: Vec3): Vec4 {
  return Fn(() => {
    const half = sqrt(linear).toVar();
    const fourth = sqrt(half).toVar();
    const light = half.mul(0.662002687).add(fourth.mul(0.68412206)).sub(sqrt(fourth).mul(0.323583601));
    const upper = light.sub(linear.mul(0.022541147));
    const value = mix(linear.mul(12.92), upper, step(0.0031308, linear)).toVar();
    // One step of dither: a gradient this dark bands on 8 bits.
    const grain = interleavedGradientNoise(screenCoordinate.xy).sub(0.5).div(255);
    return vec4(value.add(grain), dot(value, vec3(0.3, 0.59, 0.11)));
  })();
}
