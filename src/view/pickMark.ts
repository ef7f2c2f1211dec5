// The outline around what is picked, 3 pixels wide, on top of everything; and its trail: where it was in the last 0.4 s of wall
// time, 1 pixel wide.
import {
  cameraProjectionMatrix,
  cameraViewMatrix,
  dot,
  Fn,
  length,
  max,
  mix,
  oneMinus,
  positionGeometry,
  select,
  smoothstep,
  sqrt,
  uint,
  uniform,
  uv,
  varying,
  vec3,
  vec4,
} from 'three/tsl';
import {
  BufferAttribute,
  BufferGeometry,
  DynamicDrawUsage,
  Group,
  Line,
  type Mesh,
  NodeMaterial,
  Vector3,
} from 'three/webgpu';
import type { Atmosphere } from './atmosphere.ts';
import { cupRadiusNm } from './bends.ts';
import { lengthNm, placeNm, pulledMesh } from './bodies.ts';
import type { BodyTables } from './bodyTables.ts';
import type { Picked } from './pickRay.ts';
import type { PointNm, SceneDescription } from './sceneDescription.ts';
import { squareCorner, vector } from './tsl.ts';

const WIDTH_PIXELS = 3;
/** A thin dark line on both sides keeps the white one apart from whatever is behind it. */
const CASING_PIXELS = 1;
const SITE_RING = 2;
const TRAIL_MS = 400;
const TRAIL_POINTS = 128;
/** Drawn after all else. */
const ON_TOP = 20;

export class PickMark {
  readonly group = new Group();
  readonly #scene: SceneDescription;
  readonly #outline: Mesh;
  readonly #trail: Line;
  readonly #row = uniform(0, 'uint');
  readonly #isVesicle = uniform(0);
  readonly #place = uniform(new Vector3());
  readonly #siteRadius = uniform(1);
  readonly #pixel = uniform(1);
  readonly #points: { place: PointNm; ms: number }[] = [];
  readonly #positions = new BufferAttribute(new Float32Array(3 * TRAIL_POINTS), 3);
  readonly #ages = new BufferAttribute(new Float32Array(2 * TRAIL_POINTS), 2);

  constructor(tables: BodyTables, atmosphere: Atmosphere, scene: SceneDescription) {
    this.#scene = scene;
    this.#siteRadius.value = SITE_RING * cupRadiusNm(scene);
    this.#outline = this.#makeOutline(tables, atmosphere);
    this.#trail = this.#makeTrail(atmosphere);
    this.group.add(this.#trail, this.#outline);
    this.set(undefined, 1);
  }

  /** `pixelRatio`: device pixels per CSS pixel. */
  set(picked: Picked | undefined, pixelRatio: number): void {
    this.#pixel.value = pixelRatio;
    this.group.visible = picked !== undefined;
    if (!picked) return;
    this.#isVesicle.value = picked.kind === 'vesicle' ? 1 : 0;
    this.#row.value = picked.kind === 'vesicle' ? picked.index : 0;
    const site = picked.kind === 'site' ? this.#scene.porosomes[picked.index] : undefined;
    if (site) this.#place.value.set(...site);
  }

  /** The picked body was seen here, at this time. */
  leave(place: PointNm, nowMs: number, jumpNm: number): void {
    const last = this.#points.at(-1);
    if (last && Math.hypot(...place.map((value, axis) => value - (last.place[axis] as number))) > jumpNm)
      this.#points.length = 0;
    this.#points.push({ place, ms: nowMs });
    while (this.#points.length > TRAIL_POINTS || nowMs - (this.#points[0]?.ms ?? nowMs) > TRAIL_MS)
      this.#points.shift();
    this.#points.forEach(({ place: [x, y, z], ms }, index) => {
      this.#positions.setXYZ(index, x, y, z);
      this.#ages.setXY(index, (nowMs - ms) / TRAIL_MS, 0);
    });
    this.#positions.needsUpdate = true;
    this.#ages.needsUpdate = true;
    this.#trail.geometry.setDrawRange(0, this.#points.length);
    this.#trail.visible = this.#points.length > 1;
  }

  /** No trail: another body, or none. */
  forget(): void {
    this.#points.length = 0;
    this.#trail.visible = false;
  }

  #makeOutline(tables: BodyTables, atmosphere: Atmosphere): Mesh {
    const isVesicle = this.#isVesicle.greaterThan(0.5);
    const body = tables.vesicle(uint(this.#row), 0);
    const centre = select(isVesicle, placeNm(body), vec3(this.#place));
    const radius = select(isVesicle, lengthNm(body), this.#siteRadius);
    const view = cameraViewMatrix.mul(vec4(centre, 1)).xyz;
    const pixelNm = view.z.negate().div(atmosphere.pixelFactor).mul(this.#pixel);
    const seen = radius.div(sqrt(max(oneMinus(radius.mul(radius).div(dot(view, view))), 0.01)));
    const reach = seen.add(pixelNm.mul(WIDTH_PIXELS + 2 * CASING_PIXELS));
    const corner = squareCorner().mul(reach);
    // Pixels beyond the body's outline.
    const inPixels = varying(corner.div(pixelNm), 'markPlace');
    const radiusPixels = varying(seen.div(pixelNm), 'markRadius');
    const material = new NodeMaterial();
    material.name = 'picked';
    material.transparent = true;
    material.depthTest = false;
    material.depthWrite = false;
    material.vertexNode = cameraProjectionMatrix.mul(vec4(view.add(vec3(corner, 0)), 1));
    material.colorNode = Fn(() => {
      const beyond = length(inPixels).sub(radiusPixels).toVar();
      const band = (from: number, to: number) =>
        smoothstep(from - 0.5, from + 0.5, beyond).mul(oneMinus(smoothstep(to - 0.5, to + 0.5, beyond)));
      const line = band(CASING_PIXELS, CASING_PIXELS + WIDTH_PIXELS).toVar();
      const casing = band(0, 2 * CASING_PIXELS + WIDTH_PIXELS);
      const white = mix(vector(1, 1, 1), vector(0.01, 0.016, 0.03), atmosphere.paper);
      const dark = mix(vector(0.003, 0.006, 0.012), vector(1, 1, 1), atmosphere.paper);
      return vec4(mix(dark, white, line), max(line, casing.mul(0.75)));
    })();
    const mesh = pulledMesh(material, 6, 1);
    mesh.renderOrder = ON_TOP;
    return mesh;
  }

  #makeTrail(atmosphere: Atmosphere): Line {
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', this.#positions.setUsage(DynamicDrawUsage));
    geometry.setAttribute('uv', this.#ages.setUsage(DynamicDrawUsage));
    geometry.setDrawRange(0, 0);
    const age = varying(uv().x, 'trailAge');
    const material = new NodeMaterial();
    material.name = 'trail';
    material.transparent = true;
    material.depthTest = false;
    material.depthWrite = false;
    material.vertexNode = cameraProjectionMatrix.mul(cameraViewMatrix).mul(vec4(positionGeometry, 1));
    material.colorNode = Fn(() =>
      vec4(mix(vector(1, 1, 1), vector(0.01, 0.016, 0.03), atmosphere.paper), oneMinus(age)),
    )();
    const line = new Line(geometry, material);
    line.frustumCulled = false;
    line.renderOrder = ON_TOP;
    line.visible = false;
    return line;
  }
}
