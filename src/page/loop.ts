// The page's loop: one thread owns device, engine, simulation and picture, because they share the GPU. It runs in a
// worker where the browser can, on the main thread otherwise, and speaks only in messages.

import type { Command } from '../protocol.ts';
import type { LifeEvent } from '../secretion/types.ts';
import { type CameraPose, telecentric } from '../view/cameraPose.ts';
import { isNight, type ProfileName } from '../view/palette.ts';
import { QUALITIES, type QualityName } from '../view/quality.ts';
import { QualityGovernor } from '../view/qualityGovernor.ts';
import type { ReadingAids } from '../view/readingAids.ts';
import { describeScene, type SceneDescription } from '../view/sceneDescription.ts';
import { SiteMotion } from '../view/siteMotion.ts';
import { View } from '../view/view.ts';
import { isLost, nameAdapter, openPageDevice, suitableQuality } from './device.ts';
import type { PageCommand, PageMessage, PictureReport, PictureSize } from './messages.ts';
import { Pacer } from './pacer.ts';
import { PageSimulation } from './pageSimulation.ts';
import { savePicture } from './savePicture.ts';
import { Selection, type Subject } from './selection.ts';

/** Work on the simulation per frame before the picture gets its turn: as much again as the picture takes, within limits. */
const LEAST_BUDGET_MS = 16;
const MOST_BUDGET_MS = 300;
const OBSERVE_MS = 200;
const FRAMES_MS = 500;
const ALIVE_MS = 1000;

type CanvasCommand = Extract<PageCommand, { type: 'canvas' }>;
type SaveCommand = Extract<PageCommand, { type: 'savePicture' }>;

export class PageLoop {
  readonly #post: (message: PageMessage) => void;
  #device: GPUDevice | undefined;
  #view: View | undefined;
  #simulation: PageSimulation | undefined;
  #scene: SceneDescription | undefined;
  #motion: SiteMotion | undefined;
  #profile: ProfileName = 'dark';
  #aids: ReadingAids | undefined;
  readonly #selection: Selection;
  #quality: QualityName = 'low';
  /** Undefined: the quality is pinned. */
  #governor: QualityGovernor | undefined;
  #events: LifeEvent[] = [];
  #pose: CameraPose | undefined;
  #isRunning = false;
  #isVisible = true;
  #isDirty = true;
  /** The simulation has gone on since the last picture. */
  #isFresh = true;
  /** The last turn drew a picture. */
  #wasDrawn = false;
  #isBusy = false;
  readonly #pacer = new Pacer();
  /** The planned end has been reached and told. */
  #isBeyondEnd = false;
  #stepsLeft = 0;
  #lastMs = 0;
  /** What the last turn spent on the simulation. */
  #advanceMs = 0;
  /** What the last turn spent on the picture. */
  #pictureMs = 0;
  #observedMs = 0;
  #beatMs = 0;
  #frames = 0;
  #webgpuWhy = '';
  /** When what is under way began, wall time. */
  #busySinceMs: number | undefined;
  readonly #queue: PageCommand[] = [];

  constructor(post: (message: PageMessage) => void) {
    this.#post = post;
    setInterval(() => {
      const busyMs = this.#busySinceMs === undefined ? 0 : performance.now() - this.#busySinceMs;
      this.#post({ type: 'alive', busyMs });
    }, ALIVE_MS);
    this.#selection = new Selection(post);
  }

  /** Commands are carried out between frames, in order. */
  take(command: PageCommand): void {
    this.#queue.push(command);
    void this.#drain();
  }

