// The picture. Owns the renderer and draws one world's bodies from the engine's buffers; only reads, never decides.

import { bloom } from 'three/addons/tsl/display/BloomNode.js';
import { fxaa } from 'three/addons/tsl/display/FXAANode.js';
import { Fn, interleavedGradientNoise, pass, renderOutput, screenCoordinate, vec4 } from 'three/tsl';
import {
  type NodeMaterial,
  NoToneMapping,
  PerspectiveCamera,
  RenderPipeline,
  Scene,
  Vector3,
  WebGPURenderer,
} from 'three/webgpu';
import { Atmosphere } from './atmosphere.ts';
import { type BodySource, BodyTables } from './bodyTables.ts';
import type { CameraPose } from './cameraPose.ts';
import { Channels } from './channels.ts';
import { cutaway } from './cutaway.ts';
import { makeFarMembrane } from './farMembrane.ts';
import { gpuIsIdle } from './gpuIdle.ts';
import { Membrane } from './membrane.ts';
import { makeNucleus } from './nucleus.ts';
import type { ProfileName } from './palette.ts';
import { makePoreCargo } from './poreCargo.ts';
import { makePorosomes } from './porosomes.ts';
import type { Quality } from './quality.ts';
import type { SceneDescription } from './sceneDescription.ts';
import type { PictureDevice } from './shareBuffer.ts';
import { siteDetail } from './siteDetail.ts';
import { type SiteLook, SiteTable } from './siteTable.ts';
import { SoluteCloud } from './solutes.ts';
import { makeSpentRings } from './spentRings.ts';
import { makeTracks } from './tracks.ts';
import { asVec4 } from './tsl.ts';
import { makeVesicles } from './vesicles.ts';

export interface ViewOptions {
  canvas: HTMLCanvasElement | OffscreenCanvas;
  /** The engine's device; without one the picture is drawn with WebGL2. */
  device: PictureDevice | undefined;
  quality: Quality;
  profile: ProfileName;
}

/** Everything that belongs to one loaded world. */
interface Shown {
  description: SceneDescription;
  scene: Scene;
  atmosphere: Atmosphere;
  tables: BodyTables;
  sites: SiteTable;
  /** Sites drawn as rings only. */
  rings: SiteTable;
  channels: Channels;
  membrane: Membrane;
  cloud: SoluteCloud;
  pipeline: RenderPipeline;
  /** Render targets of the post-processing. */
  passes: { dispose(): void }[];
}

export class View {
  readonly #renderer: WebGPURenderer;
  readonly #quality: Quality;
  readonly #camera = new PerspectiveCamera(35, 1, 1, 1e5);
  #profile: ProfileName;
  #pixelHeight = 1;
  #size = { width: 1, height: 1 };
  #shareDrawn = 1;
  #shown: Shown | undefined;
  #finish: Promise<void> | undefined;

  private constructor(renderer: WebGPURenderer, options: ViewOptions) {
    this.#renderer = renderer;
    this.#quality = options.quality;
    this.#profile = options.profile;
    this.#camera.up.set(0, 0, 1);
  }

