// The plasma membrane: a translucent bilayer with a fine lattice of head groups, flat where the engine's is flat, and
// bent at fusion sites and endocytic pits by siteProfile.ts. A sheet with round holes and one patch per bent place; a whole
// cell's sheet is a sphere (cellMembrane.ts). Where it is cut away its section shows (membraneSection.ts).

import { positionGeometry, vec3 } from 'three/tsl';
import { BufferAttribute, BufferGeometry, Group, Mesh, ShapeUtils, Vector2 } from 'three/webgpu';
import type { Bends } from './bends.ts';
import type { BendTable } from './bendTable.ts';
import { makeLids, makeSphere } from './cellMembrane.ts';
import { type MembraneOptions, patchMaterial, sheetMaterial } from './membraneMaterial.ts';
import { makeMembraneSection } from './membraneSection.ts';
import type { CellLook, SceneDescription } from './sceneDescription.ts';
import { LEAFLET_NM, RING_COUNT } from './siteProfile.ts';
import { vector } from './tsl.ts';

export class Membrane {
  readonly group = new Group();
  readonly #leaflets: { mesh: Mesh; upper: boolean }[] = [];
  /** What is drawn in the same order from everywhere. */
  readonly #fixed: { mesh: Mesh; order: number }[] = [];

  constructor(options: MembraneOptions) {
    const { scene, atmosphere } = options;
    if (scene.cell) this.#enclose(options, scene.cell);
    else {
      const sheet = sheetGeometry(scene, [options.sites.bends, options.pits.bends]);
      const place = vec3(positionGeometry.xy, LEAFLET_NM);
      this.#add(new Mesh(sheet, sheetMaterial(options, place, vector(0, 0, 1))), true);
    }
    this.#fix(makeMembraneSection(atmosphere, scene), -0.5);
    for (const bends of [options.sites, options.pits]) this.#bend(options, bends);
  }

  #bend(options: MembraneOptions, bends: BendTable): void {
    if (bends.count === 0) return;
    const patch = patchGeometry(bends.count > MANY ? FEW_SIDES : SIDES);
    for (const upper of [false, true])
      this.#add(bends.draws(new Mesh(patch, patchMaterial(options, bends, upper))), upper);
  }

  #enclose(options: MembraneOptions, cell: CellLook): void {
    const { far, near } = makeSphere(options, cell);
    this.#fix(far, -2);
    this.#fix(near, 1.6);
    for (const bends of [options.sites, options.pits])
      if (bends.count > 0) this.#fix(makeLids(options, bends, cell), 1.5);
  }

  #fix(mesh: Mesh, order: number): void {
    mesh.frustumCulled = false;
    this.#fixed.push({ mesh, order });
    this.group.add(mesh);
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

/** Sides of a bent piece; where there are many, they are small. */
const SIDES = 56;
const FEW_SIDES = 32;
const MANY = 60;

function sheetGeometry(scene: SceneDescription, pieces: readonly Bends[]): BufferGeometry {
  const [x, y] = [scene.sizeNm[0] / 2, scene.sizeNm[1] / 2];
  const contour = [new Vector2(-x, -y), new Vector2(x, -y), new Vector2(x, y), new Vector2(-x, y)];
  const holes = pieces.flatMap(({ places, edgeNm }) => {
    const sides = places.length > MANY ? FEW_SIDES : SIDES;
    return places.map(([centreX, centreY]) =>
      Array.from({ length: sides }, (_, index) => {
        const turn = (-index / sides) * 2 * Math.PI;
        return new Vector2(centreX + edgeNm * Math.cos(turn), centreY + edgeNm * Math.sin(turn));
      }),
    );
  });
  const points = [contour, ...holes].flat();
  const positions = new Float32Array(points.flatMap((point) => [point.x, point.y, 0]));
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(positions, 3));
  geometry.setIndex(ShapeUtils.triangulateShape(contour, holes).flat());
  return geometry;
}

/** Unit patch: (cos, sin, ring of the meridian). */
function patchGeometry(sides: number): BufferGeometry {
  const positions: number[] = [];
  const indices: number[] = [];
  for (let ring = 0; ring < RING_COUNT; ring++) {
    for (let side = 0; side <= sides; side++) {
      const turn = (side / sides) * 2 * Math.PI;
      positions.push(Math.cos(turn), Math.sin(turn), ring);
      if (ring === 0 || side === 0) continue;
      const here = ring * (sides + 1) + side;
      const below = here - sides - 1;
      indices.push(below - 1, here - 1, here, below - 1, here, below);
    }
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(positions), 3));
  geometry.setIndex(indices);
  return geometry;
}
