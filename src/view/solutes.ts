// Ions, cargo and other solutes: soft discs, one triangle each, read straight from the solute table. Drawn twice, once
// per side of the membrane, so that each lies in front of or behind the translucent sheet; where no membrane is shown, once.
// Not to scale: an ion would be a tenth of a pixel.

import {
  cameraPosition,
  cameraProjectionMatrix,
  cameraViewMatrix,
  clamp,
  Discard,
  Fn,
  float,
  length,
  max,
  mix,
  oneMinus,
  select,
  sign,
  smoothstep,
  sqrt,
  uint,
  uniform,
  uniformArray,
  vec3,
  vec4,
} from 'three/tsl';
import { Color, Group, type Mesh, NodeMaterial, Vector4 } from 'three/webgpu';
import { CONSTANTS as C } from '../model/layout.ts';
import type { Atmosphere } from './atmosphere.ts';
import { placeNm, pulledMesh } from './bodies.ts';
import type { BodyTables } from './bodyTables.ts';
import { LID_NM } from './cellMembrane.ts';
import { mappedKinds } from './concentrationMap.ts';
import { NearLight } from './nearLight.ts';
import { PALETTES, type ProfileName, type SoluteRole } from './palette.ts';
import { soluteKind } from './readingAids.ts';
import type { SceneDescription } from './sceneDescription.ts';
import {
  type Bool,
  bits,
  type Float,
  flat,
  looksHash,
  pulledRow,
  smooth,
  triangleCorner,
  type Vec3,
  type Vec4,
} from './tsl.ts';

const CORNERS = 3;
const LID_CLEARANCE_NM = LID_NM + 6;
/** Never smaller than this on the screen. */
const SMALLEST_PIXELS = 1.5;
/** Ions that would be smaller than this share of what they are drawn at are thinned out, at most to so many. */
const FULL_AT = 2;
const LEAST_SHARE = 0.2;
/** Radius by role, in thousandths of the picture's height. */
const SIZE: Record<SoluteRole, number> = {
  calcium: 4.6,
  boundCalcium: 4,
  cargo: 3.1,
  tracer: 3.6,
  permeable: 3.6,
};

interface Variant {
  /** Drawn is what lies between camera and membrane, or beyond it. */
  nearSide: boolean;
  isSolid: boolean;
}

/** How much of a disc has to be covered for it to be solid there. */
const SOLID = 0.5;

export class SoluteCloud {
  readonly group = new Group();
  readonly #meshes: [Mesh, Mesh];
  readonly #materials: Record<'translucent' | 'solid', [NodeMaterial, NodeMaterial]>;
  readonly #looks: Vector4[];
  readonly #share = uniform(1);
  /** 1: no membrane is shown, and one draw is enough. */
  readonly #whole = uniform(0);
  /** How far the concentration map has taken over, by kind. */
  readonly #mapped: number[];
  readonly #scene: SceneDescription;
  readonly #tables: BodyTables;
  readonly #nearLight: NearLight;
  #hidden: readonly string[] = [];
  #profile: ProfileName = 'dark';

