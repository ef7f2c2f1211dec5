// At most four names in the picture, each with a leader line and one verb. Places come projected; a label that would
// overlap another or a panel is left out.
import { element, make } from './elements.ts';

export interface Label {
  text: string;
  /** CSS pixels; undefined: out of sight. */
  at: { x: number; y: number } | undefined;
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const MARGIN_PX = 6;
/** Where a label may hang: near before far, to the sides before above and below. */
const PLACES = [52, 84, 120, 165, 215].flatMap((reach) =>
  [200, -20, 160, 20, 225, -45, 135, 45, 250, -70, 110, 70].map((degrees) => ({
    x: reach * Math.cos((degrees * Math.PI) / 180),
    y: reach * Math.sin((degrees * Math.PI) / 180),
  })),
);

/** `panels`: what labels must not touch; `things`: places (CSS pixels) that they should not cover. */
export function placeLabels(
  labels: readonly Label[],
  panels: readonly DOMRect[],
  things: readonly { x: number; y: number; radius: number }[] = [],
): void {
  const host = element('labels');
  const lines: string[] = [];
  const boxes: HTMLElement[] = [];
  const taken: Box[] = panels.map(({ left, top, right, bottom }) => ({ left, top, right, bottom }));
  const inView = things.map(({ x, y, radius }) => ({
    left: x - radius,
    right: x + radius,
    top: y - radius,
    bottom: y + radius,
  }));
  for (const { text, at } of labels.slice(0, 4)) {
    if (!at) continue;
    const size = measure(text);
    const box = PLACES.map((place) => hang(at, place, size)).find((candidate) =>
      isFree(candidate, [...taken, ...inView]),
    );
    if (!box) continue;
    taken.push(box);
    const label = make('div', { class: 'label', text });
    label.style.left = `${box.left}px`;
    label.style.top = `${box.top}px`;
    boxes.push(label);
    const endX = at.x < box.left ? box.left : at.x > box.right ? box.right : at.x;
    const endY = (box.top + box.bottom) / 2;
    lines.push(
      `<line x1="${at.x}" y1="${at.y}" x2="${endX}" y2="${endY}"/><circle cx="${at.x}" cy="${at.y}" r="2"/>`,
    );
  }
  const drawing = document.createElement('template');
  drawing.innerHTML = `<svg>${lines.join('')}</svg>`;
  host.replaceChildren(drawing.content, ...boxes);
}

function hang(
  at: { x: number; y: number },
  place: { x: number; y: number },
  size: { width: number; height: number },
): Box {
  const left = place.x < 0 ? at.x + place.x - size.width : at.x + place.x;
  const top = at.y + place.y - size.height / 2;
  return { left, top, right: left + size.width, bottom: top + size.height };
}

function isFree(box: Box, taken: readonly Box[]): boolean {
  if (box.left < MARGIN_PX || box.top < MARGIN_PX) return false;
  if (box.right > innerWidth - MARGIN_PX || box.bottom > innerHeight - MARGIN_PX) return false;
  return taken.every(
    (other) =>
      box.right + MARGIN_PX < other.left ||
      box.left - MARGIN_PX > other.right ||
      box.bottom + MARGIN_PX < other.top ||
      box.top - MARGIN_PX > other.bottom,
  );
}

const sizes = new Map<string, { width: number; height: number }>();

function measure(text: string): { width: number; height: number } {
  const known = sizes.get(text);
  if (known) return known;
  const probe = make('div', { class: 'label', text });
  element('labels').append(probe);
  const { width, height } = probe.getBoundingClientRect();
  probe.remove();
  const size = { width, height };
  sizes.set(text, size);
  return size;
}
