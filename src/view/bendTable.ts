// The small table from which membrane, rings, collars and cargo at bent places are drawn: a few vec4 a place as instance
// attributes and the meridian of each in a texture, written once per frame (the same on both backends).
import { instanceIndex, int, ivec2, textureLoad } from 'three/tsl';
import {
  DataTexture,
  DynamicDrawUsage,
  FloatType,
  InstancedBufferAttribute,
  type Mesh,
  NearestFilter,
  RGBAFormat,
} from 'three/webgpu';
import type { Bends } from './bends.ts';
import { type LocalFrame, localFrame } from './localFrame.ts';
import type { PointNm, SceneDescription } from './sceneDescription.ts';
import { IDLE, type SiteLook } from './siteMotion.ts';
import { omega, RING_COUNT, RING_WORDS, writeMeridian } from './siteProfile.ts';
import { type Float, perInstance, type Vec4 } from './tsl.ts';

export class BendTable {
  readonly bends: Bends;
  readonly #attributes: InstancedBufferAttribute[] = [];
  readonly #meridians: DataTexture;
  readonly #drawn: string[] = [];
  readonly #cellRadiusNm: number;
  readonly #meshes: Mesh[] = [];
  /** Place on the membrane, depth of the cup. */
  readonly place: Vec4;
  /** The vesicle that is part of the membrane: radius, height of its middle, how much it has its own colour, cover. */
  readonly ball: Vec4;
  /** Its radius before it fused, radius of the bent piece, number of the place, strength of a spent vesicle's ring. */
  readonly life: Vec4;
  /** Opening of the ring, light of a fresh opening, share of the cargo inside, strength of a clathrin coat. */
  readonly signs: Vec4;
  /** Ions on the sensor, how many it holds, presence of a primed vesicle, radius of a vesicle that is held. */
  readonly sensor: Vec4;
  /** SNARE complexes of a vesicle that is held, how far they are there, how far zippered, its radius. */
  readonly snares: Vec4;
  /** Axes at the place. */
  readonly frame: LocalFrame;

  constructor(scene: SceneDescription, bends: Bends) {
    this.bends = bends;
    this.#cellRadiusNm = scene.cell?.radiusNm ?? Number.POSITIVE_INFINITY;
    const rows = Math.max(1, bends.places.length);
    const make = (): Vec4 => {
      const values = new InstancedBufferAttribute(new Float32Array(4 * rows), 4);
      values.setUsage(DynamicDrawUsage);
      this.#attributes.push(values);
      return perInstance(values);
    };
    this.place = make();
    this.ball = make();
    this.life = make();
    this.signs = make();
    this.sensor = make();
    this.snares = make();
    this.frame = localFrame(scene, this.place.xyz);
    const words = new Float32Array(RING_WORDS * RING_COUNT * rows);
    this.#meridians = new DataTexture(words, RING_COUNT, rows, RGBAFormat, FloatType, undefined);
    this.#meridians.minFilter = NearestFilter;
    this.#meridians.magFilter = NearestFilter;
    this.write([], allRows(bends));
  }

  get count(): number {
    return this.bends.places.length;
  }

  /** Radius, height and normal of a ring of this instance's meridian. */
  ring(index: Float): Vec4 {
    return textureLoad(this.#meridians, ivec2(int(index), int(instanceIndex))) as unknown as Vec4;
  }

  /** A mesh with one instance a row. */
  draws(mesh: Mesh): Mesh {
    mesh.count = this.count;
    mesh.visible = this.count > 0;
    mesh.frustumCulled = false;
    this.#meshes.push(mesh);
    return mesh;
  }

  /** Fills the table with these places (rows of `bends`); the others are not drawn from it. */
  write(looks: readonly SiteLook[], places: readonly number[]): void {
    const [place, ball, life, signs, sensor, snares] = this.#attributes as [
      InstancedBufferAttribute,
      InstancedBufferAttribute,
      InstancedBufferAttribute,
      InstancedBufferAttribute,
      InstancedBufferAttribute,
      InstancedBufferAttribute,
    ];
    const { bends } = this;
    places.forEach((at, row) => {
      const [x, y, z] = bends.places[at] as PointNm;
      const look = looks[at] ?? IDLE;
      const { bulbNm, neckNm, flat } = look;
      const bend = { ...bends, bulbNm, neckNm, flat };
      const { radiusNm, bottomNm } = omega(bend);
      place.setXYZW(row, x, y, z, bends.depthNm);
      ball.setXYZW(row, bulbNm > 0 ? radiusNm : 0, bottomNm + radiusNm, 1 - flat, look.cover);
      life.setXYZW(row, look.fullNm, bends.edgeNm, bends.numbers[at] as number, look.spent);
      signs.setXYZW(row, look.pore, look.glow, look.cargo, look.coat);
      sensor.setXYZW(row, look.ions, look.ionSites, look.primed, look.heldNm);
      snares.setXYZW(row, look.snares, look.grip, look.zip, look.heldNm);
      const key = `${at} ${bulbNm} ${neckNm} ${flat}`;
      if (this.#drawn[row] === key) return;
      this.#drawn[row] = key;
      const words = this.#meridians.image.data as unknown as Float32Array;
      writeMeridian(bend, this.#cellRadiusNm, words, RING_WORDS * RING_COUNT * row);
      this.#meridians.needsUpdate = true;
    });
    for (const mesh of this.#meshes) {
      mesh.count = places.length;
      mesh.visible = places.length > 0;
    }
    for (const values of this.#attributes) values.needsUpdate = true;
  }

  dispose(): void {
    this.#meridians.dispose();
  }
}

export function allRows({ places }: Bends): number[] {
  return places.map((_, row) => row);
}
