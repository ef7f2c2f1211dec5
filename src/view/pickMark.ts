// The outline around what is picked, 3 pixels wide, on top of everything; and its trail: where it was in the last 0.4 s of wall
// time, 1 pixel wide (CSS pixels, both), as far as it lies outside of the outline.
import {
  abs,
  cameraProjectionMatrix,
  cameraViewMatrix,
  clamp,
  dot,
  Fn,
  float,
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
  vec2,
  vec3,
  vec4,
} from 'three/tsl';
import {
  BufferAttribute,
  BufferGeometry,
  DoubleSide,
  DynamicDrawUsage,
  Group,
  Mesh,
  NodeMaterial,
  Vector3,
} from 'three/webgpu';
import type { Atmosphere } from './atmosphere.ts';
import { cupRadiusNm } from './bends.ts';
import { lengthNm, placeNm, pulledMesh } from './bodies.ts';
import type { BodyTables } from './bodyTables.ts';
import type { Picked } from './pickRay.ts';
import type { PointNm, SceneDescription } from './sceneDescription.ts';
import { squareCorner, type Vec2, type Vec3, vector, vertexAttribute } from './tsl.ts';

const WIDTH_PIXELS = 3;
/** A thin dark line on both sides keeps the white one apart from whatever is behind it. */
const CASING_PIXELS = 1;
const SITE_RING = 2;
const TRAIL_MS = 400;
const TRAIL_PIXELS = 1;
const TRAIL_POINTS = 128;
/** Drawn after all else. */
const ON_TOP = 20;

export class PickMark {
  readonly group = new Group();
  readonly #scene: SceneDescription;
  readonly #outline: Mesh;
  readonly #trail: Mesh;
  readonly #row = uniform(0, 'uint');
  readonly #isVesicle = uniform(0);
  readonly #place = uniform(new Vector3());
  readonly #siteRadius = uniform(1);
  readonly #pixel = uniform(1);
  readonly #points: { place: PointNm; ms: number }[] = [];
  /** Two corners a point, on either side of the way: place, direction of the way, (age, side). */
  readonly #positions = new BufferAttribute(new Float32Array(6 * TRAIL_POINTS), 3);
  readonly #ways = new BufferAttribute(new Float32Array(6 * TRAIL_POINTS), 3);
  readonly #ages = new BufferAttribute(new Float32Array(4 * TRAIL_POINTS), 2);

