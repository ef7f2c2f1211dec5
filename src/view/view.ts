// The picture. Owns the renderer and draws one world's bodies from the engine's buffers; only reads, never decides.

import { PerspectiveCamera, type Renderer, RenderTarget, Vector3 } from 'three/webgpu';
import { aimCamera } from './aimCamera.ts';
import type { BodySource } from './bodyTables.ts';
import { type CameraPose, telecentric } from './cameraPose.ts';
import { clipPlane } from './clip.ts';
import { mapSlice, mapStrength } from './concentrationMap.ts';
import { cutaway } from './cutaway.ts';
import type { Frame } from './frame.ts';
import { gpuIsIdle } from './gpuIdle.ts';
import { Inspector } from './inspector.ts';
import { localCut } from './localCut.ts';
import { isNight, type ProfileName } from './palette.ts';
import { passTimes } from './passTimes.ts';
import { type Cuts, type Picked, rayThrough } from './pickRay.ts';
import { Pipeline } from './pipeline.ts';
import type { Quality } from './quality.ts';
import { PLAIN_AIDS, type ReadingAids } from './readingAids.ts';
import { openRenderer, type RendererOptions } from './renderer.ts';
import type { SceneDescription } from './sceneDescription.ts';
import { deviceOf } from './shareBuffer.ts';
import { siteDetail } from './siteDetail.ts';
import { Softness } from './softness.ts';
import { Stage } from './stage.ts';
import { type Tile, upsideDown } from './tiles.ts';
import { Vision } from './vision.ts';

export interface ViewOptions extends RendererOptions {
  quality: Quality;
  profile: ProfileName;
  /** Bodies come into a new picture a few at a time, so that it is seen soon. */
  isGradual?: boolean;
}

export class View {
  readonly #renderer: Renderer;
  readonly #inspector: Inspector;
  readonly #camera = new PerspectiveCamera(35, 1, 1, 1e5);
  readonly #vision = new Vision();
  readonly #isGradual: boolean;
  #quality: Quality;
  #profile: ProfileName;
  #aids: ReadingAids = PLAIN_AIDS;
  #picked: Picked | undefined;
  #size = { width: 1, height: 1, pixelRatio: 1 };
  #shareDrawn = 1;
  readonly #softness = new Softness();
  #stage: Stage | undefined;
  #pipeline: Pipeline | undefined;
  #frame: Frame | undefined;
  #finish: Promise<void> | undefined;

  private constructor(renderer: Renderer, options: ViewOptions) {
    this.#renderer = renderer;
    this.#quality = options.quality;
    this.#profile = options.profile;
    this.#isGradual = options.isGradual ?? false;
    this.#inspector = new Inspector(deviceOf(renderer));
    this.#camera.up.set(0, 0, 1);
  }

  /** Throws when neither WebGPU nor WebGL2 gives a context. */
  static async create(options: ViewOptions): Promise<View> {
    const renderer = await openRenderer(options);
    return new View(renderer, options);
  }

  /** Share of the solutes that the last frame showed. */
  get shareDrawn(): number {
    return this.#shareDrawn;
  }

