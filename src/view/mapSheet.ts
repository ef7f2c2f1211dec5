// The concentration map as a translucent sheet in the picture; what it shows is counted on the GPU from the solutes' buffer,
// or from the reference engine's arrays where there is none.
import {
  cameraProjectionMatrix,
  cameraViewMatrix,
  clamp,
  Fn,
  float,
  floor,
  fract,
  length,
  log2,
  max,
  min,
  mix,
  oneMinus,
  positionGeometry,
  smoothstep,
  uint,
  uniform,
  uniformArray,
  varying,
  vec4,
} from 'three/tsl';
import {
  Color,
  DoubleSide,
  Mesh,
  NodeMaterial,
  PlaneGeometry,
  type Renderer,
  StorageInstancedBufferAttribute,
  Vector2,
  Vector3,
} from 'three/webgpu';
import type { Atmosphere } from './atmosphere.ts';
import type { BodyTables } from './bodyTables.ts';
import {
  MAP_COLOURS,
  MAP_RANGE_UM,
  type MapColours,
  type MapSlice,
  MOST_BINS,
  mappedKinds,
  mapSolutes,
  nmPerParticle,
  smoothShare,
} from './concentrationMap.ts';
import { MapOnGpu } from './gpu/mapOnGpu.ts';
import type { SceneDescription } from './sceneDescription.ts';
import { deviceOf, shareBuffer } from './shareBuffer.ts';
import { colourUniform, type Float, type Vec2, type Vec3, wordRows } from './tsl.ts';

/** Divisible by the steps of every set of colours. */
const STOPS = 13;
/** Least and most of what is behind that the sheet covers. */
const COVER = [0.3, 0.85] as const;

export class MapSheet {
  readonly mesh: Mesh;
  readonly #scene: SceneDescription;
  readonly #origin = colourUniform();
  readonly #right = colourUniform();
  readonly #up = colourUniform();
  readonly #size = uniform(new Vector2(1, 1));
  readonly #strength = uniform(0);
  readonly #stops = Array.from({ length: STOPS }, () => new Vector3());
  readonly #gpu: MapOnGpu | undefined;
  readonly #attribute: StorageInstancedBufferAttribute;
  #slice = '';

  constructor(renderer: Renderer, atmosphere: Atmosphere, scene: SceneDescription) {
    this.#scene = scene;
    const bins = MOST_BINS * MOST_BINS;
    const device = deviceOf(renderer);
    this.#gpu = device && new MapOnGpu(device, bins);
    this.#attribute = this.#gpu
      ? shareBuffer(renderer, this.#gpu.shown)
      : new StorageInstancedBufferAttribute(new Int32Array(4 * bins), 4);
    const { row } = wordRows(this.#attribute);
    const place = this.#origin
      .add(this.#right.mul(positionGeometry.x))
      .add(this.#up.mul(positionGeometry.y)) as Vec3;
    const world = varying(place, 'mapPlace');
    const at = varying(positionGeometry.xy, 'mapShare');
    const stops = uniformArray<'vec3'>(this.#stops, 'vec3');
    const material = new NodeMaterial();
    material.name = 'concentration map';
    material.transparent = true;
    material.depthWrite = false;
    material.side = DoubleSide;
    material.vertexNode = cameraProjectionMatrix.mul(cameraViewMatrix).mul(vec4(place, 1));
    material.colorNode = Fn(() => {
      const bin = (column: Float, line: Float): Float =>
        row(uint(line.mul(this.#size.x).add(column))).x.toFloat();
      const um = between(bin, at.mul(this.#size), this.#size).div(1000);
      const [low, high] = MAP_RANGE_UM;
      const share = log2(max(um, low).div(low)).div(Math.log2(high / low));
      const step = clamp(share, 0, 1).mul(STOPS - 1);
      const stop = min(floor(step), STOPS - 2).toVar();
      const colour = mix(stops.element(uint(stop)), stops.element(uint(stop.add(1))), step.sub(stop));
      const inside = atmosphere.cell
        ? oneMinus(smoothstep(0.98, 1, length(world).div(atmosphere.cell.radius)))
        : float(1);
      const edge = oneMinus(atmosphere.edge(world).mul(atmosphere.cell ? 0 : 1));
      return vec4(
        colour,
        this.#strength
          .mul(mix(...COVER, clamp(share, 0, 1)))
          .mul(inside)
          .mul(edge),
      );
    })();
    this.mesh = new Mesh(new PlaneGeometry(1, 1).translate(0.5, 0.5, 0), material);
    this.mesh.frustumCulled = false;
    this.mesh.visible = false;
  }

  setColours(name: MapColours): void {
    const colours = MAP_COLOURS[name].map((hex) => new Color(hex));
    this.#stops.forEach((stop, index) => {
      const at = (index / (STOPS - 1)) * (colours.length - 1);
      const first = Math.min(colours.length - 2, Math.floor(at));
      const { r, g, b } = (colours[first] as Color).clone().lerp(colours[first + 1] as Color, at - first);
      stop.set(r, g, b);
    });
  }

  /** Before each frame, after the tables. `strength` 0 costs nothing. */
  update(tables: BodyTables, slice: MapSlice, strength: number, elapsedMs: number): void {
    this.#strength.value = strength;
    this.mesh.visible = strength > 0;
    if (strength <= 0) return;
    const key = JSON.stringify(slice);
    const isNew = key !== this.#slice;
    this.#slice = key;
    const { originNm, right, up, binNm, columns, lines } = slice;
    this.#origin.value.set(...originNm);
    this.#right.value.set(...right).multiplyScalar(binNm * columns);
    this.#up.value.set(...up).multiplyScalar(binNm * lines);
    this.#size.value.set(columns, lines);
    const kinds = mappedKinds(this.#scene);
    const first = this.#scene.solutes.find((_, index) => (kinds >>> (index + 1)) & 1);
    const pass = {
      slice,
      kinds,
      nmPerParticle: nmPerParticle(slice, first?.moleculesPerParticle ?? 1),
      restNm: 1000 * this.#scene.restCalciumUm,
      share: isNew ? 1 : smoothShare(elapsedMs),
      rows: tables.shownSolutes,
    };
    const { shownBuffer, shownWords } = tables.solutes;
    if (this.#gpu && shownBuffer) this.#gpu.run(shownBuffer, pass);
    if (!shownWords) return;
    mapSolutes(shownWords, this.#attribute.array as Int32Array, pass);
    const { pbo } = this.#attribute as unknown as { pbo?: { needsUpdate: boolean } };
    if (pbo) pbo.needsUpdate = true;
  }

  dispose(): void {
    this.#gpu?.destroy();
  }
}

/** Between the middles of four bins. */
function between(bin: (column: Float, line: Float) => Float, at: Vec2, size: Vec2): Float {
  const place = clamp(at.sub(0.5), 0, size.sub(1)).toVar();
  const low = floor(place).toVar();
  const high = min(low.add(1), size.sub(1)).toVar();
  const share = fract(place);
  const below = mix(bin(low.x, low.y), bin(high.x, low.y), share.x);
  const above = mix(bin(low.x, high.y), bin(high.x, high.y), share.x);
  return mix(below, above, share.y);
}
