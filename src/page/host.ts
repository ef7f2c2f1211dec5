// The main thread's end of the page's loop: starts it in a worker where the browser can, on this thread otherwise,
// watches over it, and starts it anew from the last snapshot when it hangs or loses the graphics device.

import type { Command } from '../protocol.ts';
import type { ProfileName } from '../view/palette.ts';
import type { QualityName } from '../view/quality.ts';
import type { PageCommand, PageMessage, PictureReport } from './messages.ts';

export interface HostOptions {
  /** Where the canvas goes. */
  picture: HTMLElement;
  quality: QualityName | 'auto';
  profile: ProfileName;
  isWebgpuBarred: boolean;
  receive(message: PageMessage): void;
  /** The loop was started anew: one sentence. */
  restarted(sentence: string): void;
}

const CHECK_MS = 1000;
const SNAPSHOT_MS = 10_000;
/** Silence of a visible page after which the loop counts as hung; before its first picture shaders compile. */
const SILENCE_MS = 30_000;
const FIRST_SILENCE_MS = 90_000;
/** One step on the GPU that takes longer than this will not end: a million particles take a software GPU ten seconds. */
const STUCK_MS = 180_000;
/** Restarts this close to each other step down: less quality, then no WebGPU, then no more. */
const SOON_MS = 60_000;

/** Commands of which a new loop must know the last. */
const STANDING = new Set<PageCommand['type']>(['speed', 'camera', 'profile', 'aids']);

interface Line {
  post(command: PageCommand, transfer?: Transferable[]): void;
  close(): void;
}

export class PageHost {
  readonly #options: HostOptions;
  #line: Line | undefined;
  #canvas: HTMLCanvasElement | undefined;
  #inWorker = true;
  #heardMs = 0;
  #hasFrames = false;
  #askedMs = 0;
  #whyNoWebgpu = '';
  #restartsMs: number[] = [];
  /** What a new loop must be told. */
  #load: Extract<Command, { type: 'load' }> | undefined;
  #snapshot: unknown;
  readonly #standing = new Map<string, PageCommand>();