  constructor(tables: BodyTables, atmosphere: Atmosphere, scene: SceneDescription) {
    this.#scene = scene;
    this.#siteRadius.value = SITE_RING * cupRadiusNm(scene);
    this.#outline = this.#makeOutline(tables, atmosphere);
    this.#trail = this.#makeTrail(tables, atmosphere);
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

  /** The trail of a body that has come to rest goes on fading. */
  get isFading(): boolean {
    return this.#points.length > 1;
  }

  /** The picked body was seen here, at this time. */
  leave(place: PointNm, nowMs: number, jumpNm: number): void {
    const last = this.#points.at(-1);
    const way = last ? Math.hypot(...place.map((value, axis) => value - (last.place[axis] as number))) : 0;
    if (way > jumpNm) this.#points.length = 0;
    if (way > 0 || !last) this.#points.push({ place, ms: nowMs });
    while (this.#points.length > TRAIL_POINTS || nowMs - (this.#points[0]?.ms ?? nowMs) > TRAIL_MS)
      this.#points.shift();
    this.#points.forEach(({ place, ms }, index) => {
      const [from, to] = [this.#points[index - 1]?.place ?? place, this.#points[index + 1]?.place ?? place];
      for (const side of [0, 1]) {
        this.#positions.setXYZ(2 * index + side, ...place);
        this.#ways.setXYZ(2 * index + side, to[0] - from[0], to[1] - from[1], to[2] - from[2]);
        this.#ages.setXY(2 * index + side, (nowMs - ms) / TRAIL_MS, 2 * side - 1);
      }
    });
    for (const values of [this.#positions, this.#ways, this.#ages]) values.needsUpdate = true;
    this.#trail.geometry.setDrawRange(0, 6 * Math.max(0, this.#points.length - 1));
    this.#trail.visible = this.#points.length > 1;
  }

  /** No trail: another body, or none. */
  forget(): void {
    this.#points.length = 0;
    this.#trail.visible = false;
  }

  /** Of the picked body, in the camera's axes; and what is seen of its radius. */
  #body(tables: BodyTables) {
    const isVesicle = this.#isVesicle.greaterThan(0.5);
    const words = tables.vesicle(uint(this.#row), 0);
    const centre = select(isVesicle, placeNm(words), vec3(this.#place));
    const radius = select(isVesicle, lengthNm(words), this.#siteRadius);
    const view = cameraViewMatrix.mul(vec4(centre, 1)).xyz;
    const seen = radius.div(sqrt(max(oneMinus(radius.mul(radius).div(dot(view, view))), 0.01)));
    return { view, seen };
  }

  #makeOutline(tables: BodyTables, atmosphere: Atmosphere): Mesh {
    const { view, seen } = this.#body(tables);
    const pixelNm = view.z.negate().div(atmosphere.pixelFactor).mul(this.#pixel);
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

  #makeTrail(tables: BodyTables, atmosphere: Atmosphere): Mesh {
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', this.#positions.setUsage(DynamicDrawUsage));
    geometry.setAttribute('way', this.#ways.setUsage(DynamicDrawUsage));
    geometry.setAttribute('uv', this.#ages.setUsage(DynamicDrawUsage));
    geometry.setIndex(
      Array.from({ length: TRAIL_POINTS - 1 }, (_, k) => [0, 1, 2, 2, 1, 3].map((at) => 2 * k + at)).flat(),
    );
    geometry.setDrawRange(0, 0);
    const inPixels = (view: Vec3): Vec2 =>
      view.xy.div(view.z.negate()).mul(atmosphere.pixelFactor).div(this.#pixel);
    const view = cameraViewMatrix.mul(vec4(positionGeometry, 1)).xyz;
    const way = cameraViewMatrix.mul(vec4(vertexAttribute('way'), 0)).xyz;
    const along = inPixels(view.add(way)).sub(inPixels(view));
    const sideways = vec2(along.y.negate(), along.x).div(max(length(along), 1e-3));
    // Half a pixel more on either side, over which it fades.
    const reach = TRAIL_PIXELS / 2 + 0.5;
    const pixelNm = view.z.negate().div(atmosphere.pixelFactor).mul(this.#pixel);
    const corner = view.add(vec3(sideways.mul(uv().y).mul(reach).mul(pixelNm), 0));
    const age = varying(uv().x, 'trailAge');
    const across = varying(uv().y.mul(reach), 'trailAcross');
    const body = this.#body(tables);
    const fromBody = varying(inPixels(view).sub(inPixels(body.view)), 'trailFromBody');
    const bodyPixels = body.seen.div(body.view.z.negate()).mul(atmosphere.pixelFactor).div(this.#pixel);
    const outline = varying(bodyPixels.add(CASING_PIXELS + WIDTH_PIXELS), 'trailOutline');
    const material = new NodeMaterial();
    material.name = 'trail';
    material.transparent = true;
    material.depthTest = false;
    material.depthWrite = false;
    material.side = DoubleSide;
    material.vertexNode = cameraProjectionMatrix.mul(vec4(corner, 1));
    material.colorNode = Fn(() => {
      const cover = clamp(float(reach).sub(abs(across)), 0, 1);
      const outside = smoothstep(-0.5, 0.5, length(fromBody).sub(outline));
      const light = mix(vector(1, 1, 1), vector(0.01, 0.016, 0.03), atmosphere.paper);
      return vec4(light, cover.mul(outside).mul(oneMinus(age)));
    })();
    const trail = new Mesh(geometry, material);
    trail.frustumCulled = false;
    trail.renderOrder = ON_TOP;
    trail.visible = false;
    return trail;
  }
}
