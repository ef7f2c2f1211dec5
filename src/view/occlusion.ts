// Ambient occlusion between bodies: how much of the sky over a place other bodies take. Their depths alone are drawn first,
// at half the resolution; a body then looks at a few places around its own surface. A sphere never stands in its own way,
// and what is translucent or an ion takes no part.
import {
  clamp,
  Fn,
  float,
  int,
  interleavedGradientNoise,
  ivec2,
  oneMinus,
  screenCoordinate,
  textureLoad,
  uniform,
  uniformArray,
  vec3,
} from 'three/tsl';
import {
  DepthTexture,
  type Mesh,
  type PerspectiveCamera,
  type Renderer,
  RenderTarget,
  Scene,
  Vector2,
  Vector4,
} from 'three/webgpu';
import type { Float, Vec3 } from './tsl.ts';

/** Directions lie around the normal, at two distances in turn: share of the reach along the normal and across it. */
const RISE = [0.22, 0.5] as const;
const ACROSS = [0.5, 0.95] as const;
/** Directions are turned from pixel to pixel by so many shares of the way to the next direction. */
const TURNS = 8;
/** How dark it gets at most. */
const STRENGTH = 0.85;
/** Share of the picture's resolution. */
const SCALE = 0.5;

/** A place of a body's surface and its unit normal, in the camera's axes. */
export interface Shaded {
  place: Vec3;
  normal: Vec3;
  /** How far bodies matter, nm. */
  reach: Float;
}

export class Occlusion {
  readonly #scene = new Scene();
  readonly #target: RenderTarget;
  readonly #depth = new DepthTexture(1, 1);

  readonly #taps: number;
  /** Cosine and sine by which the directions are turned. */
  readonly #turns: Vector2[];
  /** From the camera's axes to pixels: x and y over z times the first two, and the last two added. */
  readonly #toPixels = uniform(new Vector4());
  /** From depth to one over z: factor and summand. */
  readonly #toInverse = uniform(new Vector2());

  /** `taps`: in how many directions a body looks. */
  constructor(taps: number) {
    this.#taps = taps;
    this.#turns = Array.from({ length: TURNS }, (_, row) => {
      const turn = (2 * Math.PI * row) / TURNS / taps;
      return new Vector2(Math.cos(turn), Math.sin(turn));
    });
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
    const { width, height } = this.#target;
    const [p, q] = [camera.projectionMatrix.elements, 0.5];
    this.#toPixels.value.set(
      -q * p[0] * width,
      q * p[5] * height,
      q * (1 - p[8]) * width,
      q * (1 + p[9]) * height,
    );
    const { near, far } = camera;
    this.#toInverse.value.set(1 / near - 1 / far, -1 / near);
    const before = renderer.getRenderTarget();
    renderer.setRenderTarget(this.#target);
    renderer.render(this.#scene, camera);
    renderer.setRenderTarget(before);
  }

  /** Light that is left, 0..1. */
  light({ place, normal, reach }: Shaded): Float {
    return Fn(() => {
      // Two axes across a unit vector that does not point away from the eye (Duff et al. 2017, J. Comput. Graph. Tech. 6:1).
      const a = normal.z.add(1).reciprocal().negate().toVar();
      const b = normal.x.mul(normal.y).mul(a).toVar();
      const aside = vec3(normal.x.mul(normal.x).mul(a).add(1), b, normal.x.negate());
      const across = vec3(b, normal.y.mul(normal.y).mul(a).add(1), normal.y.negate());
      const turns = uniformArray<'vec2'>(this.#turns, 'vec2');
      const taken = float(0).toVar();
      // Turned a little from pixel to pixel, or the few directions would show as facets.
      const turn = turns
        .element(int(interleavedGradientNoise(screenCoordinate.xy).mul(TURNS)))
        .mul(reach)
        .toVar();
      const along = aside.mul(turn.x).add(across.mul(turn.y)).toVar();
      const beside = across.mul(turn.x).sub(aside.mul(turn.y)).toVar();
      const off = normal.mul(reach).toVar();
      for (let tap = 0; tap < this.#taps; tap++) {
        const angle = (2 * Math.PI * tap) / this.#taps;
        const ring = (tap % 2) as 0 | 1;
        const [ahead, aslant] = [Math.cos(angle) * ACROSS[ring], Math.sin(angle) * ACROSS[ring]];
        const at = place.add(along.mul(ahead)).add(beside.mul(aslant)).add(off.mul(RISE[ring])).toVar();
        const before = this.#before(at).div(reach).toVar();
        taken.addAssign(clamp(before.mul(2), 0, 1).mul(clamp(before.mul(-0.55).add(1.66), 0, 1)));
      }
      return oneMinus(taken.mul(STRENGTH / this.#taps));
    })();
  }

  /** How far before a place the first body lies that is seen there, nm; right for small distances. */
  #before(place: Vec3): Float {
    const inverse = place.z.reciprocal().toVar();
    const pixel = place.xy.mul(inverse).mul(this.#toPixels.xy).add(this.#toPixels.zw);
    const first = textureLoad(this.#depth, ivec2(pixel)).x;
    // Depth is linear in one over the distance.
    return inverse.sub(first.mul(this.#toInverse.x).add(this.#toInverse.y)).mul(place.z).mul(place.z);
  }

  dispose(): void {
    this.#target.dispose();
    this.#depth.dispose();
  }
}
