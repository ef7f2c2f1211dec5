// Mouse, pen, fingers and wheel as moves of the camera: one pointer turns, with Shift, Ctrl or another button it pans, two
// fingers pinch and pan, the wheel comes closer.

export interface HandMove {
  /** Pixels to the right and down since the last move. */
  turn?: readonly [number, number];
  pan?: readonly [number, number];
  /** A factor above 1: closer. */
  closer?: number;
}

/** A notch of a mouse wheel (100 units in most browsers) makes 5 %. */
const WHEEL_STEP = Math.log(1.05) / 100;
/** What wheels count in, pixels per unit: pixels, lines, pages. */
const WHEEL_UNIT_PX = [1, 33, 800];

interface Finger {
  x: number;
  y: number;
}

/** Returns what lets the element go again. */
export function listenToHands(element: HTMLElement, act: (move: HandMove) => void): () => void {
  const fingers = new Map<number, Finger>();
  const lifetime = new AbortController();
  const listen = <Type extends keyof HTMLElementEventMap>(
    type: Type,
    take: (event: HTMLElementEventMap[Type]) => void,
  ) => element.addEventListener(type, take, { signal: lifetime.signal, passive: false });

  listen('pointerdown', (event) => {
    element.setPointerCapture(event.pointerId);
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
  });
  listen('pointermove', (event) => {
    if (!fingers.has(event.pointerId)) return;
    const before = [...fingers.values()];
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    act(moveOf(before, [...fingers.values()], isPan(event)));
  });
  for (const type of ['pointerup', 'pointercancel'] as const)
    listen(type, ({ pointerId }) => fingers.delete(pointerId));
  listen('contextmenu', (event) => event.preventDefault());
  listen('wheel', (event) => {
    event.preventDefault();
    act({ closer: Math.exp(-event.deltaY * (WHEEL_UNIT_PX[event.deltaMode] ?? 1) * WHEEL_STEP) });
  });
  return () => lifetime.abort();
}

function isPan({ buttons, shiftKey, ctrlKey, metaKey }: PointerEvent): boolean {
  return (buttons & ~1) !== 0 || shiftKey || ctrlKey || metaKey;
}

function moveOf(before: readonly Finger[], after: readonly Finger[], pans: boolean): HandMove {
  const [a, b] = [middle(before), middle(after)];
  const shift = [b.x - a.x, b.y - a.y] as const;
  if (after.length === 1) return pans ? { pan: shift } : { turn: shift };
  return { pan: shift, closer: spread(after) / Math.max(1, spread(before)) };
}

function middle(fingers: readonly Finger[]): Finger {
  const mean = (of: (finger: Finger) => number) =>
    fingers.reduce((sum, finger) => sum + of(finger), 0) / fingers.length;
  return { x: mean(({ x }) => x), y: mean(({ y }) => y) };
}

/** Distance of the first two, pixels. */
function spread([a, b]: readonly Finger[]): number {
  return a && b ? Math.hypot(a.x - b.x, a.y - b.y) : 1;
}
