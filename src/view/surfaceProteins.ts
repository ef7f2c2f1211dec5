// Proteins (and lipids) that lie in the membrane and spread there: a head outside, a waist within the bilayer, a foot inside,
// three ray-traced balls in one triangle each, read straight from the solute table. Not to scale where a picture is wide.

import { cameraViewMatrix, float, length, max, mix, step, uint, uniformArray, vec4 } from 'three/tsl';
import type { Mesh, NodeMaterial } from 'three/webgpu';
import { CONSTANTS as C } from '../model/layout.ts';
import type { Atmosphere } from './atmosphere.ts';
import { ballsMaterial } from './ballTrace.ts';
import { placeNm, pulledMesh } from './bodies.ts';
import type { BodyTables } from './bodyTables.ts';
import { localFrame } from './localFrame.ts';
import { soluteKind } from './readingAids.ts';
import type { SceneDescription } from './sceneDescription.ts';
import { type Bool, bits, pulledRow, vector } from './tsl.ts';

const CORNERS = 3;
/** Height of the middle and radius of each ball, in units of the shape's size. */
const BALLS = [
  [0.95, 0.8],
  [0, 0.42],
  [-0.85, 0.52],
] as const;
/** Size, nm: that of a receptor's head; at least this share of what a picture frames, and of a pixel. */
const SIZE_NM = 2.6;
const LEAST_SHARE = 0.0075;
const LEAST_PIXELS = 1.3;

export class SurfaceProteins {
  readonly mesh: Mesh;
  readonly #tables: BodyTables;
  readonly #scene: SceneDescription;
  /** By engine number of the kind: 1 where its solutes are drawn here. */
  readonly #flags: number[];

  constructor(tables: BodyTables, atmosphere: Atmosphere, scene: SceneDescription, isWebgl: boolean) {
    this.#tables = tables;
    this.#scene = scene;
    this.#flags = [0, ...scene.solutes.map(() => 0)];
    this.setHidden([]);
    const flags = uniformArray<'float'>(this.#flags, 'float');
    const isShown = (kind: ReturnType<typeof bits>) =>
      kind.notEqual(uint(C.KIND_DEAD)).and(flags.element(kind).greaterThan(0.5));
    this.mesh = pulledMesh(proteinMaterial({ tables, atmosphere, scene, isWebgl, isShown }), CORNERS, 0);
  }

  /** Hidden are the kinds of these names (readingAids.ts). */
  setHidden(hidden: readonly string[]): void {
    this.#scene.solutes.forEach(({ name, isSurfaceBound }, index) => {
      this.#flags[index + 1] = isSurfaceBound && !hidden.includes(soluteKind(name)) ? 1 : 0;
    });
  }

  update(): void {
    const live = this.#tables.shownSolutes;
    this.mesh.geometry.setDrawRange(0, CORNERS * live);
    this.mesh.visible = live > 0;
  }
}

export function hasSurfaceProteins({ solutes }: SceneDescription): boolean {
  return solutes.some(({ isSurfaceBound }) => isSurfaceBound);
}

interface ProteinOptions {
  tables: BodyTables;
  atmosphere: Atmosphere;
  scene: SceneDescription;
  isWebgl: boolean;
  /** Of a kind's engine number. */
  isShown(kind: ReturnType<typeof bits>): Bool;
}

function proteinMaterial({ tables, atmosphere, scene, isWebgl, isShown }: ProteinOptions): NodeMaterial {
  const words = tables.solute(pulledRow(CORNERS));
  const place = placeNm(words);
  const isKept = atmosphere.beyondCut(place).lessThan(0).and(atmosphere.clipping.keeps(place));
  const isDrawn = isShown(bits(words.w, 0, C.KIND_MASK)).and(isKept);
  const view = cameraViewMatrix.mul(vec4(place, 1)).xyz;
  const pixel = length(view).div(atmosphere.pixelFactor);
  const leastNm = Math.max(SIZE_NM, scene.cell ? 0 : LEAST_SHARE * scene.focusRadiusNm);
  const size = max(float(leastNm), pixel.mul(LEAST_PIXELS));
  const { colour } = atmosphere;
  return ballsMaterial({
    name: 'protein',
    balls: BALLS,
    place,
    axis: localFrame(scene, place).turn(vector(0, 0, 1)),
    size,
    isDrawn,
    isWebgl,
    colour: ({ world, normal, towardsEye, above }) => {
      const base = mix(colour.protein, colour.protein.mul(0.55), step(above, 0));
      return atmosphere.veil(atmosphere.shade(base, normal, towardsEye), world, 0.8);
    },
  });
}