  get isWebgl(): boolean {
    return deviceOf(this.#renderer) === undefined;
  }

  /** Bodies still ease to where they are, or the picture to its focus, though nothing else changes. */
  get isMoving(): boolean {
    const isEasing = this.#stage?.isEasing(this.#aids.motion) ?? false;
    return isEasing || this.coming.length > 0 || this.#softness.isMoving;
  }

  /** Kinds of bodies of which some are still missing in a new picture. */
  get coming(): string[] {
    return this.#stage?.reveal.missing ?? [];
  }

  /** Replaces what is shown. */
  show(scene: SceneDescription, source: BodySource): void {
    this.#forget();
    this.#stage = new Stage(this.#renderer, scene, source, this.#quality);
    if (!this.#isGradual) this.#stage.reveal.all();
    this.#picked = undefined;
    const { width, height, pixelRatio } = this.#size;
    this.resize(width, height, pixelRatio);
    this.#makePipeline();
    this.setProfile(this.#profile);
    this.setAids(this.#aids);
  }

  setProfile(profile: ProfileName): void {
    this.#profile = profile;
    this.#stage?.setProfile(profile);
    this.#pipeline?.setGlow(isNight(profile));
  }

  setAids(aids: ReadingAids): void {
    this.#aids = aids;
    const { isNormal } = this.#vision;
    this.#vision.set(aids.vision);
    if (this.#stage && isNormal !== this.#vision.isNormal) this.#makePipeline();
    this.#stage?.hide(aids.hidden);
  }

  /** How much work a frame may be, from now on. */
  setQuality(quality: Quality): void {
    if (quality.name === this.#quality.name) return;
    this.#quality = quality;
    const { width, height, pixelRatio } = this.#size;
    this.resize(width, height, pixelRatio);
    if (this.#stage) this.#makePipeline();
  }

  resize(width: number, height: number, pixelRatio: number): void {
    this.#size = { width, height, pixelRatio };
    this.#renderer.setPixelRatio(Math.min(pixelRatio, this.#quality.pixelRatio));
    this.#renderer.setSize(width, height, false);
    const ratio = this.#renderer.getPixelRatio();
    this.#stage?.occlusion.resize(width * ratio, height * ratio);
  }

  /** Draws one frame. */
  draw(frame: Frame): void {
    const stage = this.#stage;
    if (!stage) return;
    this.#frame = frame;
    stage.tables.update({ ...frame, motion: this.#aids.motion });
    this.#arrange(stage, frame);
    stage.reveal.next();
    const [aids, quality, profile] = [this.#aids, this.#quality, this.#profile];
    const softness = this.#softness.step({ aids, quality, profile }, frame.elapsedMs);
    stage.cloud.setSolid(softness > 0);
    this.#pipeline?.render(softness);
    this.#finish = undefined;
  }

  /** Resolves when the GPU has drawn all that was given to it, so that pictures never queue up. */
  finished(): Promise<void> {
    this.#finish ??= gpuIsIdle(this.#renderer);
    return this.#finish;
  }

  /** What is under a place of the picture; CSS pixels. */
  async pick(at: { x: number; y: number }): Promise<Picked | undefined> {
    const [stage, frame] = [this.#stage, this.#frame];
    if (!stage || !frame) return undefined;
    const ray = rayThrough(this.#seenFrom(frame.pose), at, this.#size);
    return this.#inspector.pick(stage, ray, this.#cuts(stage, frame.pose), this.#aids.hidden);
  }

  /** Outlines a body, or none. */
  mark(picked: Picked | undefined): void {
    this.#picked = picked;
    this.#stage?.mark.forget();
  }

  /** Where the outlined body is now and how much calcium its sensor sees; undefined: none is outlined. */
  async inspect(nowMs: number) {
    const [stage, picked] = [this.#stage, this.#picked];
    if (!stage || !picked) return undefined;
    const seen = await this.#inspector.look(stage, picked);
    if (stage === this.#stage && picked === this.#picked && picked.kind === 'vesicle')
      stage.mark.leave(seen.placeNm, nowMs, 2 * Math.max(1, stage.description.vesicleRadiusNm));
    return seen;
  }

  /** Pixels of a canvas of this size: what one tile of a saved picture has. */
  get tileSize(): { width: number; height: number } {
    const ratio = this.#renderer.getPixelRatio();
    return { width: Math.floor(this.#size.width * ratio), height: Math.floor(this.#size.height * ratio) };
  }

  /** The last frame once more, one part of it, not on the canvas. Rows of RGBA bytes from the top. */
  async drawTile(tile: Tile): Promise<Uint8Array> {
    const [stage, frame] = [this.#stage, this.#frame];
    if (!stage || !frame) throw new Error('There is no picture yet.');
    const { width, height } = this.tileSize;
    const target = new RenderTarget(width, height, { depthBuffer: false });
    try {
      this.#arrange(stage, { ...frame, elapsedMs: 0 }, tile);
      stage.reveal.all();
      stage.cloud.setSolid(false);
      this.#renderer.setRenderTarget(target);
      this.#pipeline?.renderPart();
      this.#renderer.setRenderTarget(null);
      const pixels = await this.#renderer.readRenderTargetPixelsAsync(target, 0, 0, width, height);
      return this.isWebgl ? upsideDown(pixels as Uint8Array, 4 * width) : (pixels as Uint8Array);
    } finally {
      this.#renderer.setRenderTarget(null);
      target.dispose();
    }
  }

  /** What pictures cost on the GPU, pass by pass: passTimes.ts. */
  passTimes(): Promise<number[]> {
    return passTimes(this.#renderer);
  }

  /** Everything but the tables, for a frame or a part of it. */
  #arrange(stage: Stage, frame: Frame, tile?: Tile): void {
    const { description, cloud, membrane } = stage;
    const { pose } = frame;
    this.#aim(this.#seenFrom(pose), stage, tile);
    this.#place(frame, stage);
    for (const { proteins, light } of stage.proteins) proteins.write(light(frame.motion));
    stage.spots.write(frame.motion.channels);
    stage.spreading?.update();
    const strength = mapStrength(this.#aids.map, description, pose);
    stage.map.update(stage.tables, mapSlice(description, this.#aids.clip, pose), strength, frame.elapsedMs);
    this.#shareDrawn = cloud.update(this.#quality.solutes, strength);
    cloud.setOrder(2, 6);
    const { cell } = description;
    const { position } = this.#camera;
    membrane.setOrder(3, cell ? position.length() >= cell.radiusNm : position.z >= 0);
    stage.mark.set(this.#picked, this.#renderer.getPixelRatio());
    if (description.vesicleCount > 0) stage.occlusion.render(this.#renderer, this.#camera);
  }

  /** Figures are drawn from so far away that scale bars hold at every depth. */
  #seenFrom(pose: CameraPose): CameraPose {
    return this.#profile === 'figure' ? telecentric(pose) : pose;
  }

  #cuts({ description }: Stage, pose: CameraPose): Cuts {
    const { cell } = description;
    return {
      clip: clipPlane(this.#aids.clip, description, pose),
      cutaway: cell && cutaway({ ...description, cell }, pose),
    };
  }

  #place({ motion: { looks, pits }, pose }: Frame, stage: Stage): void {
    const { description, atmosphere } = stage;
    const { clip, cutaway: wedge } = this.#cuts(stage, pose);
    atmosphere.clipping.set(clip);
    if (wedge) atmosphere.cell?.cut(wedge);
    const local = localCut(description, pose);
    atmosphere.cutLocally(local);
    const pixelFactor = atmosphere.pixelFactor.value;
    const detail = siteDetail(description, looks, { pose: this.#seenFrom(pose), wedge, local, pixelFactor });
    stage.place(looks, pits, detail);
  }

  #aim(pose: CameraPose, { atmosphere, description }: Stage, tile?: Tile): void {
    const { width, height } = this.#size;
    const part = tile ?? { x: 0, y: 0, width, height, whole: { width, height } };
    aimCamera(this.#camera, { pose, part, scene: description });
    atmosphere.window.value.set(
      part.width / part.whole.width,
      part.height / part.whole.height,
      part.x / part.whole.width,
      part.y / part.whole.height,
    );
    const distance = this.#camera.position.distanceTo(new Vector3(...pose.targetNm));
    const half = Math.tan((pose.fovDegrees * Math.PI) / 360);
    atmosphere.focusDistance.value = distance;
    atmosphere.frameRadius.value = distance * half;
    atmosphere.pixelFactor.value = (height * this.#renderer.getPixelRatio()) / (2 * half);
  }

  #makePipeline(): void {
    this.#pipeline?.dispose();
    const { scene, atmosphere } = this.#stage as Stage;
    const [quality, vision] = [this.#quality, this.#vision];
    this.#pipeline = new Pipeline(this.#renderer, scene, this.#camera, { quality, vision, atmosphere });
    this.#pipeline.setGlow(isNight(this.#profile));
  }

  #forget(): void {
    this.#pipeline?.dispose();
    this.#pipeline = undefined;
    this.#stage?.dispose();
    this.#stage = undefined;
    this.#frame = undefined;
  }

  /** The engine's device and buffers stay alive. */
  dispose(): void {
    this.#forget();
    this.#inspector.dispose();
    this.#renderer.dispose();
  }
}