  /** Throws when neither WebGPU nor WebGL2 gives a context. */
  static async create(options: ViewOptions): Promise<View> {
    const { canvas, device, quality } = options;
    const renderer = new WebGPURenderer({
      canvas: canvas as HTMLCanvasElement,
      antialias: quality.samples > 1,
      samples: quality.samples,
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
    return !(this.#renderer.backend as unknown as { isWebGPUBackend?: boolean }).isWebGPUBackend;
  }

  /** Replaces what is shown. */
  show(scene: SceneDescription, source: BodySource): void {
    this.#forget();
    const atmosphere = new Atmosphere(scene);
    const tables = new BodyTables(this.#renderer, source, scene.soluteCapacity, scene.vesicleCount);
    const sites = new SiteTable(scene);
    const rings = new SiteTable(scene);
    const channels = new Channels(atmosphere, scene);
    const membrane = new Membrane({ atmosphere, scene, sites });
    const cloud = new SoluteCloud(tables, atmosphere, scene);
    const stage = new Scene();
    stage.backgroundNode = vec4(atmosphere.backdrop(), 1);
    stage.add(channels.mesh, membrane.group, cloud.group);
    if (scene.vesicleCount > 0) stage.add(makeVesicles(tables, atmosphere, scene, this.isWebgl));
    if (sites.count > 0) {
      const cargo = makePoreCargo(atmosphere, sites);
      cargo.renderOrder = 1;
      const spent = makeSpentRings(atmosphere, scene, sites);
      spent.renderOrder = 5;
      stage.add(makePorosomes(atmosphere, scene, sites, 'fine'), cargo, spent);
      if (scene.cell) stage.add(makePorosomes(atmosphere, scene, rings, 'coarse'));
    }
    if (scene.tracks.length > 0) stage.add(makeTracks(atmosphere, scene));
    if (scene.cell?.nucleus) stage.add(makeNucleus(atmosphere, scene.cell.nucleus));
    if (scene.hasFarMembrane) {
      const far = makeFarMembrane(atmosphere, scene);
      far.renderOrder = 7;
      stage.add(far);
    }
    const post = this.#makePipeline(stage);
    this.#shown = {
      description: scene,
      scene: stage,
      atmosphere,
      tables,
      sites,
      rings,
      channels,
      membrane,
      cloud,
      ...post,
    };
    this.setProfile(this.#profile);
  }

  setProfile(profile: ProfileName): void {
    this.#profile = profile;
    this.#shown?.atmosphere.setProfile(profile);
    this.#shown?.cloud.setProfile(profile);
  }

  resize(width: number, height: number, pixelRatio: number): void {
    this.#renderer.setPixelRatio(Math.min(pixelRatio, this.#quality.pixelRatio));
    this.#renderer.setSize(width, height, false);
    this.#pixelHeight = height * this.#renderer.getPixelRatio();
    this.#size = { width, height };
    this.#camera.aspect = width / height;
  }

  /** Draws one frame. */
  draw(pose: CameraPose, sites: readonly SiteLook[], openChannels: readonly number[]): void {
    const shown = this.#shown;
    if (!shown) return;
    this.#aim(pose, shown);
    shown.tables.update();
    this.#place(sites, pose, shown);
    shown.channels.write(openChannels);
    this.#shareDrawn = shown.cloud.update(this.#quality.solutes);
    shown.cloud.setOrder(2, 6);
    const { cell } = shown.description;
    const { position } = this.#camera;
    shown.membrane.setOrder(3, cell ? position.length() >= cell.radiusNm : position.z >= 0);
    shown.pipeline.render();
    this.#finish = undefined;
  }

  /** Resolves when the GPU has drawn all that was given to it, so that pictures never queue up. */
  finished(): Promise<void> {
    this.#finish ??= gpuIsIdle(this.#renderer);
    return this.#finish;
  }

  #place(looks: readonly SiteLook[], pose: CameraPose, shown: Shown): void {
    const { description, atmosphere, sites, rings } = shown;
    const { cell } = description;
    const cut = cell && cutaway({ ...description, cell }, pose);
    if (cut) atmosphere.cell?.cut(cut);
    const detail = siteDetail(description, looks, pose, cut, atmosphere.pixelFactor.value);
    sites.write(looks, detail.full);
    rings.write(looks, detail.ring);
  }

  #aim(pose: CameraPose, { atmosphere }: Shown): void {
    const camera = this.#camera;
    const [x, y, z] = pose.positionNm;
    const target = new Vector3(...pose.targetNm);
    camera.position.set(x, y, z);
    camera.lookAt(target);
    const distance = camera.position.distanceTo(target);
    camera.fov = pose.fovDegrees;
    camera.near = distance / 60;
    camera.far = distance * 30;
    const { width, height } = this.#size;
    const [right, down] = pose.shift;
    camera.setViewOffset(width, height, -right * width, -down * height, width, height);
    atmosphere.focusDistance.value = distance;
    atmosphere.pixelFactor.value = this.#pixelHeight / (2 * Math.tan((pose.fovDegrees * Math.PI) / 360));
  }

  #makePipeline(scene: Scene): Pick<Shown, 'pipeline' | 'passes'> {
    const pipeline = new RenderPipeline(this.#renderer);
    const picture = pass(scene, this.#camera);
    const colour = picture.getTextureNode('output');
    const glow = this.#quality.bloom ? bloom(colour, 0.3, 0.5, 0.9) : undefined;
    const glowing = glow ? colour.add(glow) : colour;
    pipeline.outputColorTransform = false;
    const shown = renderOutput(glowing);
    const smooth = this.#quality.fxaa ? fxaa(shown) : shown;
    // One step of dither: a gradient this dark bands on 8 bits.
    const grain = interleavedGradientNoise(screenCoordinate.xy).sub(0.5).div(255);
    pipeline.outputNode = Fn(() => vec4(asVec4(smooth).rgb.add(grain), 1))();
    return { pipeline, passes: glow ? [picture, glow] : [picture] };
  }

  #forget(): void {
    const shown = this.#shown;
    if (!shown) return;
    shown.scene.traverse((object) => {
      const { geometry, material } = object as unknown as {
        geometry?: { dispose(): void };
        material?: NodeMaterial;
      };
      geometry?.dispose();
      material?.dispose();
    });
    for (const one of shown.passes) one.dispose();
    shown.pipeline.dispose();
    shown.tables.dispose();
    this.#shown = undefined;
  }

  /** The engine's device and buffers stay alive. */
  dispose(): void {
    this.#forget();
    this.#renderer.dispose();
  }
}
