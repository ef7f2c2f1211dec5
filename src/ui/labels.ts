// The names in the picture, each with a leader line and one verb. Places come projected; labelLayout.ts says where each hangs.
import { element, make } from './elements.ts';
import { type Box, layOut, type Point } from './labelLayout.ts';

export interface Label {
  /** What it names. */
  key: string;
  text: string;
  /** CSS pixels; undefined: out of sight. */
  at: Point | undefined;
}

/** Where each label hung last. */
const last = new Map<string, number>();

/** `panels`: what labels must not touch; `things`: places (CSS pixels) that they should not cover. */
export function placeLabels(
  labels: readonly Label[],
  panels: readonly DOMRect[],
  things: readonly { x: number; y: number; radius: number }[] = [],
): void {
  const host = element('labels');
  const hanging = labels.flatMap(({ key, text, at }) => (at ? [{ key, at, size: measure(text) }] : []));
  const placed = layOut(hanging, {
    width: innerWidth,
    height: innerHeight,
    panels,
    things: things.map(around),
    last,
  });
  last.clear();
  const lines: string[] = [];
  const boxes = placed.map(({ key, place, box, line: { from, to } }) => {
    last.set(key, place);
    lines.push(
      `<line x1="${from.x}" y1="${from.y}" x2="${to.x}" y2="${to.y}"/><circle cx="${from.x}" cy="${from.y}" r="2"/>`,
    );
    const label = make('div', { class: 'label', text: labels.find((one) => one.key === key)?.text ?? '' });
    label.style.left = `${box.left}px`;
    label.style.top = `${box.top}px`;
    return label;
  });
  const drawing = document.createElement('template');
  drawing.innerHTML = `<svg>${lines.join('')}</svg>`;
  host.replaceChildren(drawing.content, ...boxes);
}

function around({ x, y, radius }: { x: number; y: number; radius: number }): Box {
  return { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius };
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
