// A click or a tap on the picture, told apart from a drag.

/** How far a finger may slip, CSS pixels, and how long it may rest, ms. */
const SLIP_PX = 6;
const REST_MS = 600;

export function listenToTaps(picture: HTMLElement, tap: (at: { x: number; y: number }) => void): void {
  let down: { x: number; y: number; ms: number; id: number } | undefined;
  picture.addEventListener('pointerdown', ({ clientX, clientY, pointerId, isPrimary, button }) => {
    // A second finger makes it a pinch.
    down =
      isPrimary && button === 0
        ? { x: clientX, y: clientY, ms: performance.now(), id: pointerId }
        : undefined;
  });
  picture.addEventListener('pointerup', ({ clientX, clientY, pointerId }) => {
    const start = down;
    down = undefined;
    if (!start || start.id !== pointerId || performance.now() - start.ms > REST_MS) return;
    if (Math.hypot(clientX - start.x, clientY - start.y) > SLIP_PX) return;
    const { left, top } = picture.getBoundingClientRect();
    tap({ x: clientX - left, y: clientY - top });
  });
}