  async #drain(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      for (let command = this.#queue.shift(); command; command = this.#queue.shift())
        await this.#carryOut(command);
    } finally {
      this.#isBusy = false;
    }
  }

  async #carryOut(command: PageCommand): Promise<void> {
    try {
      await this.#busy(this.#handle(command));
    } catch (error) {
      this.#post({ type: 'error', message: sentenceOf(error), fatal: false });
    }
    this.#isDirty = true;
  }

  async #busy(work: Promise<void>): Promise<void> {
    this.#busySinceMs = performance.now();
    try {
      await work;
    } finally {
      this.#busySinceMs = undefined;
    }
  }

  async #handle(command: PageCommand): Promise<void> {
    switch (command.type) {
      case 'canvas':
        return this.#openPicture(command);
      case 'resize':
        return this.#resize(command.size);
      case 'camera':
        this.#pose = command.pose;
        return;
      case 'profile':
        this.#profile = command.profile;
        return this.#view?.setProfile(command.profile);
      case 'aids':
        this.#aids = command.aids;
        return this.#view?.setAids(command.aids);
      case 'visible':
        this.#isVisible = command.isVisible;
        return;
      case 'load':
        return this.#load(command);
      case 'reset':
        if (this.#simulation) await this.#load(this.#simulation.load);
        return;
      case 'play':
        this.#isRunning = true;
        return;
      case 'pause':
        this.#isRunning = false;
        return this.#observe();
      case 'step':
        this.#isRunning = false;
        this.#stepsLeft += command.epochs;
        return;
      case 'speed':
        this.#pacer.speed = command.simulatedSPerS;
        return;
      default:
        return this.#ask(command);
    }
  }

  async #ask(command: PageCommand): Promise<void> {
    if (command.type === 'restore') {
      this.#show(await PageSimulation.restore(command.snapshot, this.#workplace, command.engine));
      return;
    }
    const simulation = this.#simulation;
    if (!simulation) return;
    switch (command.type) {
      case 'change':
        simulation.change(command.change);
        return;
      case 'snapshot':
        this.#post({ type: 'snapshot', snapshot: await simulation.snapshot() });
        return;
      case 'export':
        this.#post({ type: 'export', files: await simulation.exportFiles() });
        return;
      case 'pick':
        if (this.#subject) await this.#selection.pick(command.at, this.#subject);
        return;
      case 'savePicture':
        return this.#savePicture(command, simulation);
      default:
    }
  }

  async #savePicture({ widthPixels, note }: SaveCommand, { world }: PageSimulation): Promise<void> {
    if (!this.#view || !this.#pose) throw new Error('There is no picture to save.');
    const pose = this.#profile === 'figure' ? telecentric(this.#pose) : this.#pose;
    const isDark = isNight(this.#profile);
    const png = await savePicture(this.#view, { widthPixels, pose, isDark, note });
    this.#post({ type: 'pictureSaved', name: `${world.scenario.name}.png`, png });
  }

  /** What can be picked from: there once a world is drawn. */
  get #subject(): Subject | undefined {
    const [view, simulation, scene, pose] = [this.#view, this.#simulation, this.#scene, this.#pose];
    return view && simulation && scene && pose ? { view, simulation, scene, pose } : undefined;
  }

  get #workplace() {
    return { device: this.#device, adapter: this.#device ? nameAdapter(this.#device) : '' };
  }

  async #openPicture(command: CanvasCommand): Promise<void> {
    const { device, why } = await openPageDevice(command.isWebgpuBarred, (message) =>
      this.#post({ type: 'lost', message }),
    );
    this.#device = device;
    this.#webgpuWhy = why;
    const adapter = this.#device ? nameAdapter(this.#device) : '';
    const quality = command.quality === 'auto' ? suitableQuality(this.#device) : command.quality;
    this.#quality = quality;
    this.#governor = command.quality === 'auto' ? new QualityGovernor(quality) : undefined;
    this.#profile = command.profile;
    const offersWebgpu = 'gpu' in navigator && Boolean(navigator.gpu);
    const picture: PictureReport = { backend: 'none', quality, adapter, why: this.#webgpuWhy, offersWebgpu };
    try {
      this.#view = await View.create({
        canvas: command.canvas,
        device: this.#device,
        quality: QUALITIES[quality],
        profile: command.profile,
      });
      if (this.#aids) this.#view.setAids(this.#aids);
      picture.backend = this.#view.isWebgl ? 'webgl2' : 'webgpu';
      this.#resize(command.size);
    } catch (error) {
      picture.why = `${picture.why} There is no picture: ${sentenceOf(error)}`.trim();
    }
    this.#post({ type: 'picture', picture });
  }

  #resize({ width, height, pixelRatio }: PictureSize): void {
    this.#view?.resize(Math.max(1, width), Math.max(1, height), pixelRatio);
  }

  /** A bad scenario leaves the running one alone: the new simulation is made before the old one goes. */
  async #load(command: Extract<Command, { type: 'load' }>): Promise<void> {
    this.#show(await PageSimulation.open(command, this.#workplace));
  }

  #show(next: PageSimulation): void {
    const scene = describeScene(next.world);
    this.#selection.clear();
    this.#scene = scene;
    this.#view?.show(scene, next.bodies());
    this.#simulation?.destroy();
    this.#simulation = next;
    this.#stepsLeft = 0;
    this.#events = [];
    this.#isBeyondEnd = next.timeNs >= next.endNs;
    this.#pacer.restart(next.timeNs);
    this.#motion = new SiteMotion(scene);
    const { title, caveat } = next.world.scenario;
    const { engine, adapter, occupancy, endNs, offers } = next;
    const asked = next.load.engine === 'reference' ? 'You asked for the reference engine. ' : '';
    const why = engine === 'webgpu' ? '' : `${asked}${this.#webgpuWhy}`.trim();
    this.#post({ type: 'scene', scene, occupancy, endNs });
    this.#post({ type: 'loaded', title, caveat, engine, adapter, why, offers });
    this.#observe();
  }

  /** One turn: simulate within the budget, then draw if anything changed. */
  async frame(nowMs: number): Promise<void> {
    const elapsedMs = Math.min(1000, nowMs - this.#lastMs);
    this.#lastMs = nowMs;
    if (!this.#isBusy) {
      this.#isBusy = true;
      try {
        await this.#busy(this.#advance(elapsedMs));
        this.#draw(elapsedMs);
        if (this.#view) await this.#busy(this.#view.finished());
        this.#tell(nowMs);
      } catch (error) {
        this.#stepsLeft = 0;
        if (!(await isLost(this.#device))) {
          this.#isRunning = false;
          this.#post({ type: 'error', message: sentenceOf(error), fatal: true });
        }
      } finally {
        this.#isBusy = false;
      }
    }
    await this.#drain();
  }

  async #advance(elapsedMs: number): Promise<void> {
    const simulation = this.#simulation;
    const spentMs = this.#advanceMs;
    this.#advanceMs = 0;
    this.#pictureMs = elapsedMs - spentMs;
    if (!simulation) return;
    if (this.#stepsLeft > 0) {
      this.#stepsLeft--;
      await this.#makeEpoch(simulation);
      if (this.#stepsLeft === 0) this.#observe();
      return;
    }
    if (!this.#isRunning || !this.#isVisible) return;
    const untilNs = this.#pacer.allow(simulation.timeNs, elapsedMs / 1000);
    const start = performance.now();
    const budgetMs = Math.min(MOST_BUDGET_MS, Math.max(LEAST_BUDGET_MS, this.#pictureMs));
    while (simulation.timeNs < untilNs && performance.now() - start < budgetMs) {
      await this.#makeEpoch(simulation);
      if (this.#endsNow(simulation)) return this.#stopAtEnd(simulation);
    }
    this.#advanceMs = performance.now() - start;
    this.#pacer.measure(simulation.timeNs, elapsedMs / 1000);
  }

  async #makeEpoch(simulation: PageSimulation): Promise<void> {
    const isOtherWorld = await simulation.advance();
    this.#isDirty = true;
    this.#isFresh = true;
    if (!isOtherWorld) return;
    const scene = describeScene(simulation.world);
    this.#scene = scene;
    this.#view?.show(scene, simulation.bodies());
    this.#post({ type: 'scene', scene, occupancy: simulation.occupancy, endNs: simulation.endNs });
  }

  #endsNow({ timeNs, endNs }: PageSimulation): boolean {
    return !this.#isBeyondEnd && timeNs >= endNs;
  }

  /** Here the terminal's run ends, too, and its hash is this one. Whoever presses Run again goes beyond it. */
  async #stopAtEnd(simulation: PageSimulation): Promise<void> {
    this.#isBeyondEnd = true;
    this.#isRunning = false;
    this.#observe();
    this.#post({ type: 'ended', stateHash: await simulation.hash() });
  }

  #draw(elapsedMs: number): void {
    const simulation = this.#simulation;
    const motion = this.#motion;
    if (!simulation || !motion || !this.#isVisible) return;
    const events = simulation.takeEvents();
    for (const event of events)
      if (event.event === 'channelOpened') motion.open(event.xNm, event.yNm, event.zNm);
    this.#events.push(...events);
    const moves = motion.step(simulation.siteStates, elapsedMs);
    const view = this.#view;
    if (!view || !this.#pose || !(moves || this.#isDirty || view.isMoving)) {
      this.#wasDrawn = false;
      return;
    }
    if (this.#wasDrawn) this.#suitQuality(view);
    const { looks: sites, channels: openChannels } = motion;
    view.draw({ pose: this.#pose, sites, openChannels, elapsedMs, isFresh: this.#isFresh });
    this.#wasDrawn = true;
    this.#isDirty = false;
    this.#isFresh = false;
    this.#frames++;
    if (this.#subject) void this.#selection.look(this.#subject, performance.now());
  }

  #suitQuality(view: View): void {
    if (!this.#governor?.measure(this.#pictureMs)) return;
    this.#quality = this.#governor.level;
    view.setQuality(QUALITIES[this.#quality]);
  }

  #tell(nowMs: number): void {
    if (nowMs - this.#observedMs >= OBSERVE_MS && this.#isRunning) {
      this.#observedMs = nowMs;
      this.#observe();
    }
    if (nowMs - this.#beatMs < FRAMES_MS) return;
    const framesPerS = (1000 * this.#frames) / Math.max(1, nowMs - this.#beatMs);
    this.#beatMs = nowMs;
    this.#frames = 0;
    const occupancy = this.#simulation?.occupancy ?? [];
    this.#post({
      type: 'frames',
      framesPerS,
      share: this.#view?.shareDrawn ?? 1,
      occupancy,
      quality: this.#quality,
    });
  }

  #observe(): void {
    const simulation = this.#simulation;
    if (!simulation) return;
    const events = [...this.#events.splice(0), ...simulation.takeEvents()];
    if (events.length > 0) this.#post({ type: 'events', events });
    const { timeNs } = simulation; // the picture is as new as that, the counts lag by the orders' latency
    const observation = {
      ...simulation.observation(),
      timeNs,
      running: this.#isRunning,
      pace: this.#pacer.pace,
    };
    this.#post({ type: 'observation', observation });
  }
}

function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
