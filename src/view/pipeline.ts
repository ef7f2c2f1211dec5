// From the scene's light to the pixels that are shown: glow, the eyes that look, display values, smooth edges, dither.
import { bloom } from 'three/addons/tsl/display/BloomNode.js';
import { fxaa } from 'three/addons/tsl/display/FXAANode.js';
import { Fn, interleavedGradientNoise, pass, renderOutput, screenCoordinate, vec4 } from 'three/tsl';
import { type PerspectiveCamera, type Renderer, RenderPipeline, type Scene } from 'three/webgpu';
import type { Quality } from './quality.ts';
import { asVec4 } from './tsl.ts';
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
    const shown = renderOutput(vision.through(asVec4(glowing)));
    const smooth = quality.fxaa ? fxaa(shown) : shown;
    // One step of dither: a gradient this dark bands on 8 bits.
    const grain = interleavedGradientNoise(screenCoordinate.xy).sub(0.5).div(255);
    this.#pipeline.outputNode = Fn(() => vec4(asVec4(smooth).rgb.add(grain), 1))();
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