  constructor(tables: BodyTables, atmosphere: Atmosphere, scene: SceneDescription) {
    this.#tables = tables;
    this.#scene = scene;
    this.#looks = Array.from({ length: scene.solutes.length + 1 }, () => new Vector4());
    this.#mapped = this.#looks.map(() => 0);
    const mapped = uniformArray<'float'>(this.#mapped, 'float');
    const looks = uniformArray<'vec4'>(this.#looks, 'vec4');
    this.#nearLight = new NearLight(atmosphere, scene);
    const calcium = uint(scene.solutes.findIndex(({ role }) => role === 'calcium') + 1);
    const make = (variant: Variant): NodeMaterial =>
      soluteMaterial(
        tables,
        atmosphere,
        (kind) => looks.element(kind),
        {
          share: this.#share,
          mapped: (kind) => mapped.element(kind),
          isWhole: this.#whole.greaterThan(0.5),
          light: (kind, place) => select(kind.equal(calcium), this.#nearLight.at(place), float(1)),
        },
        variant,
      );
    const both = (isSolid: boolean): [NodeMaterial, NodeMaterial] => [
      make({ nearSide: false, isSolid }),
      make({ nearSide: true, isSolid }),
    ];
    this.#materials = { translucent: both(false), solid: both(true) };
    const [beyond, before] = this.#materials.translucent;
    this.#meshes = [pulledMesh(beyond, CORNERS, 0), pulledMesh(before, CORNERS, 0)];
    this.group.add(...this.#meshes);
  }

  /** Drawing order: what is beyond the membrane, the membrane, what is before it. */
  setOrder(beyond: number, before: number): void {
    this.#meshes[0].renderOrder = beyond;
    this.#meshes[1].renderOrder = before;
  }

  /** Solid discs leave their depths, so that each is as sharp or soft as its own place. */
  setSolid(isSolid: boolean): void {
    const materials = this.#materials[isSolid ? 'solid' : 'translucent'];
    this.#meshes.forEach((mesh, index) => {
      mesh.material = materials[index] as NodeMaterial;
    });
  }

  setProfile(profile: ProfileName): void {
    this.#profile = profile;
    const unit = (this.#scene.focusRadiusNm * 2.4) / 1000;
    this.#scene.solutes.forEach((solute, index) => {
      const { r, g, b } = new Color(PALETTES[profile][solute.role]);
      const ring = solute.role === 'boundCalcium' ? -1 : 1;
      this.#looks[index + 1]?.set(
        r,
        g,
        b,
        // What lies in the membrane has a shape of its own: surfaceProteins.ts.
        solute.isSurfaceBound || this.#hidden.includes(soluteKind(solute.name))
          ? 0
          : ring * Math.min(SIZE[solute.role] * unit, 0.3 * this.#scene.soluteSpacingNm),
      );
    });
  }

  /** Hidden are the kinds of these names (readingAids.ts). */
  setHidden(hidden: readonly string[]): void {
    this.#hidden = hidden;
    this.#whole.value = hidden.includes('membrane') || !this.#scene.hasMembrane ? 1 : 0;
    this.setProfile(this.#profile);
  }

  /**
   * At most this many are drawn: a stable subset by birth serial, and the brighter the fewer. `mapped`: how far the
   * concentration map has taken over. Returns the share drawn.
   */
  update(limit: number, mapped: number): number {
    const live = this.#tables.shownSolutes;
    this.#share.value = live > limit ? limit / live : 1;
    const kinds = mappedKinds(this.#scene);
    this.#mapped.forEach((_, kind) => {
      this.#mapped[kind] = (kinds >>> kind) & 1 ? mapped : 0;
    });
    for (const mesh of this.#meshes) {
      mesh.geometry.setDrawRange(0, CORNERS * live);
      mesh.visible = live > 0;
    }
    if (this.#whole.value === 1) this.#meshes[1].visible = false;
    return this.#share.value;
  }

  dispose(): void {
    for (const material of Object.values(this.#materials).flat()) material.dispose();
    this.#nearLight.dispose();
  }
}

/** Is a place between camera and membrane (or beyond it)? */
function isOnSide(atmosphere: Atmosphere, place: Vec3, nearSide: boolean): Bool {
  if (atmosphere.cell) {
    const isBefore = atmosphere.cell.isBeforeMembrane(place);
    return nearSide ? isBefore : isBefore.not();
  }
  return place.z
    .mul(sign(cameraPosition.z))
    .mul(nearSide ? 1 : -1)
    .greaterThanEqual(0);
}

function soluteMaterial(
  tables: BodyTables,
  atmosphere: Atmosphere,
  look: (kind: ReturnType<typeof bits>) => Vec4,
  amount: {
    share: Float;
    mapped: (kind: ReturnType<typeof bits>) => Float;
    isWhole: Bool;
    /** Of a kind at a place, 0..1. */
    light: (kind: ReturnType<typeof bits>, place: Vec3) => Float;
  },
  { nearSide, isSolid }: Variant,
): NodeMaterial {
  const row = pulledRow(CORNERS);
  const words = tables.solute(row);
  const kind = bits(words.w, 0, C.KIND_MASK);
  const serial = bits(words.w, C.SERIAL_SHIFT, 0xffffff);
  const place = placeNm(words);
  const kindLook = look(kind);
  const isHere = isOnSide(atmosphere, place, nearSide)
    .or(amount.isWhole)
    .and(kind.notEqual(uint(C.KIND_DEAD)))
    .and(kindLook.w.notEqual(0))
    .and(atmosphere.clipping.keeps(place));
  const view = cameraViewMatrix.mul(vec4(place, 1)).xyz;
  const smallest = view.z.negate().mul(SMALLEST_PIXELS).div(atmosphere.pixelFactor);
  const size = kindLook.w.abs();
  const drawn = max(size, smallest);
  // Far away, where each is drawn larger than it is, fewer are: those that stand for the others are brighter.
  const far = clamp(size.div(drawn).mul(FULL_AT), LEAST_SHARE, 1);
  const mapped = amount.mapped(kind);
  const kept = amount.share.mul(far);
  const isDrawn = isHere.and(looksHash(serial).lessThanEqual(kept)).and(mapped.lessThan(0.999));

  const corner = triangleCorner();
  const level = view.add(vec3(corner.mul(select(isDrawn, drawn, float(0))), 0));
  // Before a cell's membrane nothing may hide behind the lids over its bent pieces: nearer in depth, at the same pixel.
  const viewPlace =
    nearSide && atmosphere.cell ? level.mul(oneMinus(float(LID_CLEARANCE_NM).div(length(view)))) : level;

  const clip = cameraProjectionMatrix.mul(vec4(viewPlace, 1));

  // Light is kept: a disc drawn larger than it should be is fainter.
  const faint = clamp(clamp(size.div(drawn), 0.15, 1).div(sqrt(kept)), 0, 1).mul(oneMinus(mapped));
  // Where the membrane is cut away towards the viewer, so is what lies before it.
  const cutAway =
    nearSide || atmosphere.cell
      ? mix(float(0.9), float(0), smoothstep(0, 0.3, atmosphere.beyondCut(place).div(atmosphere.focusRadius)))
      : float(0.9);
  // What is the same all over a disc is worked out at its corners: on a software GPU pixels are what a picture costs.
  const haze = atmosphere.haze(place);
  const veil = clamp(haze.mul(0.8), 0, 1);
  const isRing = select(kindLook.w.lessThan(0), 1, 0);
  const disc = smooth(corner, 'soluteCorner');
  const tint = flat(vec4(kindLook.xyz.mul(oneMinus(veil)), isRing), 'soluteTint');
  const opacity = faint
    .mul(cutAway)
    .mul(oneMinus(haze.mul(0.6)))
    .mul(amount.light(kind, place));
  const behind = flat(vec4(atmosphere.backdropAt(clip).mul(veil), opacity), 'soluteBehind');

  const material = new NodeMaterial();
  material.name = nearSide ? 'solutes before the membrane' : 'solutes beyond the membrane';
  material.transparent = true;
  material.depthWrite = isSolid;
  material.vertexNode = clip;
  material.fragmentNode = Fn(() => {
    const away = length(disc).toVar();
    const ball = oneMinus(smoothstep(0.62, 1, away));
    const ring = smoothstep(0.3, 0.55, away);
    const cover = ball.mul(mix(float(1), ring, tint.w));
    if (isSolid) Discard(cover.lessThan(SOLID));
    const side = mix(float(1.12), float(0.78), smoothstep(-0.8, 0.9, disc.x.sub(disc.y)));
    const lit = tint.xyz.mul(mix(side, float(1), atmosphere.paper));
    return vec4(lit.add(behind.xyz), cover.mul(behind.w));
  })();
  return material;
}
