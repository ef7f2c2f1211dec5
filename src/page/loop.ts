// The page's loop: one thread owns device, engine, simulation and picture, because they share the GPU. It runs in a
// worker where the browser can, on the main thread otherwise, and speaks only in messages.

import type { Command } from '../protocol.ts';
import type { LifeEvent } from '../secretion/types.ts';
import { isLost, nameAdapter, openPageDevice } from './device.ts';
import type { PageCommand, PageMessage, PictureReport } from './messages.ts';
import { Pacer } from './pacer.ts';
import { PageSimulation } from './pageSimulation.ts';
import { Painter } from './painter.ts';

/** Work on the simulation per frame before the picture gets its turn: as much again as the picture takes, within limits. */
const LEAST_BUDGET_MS = 16;
const MOST_BUDGET_MS = 300;
const OBSERVE_MS = 200;
const FRAMES_MS = 500;
const ALIVE_MS = 1000;

type CanvasCommand = Extract<PageCommand, { type: 'canvas' }>;

export class PageLoop {
  readonly #post: (message: PageMessage) => void;
  #device: GPUDevice | undefined;
  readonly #painter: Painter;
  #simulation: PageSimulation | undefined;
  #events: LifeEvent[] = [];
  #isRunning = false;
  #isVisible = true;
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
    this.#painter = new Painter(post);
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
    this.#painter.touch();
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
        return this.#painter.resize(command.size);
      case 'camera':
        return this.#painter.aim(command.pose);
      case 'profile':
        return this.#painter.setProfile(command.profile);
      case 'aids':
        return this.#painter.setAids(command.aids);
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
        return this.#painter.pick(command);
      case 'savePicture':
        return this.#painter.save(command);
      default:
    }
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
    const offersWebgpu = 'gpu' in navigator && Boolean(navigator.gpu);
    const picture = { adapter: this.#workplace.adapter, why, offersWebgpu };
    const tell = (backend: PictureReport['backend'], reason: string) => {
      const { quality } = this.#painter;
      this.#post({ type: 'picture', picture: { ...picture, backend, quality, why: reason } });
    };
    try {
      tell(await this.#painter.open(command, device), why);
    } catch (error) {
      tell('none', `${why} There is no picture: ${sentenceOf(error)}`.trim());
    }
  }

  /** A bad scenario leaves the running one alone: the new simulation is made before the old one goes. */
  async #load(command: Extract<Command, { type: 'load' }>): Promise<void> {
    this.#show(await PageSimulation.open(command, this.#workplace));
  }

  #show(next: PageSimulation): void {
    const scene = this.#painter.show(next);
    this.#simulation?.destroy();
    this.#simulation = next;
    this.#stepsLeft = 0;
    this.#events = [];
    this.#isBeyondEnd = next.timeNs >= next.endNs;
    this.#pacer.restart(next.timeNs);
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
        this.#paint(nowMs, elapsedMs);
        await this.#busy(this.#painter.finished());
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
    this.#painter.refresh();
    if (!isOtherWorld) return;
    const scene = this.#painter.show(simulation);
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

  #paint(nowMs: number, elapsedMs: number): void {
    const simulation = this.#simulation;
    if (!simulation || !this.#isVisible) return;
    const events = simulation.takeEvents();
    for (const { event, xNm, yNm, zNm } of events)
      if (event === 'channelOpened') this.#painter.channelOpened(xNm, yNm, zNm);
    this.#events.push(...events);
    this.#painter.turn({ nowMs, elapsedMs, pictureMs: this.#pictureMs });
  }

  #tell(nowMs: number): void {
    if (nowMs - this.#observedMs >= OBSERVE_MS && this.#isRunning) {
      this.#observedMs = nowMs;
      this.#observe();
    }
    if (nowMs - this.#beatMs < FRAMES_MS) return;
    const framesPerS = (1000 * this.#painter.takeFrames()) / Math.max(1, nowMs - this.#beatMs);
    this.#beatMs = nowMs;
    const occupancy = this.#simulation?.occupancy ?? [];
    const { shareDrawn: share, quality, coming } = this.#painter;
    this.#post({ type: 'frames', framesPerS, share, occupancy, quality, coming });
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