  constructor(options: HostOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    this.#inWorker = canDrawInWorker();
    await this.#connect();
    setInterval(() => this.#watch(), CHECK_MS);
    new ResizeObserver(() => this.send({ type: 'resize', size: this.#size() })).observe(
      this.#options.picture,
    );
    document.addEventListener('visibilitychange', () => {
      this.#heardMs = performance.now();
      this.send({ type: 'visible', isVisible: !document.hidden });
    });
  }

  send(command: PageCommand): void {
    if (command.type === 'load') {
      this.#load = command;
      this.#snapshot = undefined;
    }
    if (command.type === 'reset') this.#snapshot = undefined;
    if (command.type === 'play' || command.type === 'pause') this.#standing.set('run', command);
    if (STANDING.has(command.type)) this.#standing.set(command.type, command);
    this.#line?.post(command);
  }

  #size() {
    const { width, height } = this.#options.picture.getBoundingClientRect();
    return { width: Math.round(width), height: Math.round(height), pixelRatio: devicePixelRatio };
  }

  async #connect(): Promise<void> {
    this.#line?.close();
    this.#heardMs = performance.now();
    this.#hasFrames = false;
    const canvas = document.createElement('canvas');
    this.#canvas?.remove();
    this.#canvas = canvas;
    this.#options.picture.append(canvas);
    const receive = (message: PageMessage) => this.#receive(message);
    this.#line = this.#inWorker ? openWorker(receive) : await openHere(receive);
    const { quality, profile, isWebgpuBarred } = this.#options;
    const surface = this.#inWorker ? canvas.transferControlToOffscreen() : canvas;
    const transfer = this.#inWorker ? [surface as OffscreenCanvas] : [];
    this.#line.post(
      { type: 'canvas', canvas: surface, size: this.#size(), quality, profile, isWebgpuBarred },
      transfer,
    );
    if (this.#load && this.#snapshot === undefined) this.#line.post(this.#load);
    if (this.#snapshot !== undefined)
      this.#line.post({ type: 'restore', snapshot: this.#snapshot, engine: this.#load?.engine ?? 'auto' });
    for (const command of this.#standing.values()) this.#line.post(command);
  }

  #receive(message: PageMessage): void {
    this.#heardMs = performance.now();
    if (message.type === 'frames' && message.framesPerS > 0) this.#hasFrames = true;
    if (message.type === 'alive' && message.busyMs > STUCK_MS) {
      void this.#restart(`One step of the simulation took more than ${STUCK_MS / 60_000} minutes.`);
      return;
    }
    if (message.type === 'snapshot') {
      this.#snapshot = message.snapshot;
      return;
    }
    if (message.type === 'lost') {
      void this.#restart(message.message);
      return;
    }
    if (message.type === 'picture' && this.#stepDown(message.picture)) {
      void this.#connect();
      return;
    }
    const isTold = message.type === 'picture' && this.#whyNoWebgpu !== '';
    this.#options.receive(isTold ? this.#explain(message) : message);
  }

  /** The first failure is the reason; that WebGPU was barred afterwards is only what followed. */
  #explain(message: Extract<PageMessage, { type: 'picture' }>): PageMessage {
    return { ...message, picture: { ...message.picture, why: this.#whyNoWebgpu } };
  }

  /** Where there is no picture yet: the same on this thread, then the same without WebGPU. False: nothing is left to try. */
  #stepDown(picture: PictureReport): boolean {
    if (this.#inWorker && isBetterHere(picture)) {
      this.#inWorker = false;
      return true;
    }
    if (picture.backend !== 'none' || this.#options.isWebgpuBarred) return false;
    this.#options.isWebgpuBarred = true;
    this.#inWorker = canDrawInWorker();
    this.#whyNoWebgpu = picture.why;
    return true;
  }

  #watch(): void {
    if (document.hidden) return;
    const now = performance.now();
    const limit = this.#hasFrames ? SILENCE_MS : FIRST_SILENCE_MS;
    if (this.#inWorker && now - this.#heardMs > limit) {
      void this.#restart(`The simulation did not answer for ${Math.round(limit / 1000)} seconds.`);
      return;
    }
    if (now - this.#askedMs < SNAPSHOT_MS || this.#standing.get('run')?.type !== 'play') return;
    this.#askedMs = now;
    this.#line?.post({ type: 'snapshot' });
  }

  async #restart(reason: string): Promise<void> {
    const now = performance.now();
    this.#restartsMs = [...this.#restartsMs.filter((when) => now - when < SOON_MS), now];
    const times = this.#restartsMs.length;
    if (times > 3) {
      this.#line?.close();
      this.#line = undefined;
      this.#options.receive({
        type: 'error',
        message: `${reason} It failed four times; reload the page to try again.`,
        fatal: true,
      });
      return;
    }
    const from = this.#snapshot === undefined ? 'from its beginning' : 'from the last snapshot';
    let how = '';
    if (times === 2) {
      this.#options.quality = 'low';
      how = ' with a simpler picture';
    }
    if (times === 3) {
      this.#options.isWebgpuBarred = true;
      if (this.#load) this.#load = { ...this.#load, engine: 'reference' };
      how = ' without WebGPU';
    }
    this.#options.restarted(`${reason} The run goes on ${from}${how}.`);
    await this.#connect();
  }
}

function canDrawInWorker(): boolean {
  return (
    typeof Worker === 'function' &&
    typeof OffscreenCanvas === 'function' &&
    'transferControlToOffscreen' in HTMLCanvasElement.prototype
  );
}

/** Some browsers have WebGPU, or WebGL2 on a canvas, on the main thread only. */
function isBetterHere({ backend, offersWebgpu }: PictureReport): boolean {
  return backend === 'none' || (!offersWebgpu && 'gpu' in navigator && Boolean(navigator.gpu));
}

function openWorker(receive: (message: PageMessage) => void): Line {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'Exocyte' });
  worker.onmessage = (event: MessageEvent<PageMessage>) => receive(event.data);
  worker.onerror = (event) =>
    receive({ type: 'lost', message: `The worker failed${event.message ? `: ${event.message}` : ''}.` });
  return {
    post: (command, transfer = []) => worker.postMessage(command, transfer),
    close: () => worker.terminate(),
  };
}

async function openHere(receive: (message: PageMessage) => void): Promise<Line> {
  const { PageLoop } = await import('./loop.ts');
  const loop = new PageLoop(receive);
  let isOpen = true;
  const turn = (nowMs: number) => {
    if (isOpen) void loop.frame(nowMs).finally(() => requestAnimationFrame(turn));
  };
  requestAnimationFrame(turn);
  return {
    post: (command) => loop.take(command),
    close: () => {
      isOpen = false;
    },
  };
}
