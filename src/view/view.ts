// The picture. Owns the renderer and draws one world's bodies from the engine's buffers; only reads, never decides.

import { NoToneMapping, PerspectiveCamera, RenderTarget, Vector3, WebGPURenderer } from 'three/webgpu';
import type { BodySource } from './bodyTables.ts';
import { type CameraPose, telecentric } from './cameraPose.ts';
import { clipPlane } from './clip.ts';
import { mapSlice, mapStrength } from './concentrationMap.ts';
import { cutaway } from './cutaway.ts';
import { gpuIsIdle } from './gpuIdle.ts';
import { Inspector } from './inspector.ts';
import { isNight, type ProfileName } from './palette.ts';
import { type Cuts, type Picked, rayThrough } from './pickRay.ts';
import { Pipeline } from './pipeline.ts';
import type { Quality } from './quality.ts';
import { PLAIN_AIDS, type ReadingAids } from './readingAids.ts';
import type { SceneDescription } from './sceneDescription.ts';
import { deviceOf, type PictureDevice } from './shareBuffer.ts';
import { siteDetail } from './siteDetail.ts';
import type { SiteLook } from './siteTable.ts';
import { Stage } from './stage.ts';
import type { Tile } from './tiles.ts';
import { Vision } from './vision.ts';

export interface ViewOptions {
  canvas: HTMLCanvasElement | OffscreenCanvas;
  /** The engine's device; without one the picture is drawn with WebGL2. */
  device: PictureDevice | undefined;
  quality: Quality;
  profile: ProfileName;
}

/** What changes from frame to frame. */
export interface Frame {
  pose: CameraPose;
  sites: readonly SiteLook[];
  openChannels: readonly number[];
  /** Wall time since the last frame. */
  elapsedMs: number;
  /** The engine's places have changed. */
  isFresh: boolean;
}

export class View {
  readonly #renderer: WebGPURenderer;
  readonly #inspector: Inspector;
  readonly #camera = new PerspectiveCamera(35, 1, 1, 1e5);
  readonly #vision = new Vision();
  #quality: Quality;
  #profile: ProfileName;
  #aids: ReadingAids = PLAIN_AIDS;
  #picked: Picked | undefined;
  #size = { width: 1, height: 1, pixelRatio: 1 };
  #shareDrawn = 1;
  #stage: Stage | undefined;
  #pipeline: Pipeline | undefined;
  #frame: Frame | undefined;
  #finish: Promise<void> | undefined;

  private constructor(renderer: WebGPURenderer, options: ViewOptions) {
    this.#renderer = renderer;
    this.#quality = options.quality;
    this.#profile = options.profile;
    this.#inspector = new Inspector(deviceOf(renderer));
    this.#camera.up.set(0, 0, 1);
  }

  /** Throws when neither WebGPU nor WebGL2 gives a context. */
  static async create(options: ViewOptions): Promise<View> {
    const { canvas, device } = options;
    const renderer = new WebGPURenderer({
      canvas: canvas as HTMLCanvasElement,
      antialias: false, // the scene is smoothed before it reaches the canvas
      ...(device ? { device } : { forceWebGL: true }),
    });
    // The palette is shown as it is: even the neutral curve would sink the dark backdrop by a third.
    renderer.toneMapping = NoToneMapping;
    await renderer.init();
    return new View(renderer, options);
  }

  /** Share of the solutes that the last frame showed. */
  get shareDrawn(): number {
    return this.#shareDrawn;
  }

