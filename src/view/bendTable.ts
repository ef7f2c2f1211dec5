// The small table from which membrane, rings, collars and cargo at bent places are drawn: a few vec4 a place as instance
// attributes, written once per frame, and, where the membrane itself is drawn from it, the meridian of each.
import { instanceIndex, uint } from 'three/tsl';
import { DynamicDrawUsage, InstancedBufferAttribute, type Mesh } from 'three/webgpu';
import type { Bends } from './bends.ts';
import { type LocalFrame, localFrame } from './localFrame.ts';
import type { Meridians } from './meridians.ts';
import type { PointNm, SceneDescription } from './sceneDescription.ts';
import { IDLE, type SiteLook } from './siteMotion.ts';
import { type Bend, omega } from './siteProfile.ts';
import { type Float, perInstance, type Vec4 } from './tsl.ts';

/** Where a table's meridians lie among those of all tables. */
export interface MeridianRows {
  meridians: Meridians;
  first: number;
}

export class BendTable {
  readonly bends: Bends;
  readonly #attributes: InstancedBufferAttribute[] = [];
  readonly #rows: MeridianRows | undefined;
  readonly #drawn: string[] = [];
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

  constructor(scene: SceneDescription, bends: Bends, meridians?: MeridianRows) {
    this.bends = bends;
    this.#rows = meridians;
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
  }

  get count(): number {
    return this.bends.places.length;
  }

  /** Radius, height and normal of a ring of this instance's meridian. */
  ring(index: Float): Vec4 {
    if (!this.#rows) throw new Error('This table of bent places was made without meridians.');
    const { meridians, first } = this.#rows;
    return meridians.ring(uint(instanceIndex).add(uint(first)), index);
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
      if (this.#rows) this.#shape(this.#rows, row, bend);
    });
    for (const mesh of this.#meshes) {
      mesh.count = places.length;
      mesh.visible = places.length > 0;
    }
    for (const values of this.#attributes) values.needsUpdate = true;
  }

  /** Places of one table differ in nothing else, so a row that another place takes over may keep its meridian. */
  #shape({ meridians, first }: MeridianRows, row: number, bend: Bend): void {
    const key = `${bend.bulbNm} ${bend.neckNm} ${bend.flat}`;
    if (this.#drawn[row] === key) return;
    this.#drawn[row] = key;
    meridians.put(first + row, bend);
  }
}
