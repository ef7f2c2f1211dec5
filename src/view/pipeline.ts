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
  texture,
  uniform,
  uv,
  vec3,
  vec4,
} from 'three/tsl';
import {
  type PerspectiveCamera,
  type Renderer,
  RenderPipeline,
  type Scene,
  type TextureNode,
  UnsignedByteType,
} from 'three/webgpu';
import type { Atmosphere } from './atmosphere.ts';
import { depthOfField } from './depthOfField.ts';
import type { Quality } from './quality.ts';
import { smoothEdges } from './smoothEdges.ts';
import { asVec4, type Vec3, type Vec4 } from './tsl.ts';
import type { Vision } from './vision.ts';

const GLOW = 0.3;

export interface PipelineOptions {
  quality: Quality;
  vision: Vision;
  atmosphere: Atmosphere;
}

export class Pipeline {
  readonly #renderer: Renderer;
  readonly #camera: PerspectiveCamera;
  /** The picture; with depth of field; and as a part of a larger one. Their shaders compile when they are first used. */
  readonly #plain: RenderPipeline;
  readonly #soft: RenderPipeline | undefined;
  readonly #part: RenderPipeline;
  readonly #glow: ReturnType<typeof bloom> | undefined;
  readonly #isGlowing = uniform(1);
  readonly #near = uniform(1);
  readonly #far = uniform(2);
  readonly #softness = uniform(0);
  /** What holds render targets. */
  readonly #held: { dispose(): void }[];

  constructor(renderer: Renderer, scene: Scene, camera: PerspectiveCamera, options: PipelineOptions) {
    const { quality, vision, atmosphere } = options;
    this.#renderer = renderer;
    this.#camera = camera;
    const picture = pass(scene, camera, { samples: quality.samples > 1 ? quality.samples : 0 });
    const colour = picture.getTextureNode('output');
    const glow = quality.bloom ? bloom(colour, GLOW, 0.5, 0.9) : undefined;
    this.#glow = glow;
    this.#held = glow ? [picture, glow] : [picture];
    const develop = (light: Vec4): RenderPipeline => {
      const pipeline = new RenderPipeline(renderer);
      pipeline.outputColorTransform = false;
      const shown = displayed((vision.isNormal ? light : vision.through(light)).xyz);
      // Eight bits of each channel are what edges are looked for in, and what the canvas holds.
      const drawn = quality.fxaa && rtt(shown, null, null, { type: UnsignedByteType, depthBuffer: false });
      pipeline.outputNode = drawn ? smoothEdges(drawn) : shown;
      this.#held.push(pipeline);
      if (drawn) this.#held.push(drawn);
      return pipeline;
    };
    const glowing = (light: Vec4) => (glow ? asVec4(light.add(glow)) : light);
    this.#plain = develop(glowing(colour));
    const focus = {
      distance: atmosphere.focusDistance,
      near: this.#near,
      far: this.#far,
      strength: this.#softness,
    };
    if (quality.depthOfField)
      this.#soft = develop(glowing(depthOfField(colour, picture.getTextureNode('depth'), focus)));
    // Light spreads farther than a part has margins: it takes its share of what the whole picture had last.
    const { window } = atmosphere;
    const held = glow && texture(glowTexture(glow), uv().mul(window.xy).add(window.zw));
    this.#part = held ? develop(colour.add(held.mul(this.#isGlowing))) : this.#plain;
  }

  setGlow(isOn: boolean): void {
    this.#isGlowing.value = isOn ? 1 : 0;
    if (this.#glow) this.#glow.strength.value = isOn ? GLOW : 0;
  }

  /** `softness`: of what is out of focus, 0..1. */
  render(softness: number): void {
    this.#near.value = this.#camera.near;
    this.#far.value = this.#camera.far;
    this.#softness.value = softness;
    beginFrame(this.#renderer);
    (softness > 0 && this.#soft ? this.#soft : this.#plain).render();
  }

  /** A part of the picture that was rendered last. */
  renderPart(): void {
    beginFrame(this.#renderer);
    this.#part.render();
  }

  dispose(): void {
    for (const one of this.#held) one.dispose();
  }
}

/**
 * three renders a pass once per animation frame. Parts of a saved picture are drawn as fast as the GPU can, several within one:
 * each of them is a frame.
 */
function beginFrame(renderer: Renderer): void {
  (renderer as unknown as { _nodes: { nodeFrame: { update(): void } } })._nodes.nodeFrame.update();
}

/** Its result. The add-on's declarations call the method otherwise. */
function glowTexture(glow: ReturnType<typeof bloom>) {
  return (glow as unknown as { getTextureNode(): TextureNode }).getTextureNode().value;
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