  get isWebgl(): boolean {
    return deviceOf(this.#renderer) === undefined;
  }

  /** Bodies still ease to where they are, though nothing else changes. */
  get isMoving(): boolean {
    return this.#stage?.tables.isMoving(this.#aids.motion) ?? false;
  }

  /** Replaces what is shown. */
  show(scene: SceneDescription, source: BodySource): void {
    this.#forget();
    this.#stage = new Stage(this.#renderer, scene, source);
    this.#picked = undefined;
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
    this.#vision.set(aids.vision);
    this.#stage?.hide(aids.hidden);
  }

  /** How much work a frame may be, from now on. */
  setQuality(quality: Quality): void {
    if (quality.name === this.#quality.name) return;
    this.#quality = quality;
    const { width, height, pixelRatio } = this.#size;
    this.resize(width, height, pixelRatio);
    if (this.#stage) this.#makePipeline();
    this.#pipeline?.setGlow(isNight(this.#profile));
  }

  resize(width: number, height: number, pixelRatio: number): void {
    this.#size = { width, height, pixelRatio };
    this.#renderer.setPixelRatio(Math.min(pixelRatio, this.#quality.pixelRatio));
    this.#renderer.setSize(width, height, false);
    this.#camera.aspect = width / height;
  }

  /** Draws one frame. */
  draw(frame: Frame): void {
    const stage = this.#stage;
    if (!stage) return;
    this.#frame = frame;
    const { motion } = this.#aids;
    stage.tables.update({ motion, elapsedMs: frame.elapsedMs, isFresh: frame.isFresh });
    this.#arrange(stage, frame);
    this.#pipeline?.render();
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
    const pose = this.#seenFrom(frame.pose);
    const ray = rayThrough(pose, at, this.#size);
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
      this.#pipeline?.setGlow(false);
      this.#renderer.setRenderTarget(target);
      this.#pipeline?.render();
      this.#renderer.setRenderTarget(null);
      const pixels = await this.#renderer.readRenderTargetPixelsAsync(target, 0, 0, width, height);
      return pixels as Uint8Array;
    } finally {
      this.#renderer.setRenderTarget(null);
      this.#pipeline?.setGlow(isNight(this.#profile));
      target.dispose();
    }
  }

  /** Everything but the tables, for a frame or a part of it. */
  #arrange(stage: Stage, frame: Frame, tile?: Tile): void {
    const { description, cloud, membrane, channels } = stage;
    const { pose } = frame;
    this.#aim(this.#seenFrom(pose), stage, tile);
    this.#place(frame, stage);
    channels.write(frame.openChannels);
    const strength = mapStrength(this.#aids.map, description, pose);
    stage.map.update(stage.tables, mapSlice(description, this.#aids.clip, pose), strength, frame.elapsedMs);
    this.#shareDrawn = cloud.update(this.#quality.solutes, strength);
    cloud.setOrder(2, 6);
    const { cell } = description;
    const { position } = this.#camera;
    membrane.setOrder(3, cell ? position.length() >= cell.radiusNm : position.z >= 0);
    stage.mark.set(this.#picked, this.#renderer.getPixelRatio());
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

  #place({ sites: looks, pose }: Frame, stage: Stage): void {
    const { description, atmosphere, sites, rings } = stage;
    const { clip, cutaway: cut } = this.#cuts(stage, pose);
    atmosphere.clipping.set(clip);
    if (cut) atmosphere.cell?.cut(cut);
    const seen = this.#seenFrom(pose);
    const detail = siteDetail(description, looks, seen, cut, atmosphere.pixelFactor.value);
    sites.write(looks, detail.full);
    rings.write(looks, detail.ring);
  }

  #aim(pose: CameraPose, { atmosphere, description }: Stage, tile?: Tile): void {
    const camera = this.#camera;
    const target = new Vector3(...pose.targetNm);
    camera.position.set(...pose.positionNm);
    camera.lookAt(target);
    const distance = camera.position.distanceTo(target);
    const reach =
      4 * Math.max(...description.sizeNm, description.cytosolDepthNm, description.outsideHeightNm);
    camera.fov = pose.fovDegrees;
    camera.near = Math.max(distance / 60, distance - reach);
    camera.far = this.#profile === 'figure' ? distance + reach : distance * 30;
    const { width, height } = this.#size;
    const whole = tile?.whole ?? { width, height };
    const [right, down] = pose.shift;
    const corner = tile ?? { x: 0, y: 0, width, height };
    camera.setViewOffset(
      whole.width,
      whole.height,
      corner.x - right * whole.width,
      corner.y - down * whole.height,
      corner.width,
      corner.height,
    );
    atmosphere.window.value.set(
      corner.width / whole.width,
      corner.height / whole.height,
      corner.x / whole.width,
      corner.y / whole.height,
    );
    atmosphere.focusDistance.value = distance;
    const pixelHeight = height * this.#renderer.getPixelRatio();
    atmosphere.pixelFactor.value = pixelHeight / (2 * Math.tan((pose.fovDegrees * Math.PI) / 360));
  }

  #makePipeline(): void {
    this.#pipeline?.dispose();
    const { scene } = this.#stage as Stage;
    const options = { quality: this.#quality, vision: this.#vision };
    this.#pipeline = new Pipeline(this.#renderer, scene, this.#camera, options);
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
