// The loop's hand on the picture: when there is something to draw, with how much work, and what is picked in it. Reads the
// simulation, never drives it.
import { type CameraPose, telecentric } from '../view/cameraPose.ts';
import { isNight, type ProfileName } from '../view/palette.ts';
import { QUALITIES, type QualityName } from '../view/quality.ts';
import { QualityGovernor } from '../view/qualityGovernor.ts';
import type { ReadingAids } from '../view/readingAids.ts';
import { describeScene, type SceneDescription } from '../view/sceneDescription.ts';
import { SiteMotion } from '../view/siteMotion.ts';
import { View } from '../view/view.ts';
import { suitableQuality } from './device.ts';
import type { PageCommand, PageMessage, PictureSize } from './messages.ts';
import type { PageSimulation } from './pageSimulation.ts';
import { savePicture } from './savePicture.ts';
import { Selection, type Subject } from './selection.ts';

type Command<Type extends PageCommand['type']> = Extract<PageCommand, { type: Type }>;

/** Without a new picture, what is picked is looked at this often. */
const LOOK_MS = 200;

export interface Turn {
  nowMs: number;
  elapsedMs: number;
  /** What the last turn spent on the picture. */
  pictureMs: number;
}

export class Painter {
  readonly #post: (message: PageMessage) => void;
  readonly #selection: Selection;
  #view: View | undefined;
  #simulation: PageSimulation | undefined;
  #scene: SceneDescription | undefined;
  #motion: SiteMotion | undefined;
  #pose: CameraPose | undefined;
  #profile: ProfileName = 'dark';
  #aids: ReadingAids | undefined;
  #quality: QualityName = 'low';
  /** Undefined: the quality is pinned. */
  #governor: QualityGovernor | undefined;
  /** Something about the picture has changed, or the simulation has gone on, since the last picture. */
  #isDirty = true;
  #isFresh = true;
  /** The last turn drew a picture. */
  #wasDrawn = false;
  #lookedMs = 0;
  #frames = 0;

  constructor(post: (message: PageMessage) => void) {
    this.#post = post;
    this.#selection = new Selection(post);
  }

  get quality(): QualityName {
    return this.#quality;
  }

  get coming(): string[] {
    return this.#view?.coming ?? [];
  }

  get shareDrawn(): number {
    return this.#view?.shareDrawn ?? 1;
  }

  /** Throws when neither WebGPU nor WebGL2 gives a context. */
  async open(command: Command<'canvas'>, device: GPUDevice | undefined): Promise<'webgpu' | 'webgl2'> {
    const { canvas, profile, size } = command;
    const isPinned = command.quality !== 'auto';
    this.#quality = command.quality === 'auto' ? suitableQuality(device) : command.quality;
    this.#governor = isPinned ? undefined : new QualityGovernor(this.#quality);
    this.#profile = profile;
    this.#view = await View.create({
      canvas,
      device,
      quality: QUALITIES[this.#quality],
      profile,
      isGradual: true,
    });
    if (this.#aids) this.#view.setAids(this.#aids);
    this.resize(size);
    return this.#view.isWebgl ? 'webgl2' : 'webgpu';
  }

  resize({ width, height, pixelRatio }: PictureSize): void {
    this.#view?.resize(Math.max(1, width), Math.max(1, height), pixelRatio);
  }

  aim(pose: CameraPose): void {
    this.#pose = pose;
  }

  setProfile(profile: ProfileName): void {
    this.#profile = profile;
    this.#view?.setProfile(profile);
  }

  setAids(aids: ReadingAids): void {
    this.#aids = aids;
    this.#view?.setAids(aids);
  }

  /** Replaces what is shown; before the old simulation lets go of its buffers. */
  show(simulation: PageSimulation): SceneDescription {
    const scene = describeScene(simulation.world);
    this.#selection.clear();
    this.#scene = scene;
    // The same run in a changed world goes on as it looked.
    if (simulation !== this.#simulation) this.#motion = new SiteMotion(scene);
    this.#simulation = simulation;
    this.#view?.show(scene, simulation.bodies());
    this.touch();
    return scene;
  }

  /** The next turn draws. */
  touch(): void {
    this.#isDirty = true;
  }

  /** The simulation has gone on. */
  refresh(): void {
    this.#isDirty = true;
    this.#isFresh = true;
  }

  channelOpened(xNm: number, yNm: number, zNm: number): void {
    this.#motion?.open(xNm, yNm, zNm);
  }

  /** One turn: draws if anything has changed, then looks at what is picked. */
  turn({ nowMs, elapsedMs, pictureMs }: Turn): void {
    this.#draw(elapsedMs, pictureMs);
    const subject = this.#subject;
    if (!subject || !(this.#wasDrawn || nowMs - this.#lookedMs > LOOK_MS)) return;
    this.#lookedMs = nowMs;
    // Whatever is wrong with the device is told by the device itself.
    this.#selection.look(subject, nowMs).catch(() => undefined);
  }

  #draw(elapsedMs: number, pictureMs: number): void {
    const [view, motion, simulation] = [this.#view, this.#motion, this.#simulation];
    if (!motion || !simulation) return;
    const moves = motion.step(simulation.takeMembrane(), elapsedMs);
    if (!view || !this.#pose || !(moves || this.#isDirty || view.isMoving)) {
      this.#wasDrawn = false;
      return;
    }
    // While shaders compile, what pictures take says nothing.
    if (this.#wasDrawn && view.coming.length === 0 && this.#governor?.measure(pictureMs)) {
      this.#quality = this.#governor.level;
      view.setQuality(QUALITIES[this.#quality]);
    }
    view.draw({ pose: this.#pose, motion, elapsedMs, isFresh: this.#isFresh });
    this.#wasDrawn = true;
    this.#isDirty = false;
    this.#isFresh = false;
    this.#frames++;
  }

  /** Resolves when the GPU is through with the last picture. */
  async finished(): Promise<void> {
    await this.#view?.finished();
  }

  /** Pictures since the last call. */
  takeFrames(): number {
    const frames = this.#frames;
    this.#frames = 0;
    return frames;
  }

  async pick({ at }: Command<'pick'>): Promise<void> {
    if (this.#subject) await this.#selection.pick(at, this.#subject);
  }

  async save({ widthPixels, note }: Command<'savePicture'>): Promise<void> {
    const subject = this.#subject;
    if (!subject) throw new Error('There is no picture to save.');
    const pose = this.#profile === 'figure' ? telecentric(subject.pose) : subject.pose;
    const isDark = isNight(this.#profile);
    const png = await savePicture(subject.view, { widthPixels, pose, isDark, note });
    this.#post({ type: 'pictureSaved', name: `${subject.simulation.world.scenario.name}.png`, png });
  }

  /** What can be picked from: there once a world is drawn. */
  get #subject(): Subject | undefined {
    const [view, simulation, scene, pose] = [this.#view, this.#simulation, this.#scene, this.#pose];
    return view && simulation && scene && pose ? { view, simulation, scene, pose } : undefined;
  }
}
