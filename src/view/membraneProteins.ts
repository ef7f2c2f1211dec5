// Proteins that stand in a membrane: small bodies of revolution, one instance each, lit from inside by what the state says.
// Calcium channels (a four-lobed barrel), transporters (a three-lobed bowl), receptors (a four-armed cup).

import {
  cameraPosition,
  cameraProjectionMatrix,
  cameraViewMatrix,
  Fn,
  float,
  length,
  max,
  mix,
  normalGeometry,
  normalize,
  positionGeometry,
  select,
  uv,
  varying,
  vec3,
  vec4,
} from 'three/tsl';
import { DoubleSide, DynamicDrawUsage, InstancedBufferAttribute, Mesh, NodeMaterial } from 'three/webgpu';
import type { Atmosphere } from './atmosphere.ts';
import { type Barrel, barrelGeometry } from './barrels.ts';
import { localFrame } from './localFrame.ts';
import type { Palette } from './palette.ts';
import type { PointNm, SceneDescription } from './sceneDescription.ts';
import { type Float, perInstance, type Vec3, type Vec4 } from './tsl.ts';

/** On a cell a protein never gets smaller than this on the screen. */
const SMALLEST_PIXELS = 1.2;

export interface Protein {
  places: readonly PointNm[];
  barrel: Barrel;
  colour: keyof Palette;
  /** Of the light inside. */
  light: keyof Palette;
  sizeNm: number;
  /** It stands in the membrane across the outside, and faces down. */
  isAcross: boolean;
}

export class MembraneProteins {
  readonly mesh: Mesh;
  readonly #values: InstancedBufferAttribute;
  readonly #count: number;

  constructor(atmosphere: Atmosphere, scene: SceneDescription, protein: Protein) {
    const { places, barrel } = protein;
    this.#count = places.length;
    const rows = Math.max(1, this.#count);
    this.#values = new InstancedBufferAttribute(new Float32Array(4 * rows), 4);
    this.#values.setUsage(DynamicDrawUsage);
    places.forEach(([x, y, z], index) => {
      this.#values.setXYZW(index, x, y, z, 0);
    });
    this.mesh = new Mesh(
      barrelGeometry(barrel),
      material(atmosphere, scene, protein, perInstance(this.#values)),
    );
    this.mesh.count = rows;
    this.mesh.visible = this.#count > 0;
    this.mesh.frustumCulled = false;
  }

  /** Light of each, 0..1 (eased). */
  write(light: (index: number) => number): void {
    for (let index = 0; index < this.#count; index++) this.#values.setW(index, light(index));
    this.#values.needsUpdate = true;
  }
}

function material(
  atmosphere: Atmosphere,
  scene: SceneDescription,
  protein: Protein,
  row: Vec4,
): NodeMaterial {
  const frame = localFrame(scene, row.xyz);
  const size = shownSize(atmosphere, row.xyz, protein, scene.cell !== undefined);
  const side = vec3(1, protein.isAcross ? -1 : 1, protein.isAcross ? -1 : 1);
  const place = frame.at(positionGeometry.mul(side).mul(size));
  const world = varying(place, 'proteinPlace');
  const bent = varying(frame.turn(normalGeometry.mul(side)), 'proteinNormal');
  const inside = varying(uv().x, 'proteinInside');
  const open = varying(row.w, 'proteinOpen');
  const result = new NodeMaterial();
  result.name = protein.colour;
  result.side = DoubleSide;
  result.vertexNode = cameraProjectionMatrix.mul(cameraViewMatrix).mul(vec4(place, 1));
  result.colorNode = Fn(() => {
    const own = atmosphere.colour[protein.colour];
    const light = atmosphere.colour[protein.light];
    const eye = normalize(cameraPosition.sub(world));
    const normalView = cameraViewMatrix.mul(vec4(normalize(bent), 0)).xyz;
    const eyeView = cameraViewMatrix.mul(vec4(eye, 0)).xyz;
    // Those across the outside turn their backs: their walls tell.
    const wall = mix(own, light, open.mul(protein.isAcross ? 0.8 : 0.55));
    const pore = mix(own.mul(0.12), light.mul(1.25), open);
    const lit = mix(atmosphere.shade(wall, normalView, eyeView), pore, inside);
    return vec4(atmosphere.through(lit, world, 0.8), 1);
  })();
  return result;
}

/** None where the membrane is cut away. */
function shownSize(
  atmosphere: Atmosphere,
  place: Vec3,
  { sizeNm, isAcross }: Protein,
  isCell: boolean,
): Float {
  const beyond = isAcross ? atmosphere.beyondFarCut(place) : atmosphere.beyondCut(place);
  const pixel = length(place.sub(cameraPosition)).div(atmosphere.pixelFactor);
  const wanted = isCell ? max(pixel.mul(SMALLEST_PIXELS), sizeNm) : float(sizeNm);
  return select(beyond.greaterThan(0), float(0), wanted);
}
