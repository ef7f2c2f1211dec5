// The plasma membrane: a translucent bilayer with a fine lattice of head groups, flat where the engine's is flat, and
// bent at the fusion sites by siteProfile.ts. Two leaflets, each a sheet with round holes and one patch per site; a whole
// cell's sheet is a sphere (cellMembrane.ts).

import { positionGeometry, vec3 } from 'three/tsl';
import { BufferAttribute, BufferGeometry, Group, Mesh, ShapeUtils, Vector2 } from 'three/webgpu';
import { makeLids, makeSphere } from './cellMembrane.ts';
import {
  edgeMaterial,
  LEAFLET_NM,
  type MembraneOptions,
  patchMaterial,
  sheetMaterial,
} from './membraneMaterial.ts';
import type { CellLook, SceneDescription } from './sceneDescription.ts';
import { BASE_END, BULB_END } from './siteProfile.ts';
import { patchRadiusNm } from './siteTable.ts';
import { vector } from './tsl.ts';

export class Membrane {
  readonly group = new Group();
  readonly #leaflets: { mesh: Mesh; upper: boolean }[] = [];
  /** What is drawn in the same order from everywhere. */
  readonly #fixed: { mesh: Mesh; order: number }[] = [];

  constructor(options: MembraneOptions) {
    const segments = options.sites.count > 60 ? 32 : 64;
    const { cell } = options.scene;
    const sheet = cell ? undefined : sheetGeometry(options.scene, segments);
    if (cell) this.#enclose(options, cell);
    const patch = patchGeometry(segments);
    for (const upper of [false, true]) {
      const offset = upper ? LEAFLET_NM : -LEAFLET_NM;
      if (sheet) {
        const place = vec3(positionGeometry.xy, offset);
        const material = upper
          ? sheetMaterial(options, place, vector(0, 0, 1))
          : edgeMaterial(options, offset);
        this.#add(new Mesh(sheet, material), upper);
      }
      if (options.sites.count === 0) continue;
      const patches = new Mesh(patch, patchMaterial(options, offset, upper));
      this.#add(options.sites.draws(patches), upper);
    }
  }

  #enclose(options: MembraneOptions, cell: CellLook): void {
    const { far, near } = makeSphere(options, cell);
    this.#fixed.push({ mesh: far, order: -2 }, { mesh: near, order: 1.6 });
    if (options.sites.count > 0) this.#fixed.push({ mesh: makeLids(options, cell), order: 1.5 });
    for (const { mesh } of this.#fixed) {
      mesh.frustumCulled = false;
      this.group.add(mesh);
    }
  }

  #add(mesh: Mesh, upper: boolean): void {
    mesh.frustumCulled = false;
    this.#leaflets.push({ mesh, upper });
    this.group.add(mesh);
  }

  /** The leaflet away from the camera first. */
  setOrder(order: number, cameraIsOutside: boolean): void {
    for (const { mesh, upper } of this.#leaflets)
      mesh.renderOrder = order + (upper === cameraIsOutside ? 1 : 0);
    for (const { mesh, order: step } of this.#fixed) mesh.renderOrder = order + step;
  }
}

function sheetGeometry(scene: SceneDescription, segments: number): BufferGeometry {
  const [x, y] = [scene.sizeNm[0] / 2, scene.sizeNm[1] / 2];
  const contour = [new Vector2(-x, -y), new Vector2(x, -y), new Vector2(x, y), new Vector2(-x, y)];
  const radius = patchRadiusNm(scene);
  const holes = scene.porosomes.map(([centreX, centreY]) =>
    Array.from({ length: segments }, (_, index) => {
      const turn = (-index / segments) * 2 * Math.PI;
      return new Vector2(centreX + radius * Math.cos(turn), centreY + radius * Math.sin(turn));
    }),
  );
  const points = [contour, ...holes].flat();
  const positions = new Float32Array(points.flatMap((point) => [point.x, point.y, 0]));
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(positions, 3));
  geometry.setIndex(ShapeUtils.triangulateShape(contour, holes).flat());
  return geometry;
}

/** Unit patch: (cos, sin, place along the meridian). */
function patchGeometry(segments: number): BufferGeometry {
  const rings = [];
  const inner = Math.max(8, segments / 4);
  for (let index = 0; index <= inner; index++) rings.push((BULB_END * index) / inner);
  for (let index = 1; index <= 3; index++) rings.push(BULB_END + ((BASE_END - BULB_END) * index) / 3);
  for (let index = 1; index <= inner; index++) rings.push(BASE_END + ((1 - BASE_END) * index) / inner);
  const positions: number[] = [];
  const indices: number[] = [];
  rings.forEach((along, ring) => {
    for (let side = 0; side <= segments; side++) {
      const turn = (side / segments) * 2 * Math.PI;
      positions.push(Math.cos(turn), Math.sin(turn), along);
      if (ring === 0 || side === 0) continue;
      const here = ring * (segments + 1) + side;
      const below = here - segments - 1;
      indices.push(below - 1, here - 1, here, below - 1, here, below);
    }
  });
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(positions), 3));
  geometry.setIndex(indices);
  return geometry;
}
