// Ambient occlusion between bodies: how much of the sky over a place other bodies take. Their depths alone are drawn first,
// at half the resolution; a body then looks at a few places around its own surface. A sphere never stands in its own way,
// and what is translucent or an ion takes no part.
import {
  cameraFar,
  cameraNear,
  cameraProjectionMatrix,
  cos,
  cross,
  Fn,
  float,
  interleavedGradientNoise,
  normalize,
  oneMinus,
  perspectiveDepthToViewZ,
  screenCoordinate,
  sin,
  smoothstep,
  texture,
  vec2,
  vec4,
} from 'three/tsl';
import {
  DepthTexture,
  type Mesh,
  type PerspectiveCamera,
  type Renderer,
  RenderTarget,
  Scene,
} from 'three/webgpu';
import { type Float, type Vec3, vector } from './tsl.ts';

/** Directions lie around the normal, at two distances in turn: share of the reach along the normal and across it. */
const RISE = [0.22, 0.5] as const;
const ACROSS = [0.5, 0.95] as const;
/** How dark it gets at most. */
const STRENGTH = 0.85;
/** Share of the picture's resolution. */
const SCALE = 0.5;

export class Occlusion {
  readonly #scene = new Scene();
  readonly #target: RenderTarget;
  readonly #depth = new DepthTexture(1, 1);

  readonly #taps: number;

  /** `taps`: in how many directions a body looks. */
  constructor(taps: number) {
    this.#taps = taps;
    this.#target = new RenderTarget(1, 1, { depthTexture: this.#depth });
  }

  /** Bodies that stand in each other's light, drawn by their depth. */
  add(mesh: Mesh): void {
    this.#scene.add(mesh);
  }

  /** `width`, `height`: the picture's, in device pixels. */
  resize(width: number, height: number): void {
    this.#target.setSize(Math.max(1, Math.floor(width * SCALE)), Math.max(1, Math.floor(height * SCALE)));
  }

  /** Before the picture itself. */
  render(renderer: Renderer, camera: PerspectiveCamera): void {
    const before = renderer.getRenderTarget();
    renderer.setRenderTarget(this.#target);
    renderer.render(this.#scene, camera);
    renderer.setRenderTarget(before);
  }

  /** Light that is left, 0..1, at a place with a normal (camera's axes); `reach`: how far bodies matter, nm. */
  light(place: Vec3, normal: Vec3, reach: Float): Float {
    const taps = this.#taps;
    return Fn(() => {
      const first = normalize(cross(normal, vector(0.43, 0.86, -0.27))).toVar();
      const second = cross(normal, first).toVar();
      // Turned a little from pixel to pixel, or the few directions would show as facets.
      const turned = interleavedGradientNoise(screenCoordinate.xy)
        .mul((2 * Math.PI) / taps)
        .toVar();
      const aside = first
        .mul(cos(turned))
        .add(second.mul(sin(turned)))
        .toVar();
      const across = cross(normal, aside).toVar();
      const taken = float(0).toVar();
      for (let tap = 0; tap < taps; tap++) {
        const turn = (2 * Math.PI * (tap + 0.3)) / taps;
        const ring = (tap % 2) as 0 | 1;
        const out = aside.mul(Math.cos(turn)).add(across.mul(Math.sin(turn)));
        const at = place.add(normal.mul(RISE[ring]).add(out.mul(ACROSS[ring])).mul(reach)).toVar();
        const before = this.#viewZ(at).sub(at.z).div(reach);
        const hides = smoothstep(0, 0.5, before).mul(oneMinus(smoothstep(1.2, 3, before)));
        taken.addAssign(hides);
      }
      return oneMinus(taken.mul(STRENGTH / taps));
    })();
  }

  /** Depth (negative ahead of the camera) of the first body where a place is seen. */
  #viewZ(place: Vec3): Float {
    const clip = cameraProjectionMatrix.mul(vec4(place, 1)).toVar();
    const uv = vec2(clip.x.div(clip.w).mul(0.5).add(0.5), oneMinus(clip.y.div(clip.w).mul(0.5).add(0.5)));
    const depth = texture(this.#depth, uv).x;
    return perspectiveDepthToViewZ(depth, cameraNear, cameraFar);
  }

  dispose(): void {
    this.#target.dispose();
    this.#depth.dispose();
  }
}
