// The worker in which the page's loop runs: messages in, messages out, one turn per animation frame.
import { PageLoop } from './loop.ts';
import type { PageCommand, PageMessage } from './messages.ts';

/** The part of a worker's global scope that is used here (the DOM's types describe a window). */
interface WorkerScope {
  postMessage(message: PageMessage): void;
  onmessage: ((event: MessageEvent<PageCommand>) => void) | null;
  requestAnimationFrame?: (callback: (nowMs: number) => void) => number;
}

const scope = self as unknown as WorkerScope;
const loop = new PageLoop((message) => scope.postMessage(message));
scope.onmessage = (event) => loop.take(event.data);

function turn(nowMs: number): void {
  void loop.frame(nowMs).finally(next);
}

function next(): void {
  if (scope.requestAnimationFrame) scope.requestAnimationFrame(turn);
  else setTimeout(() => turn(performance.now()), 16);
}

next();
