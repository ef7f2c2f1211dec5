// Where labels hang: at most four, each beside its place on a leader line, free of panels, of each other and of each other's
// lines. Plain geometry in CSS pixels. A label stays where it hung last as long as that is free, so that none hops about.

export interface Point {
  x: number;
  y: number;
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

export interface HangingLabel {
  /** What it names, for remembering where it hung. */
  key: string;
  at: Point;
  size: { width: number; height: number };
}

export interface LabelSurroundings {
  width: number;
  height: number;
  /** What labels must not touch and places must not lie under. */
  panels: readonly Box[];
  /** What labels should not cover. */
  things: readonly Box[];
  /** Number of the place where each label hung last, by key. */
  last: ReadonlyMap<string, number>;
}

export interface PlacedLabel {
  key: string;
  /** Number of its place among those that are tried. */
  place: number;
  box: Box;
  line: { from: Point; to: Point };
}

const MOST = 4;
const MARGIN_PX = 6;
/** Where a label may hang: near before far, to the sides before above and below. */
const PLACES = [52, 84, 120, 165, 215].flatMap((reach) =>
  [200, -20, 160, 20, 225, -45, 135, 45, 250, -70, 110, 70].map((degrees) => ({
    x: reach * Math.cos((degrees * Math.PI) / 180),
    y: reach * Math.sin((degrees * Math.PI) / 180),
  })),
);

export function layOut(labels: readonly HangingLabel[], around: LabelSurroundings): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  const screen = { left: 0, top: 0, right: around.width, bottom: around.height };
  for (const label of labels) {
    if (placed.length === MOST) break;
    const { at, key } = label;
    if (!holds(screen, at) || around.panels.some((panel) => holds(panel, at))) continue;
    const last = around.last.get(key);
    const order = PLACES.map((_, place) => place);
    if (last !== undefined) order.unshift(last);
    const tries = order.map((place) => hang(label, place)).filter(({ box }) => isFree(box, around, placed));
    // A line that crosses another line is better than no label; one through another label is not.
    const apart = tries.filter((candidate) => !placed.some((other) => runsThrough(candidate, other)));
    const chosen = apart.find(({ line }) => !placed.some((other) => crosses(line, other.line))) ?? apart[0];
    if (chosen) placed.push(chosen);
  }
  return placed;
}

function hang({ key, at, size }: HangingLabel, place: number): PlacedLabel {
  const { x, y } = PLACES[place] as Point;
  const left = x < 0 ? at.x + x - size.width : at.x + x;
  const top = at.y + y - size.height / 2;
  const box = { left, top, right: left + size.width, bottom: top + size.height };
  const to = {
    x: Math.max(box.left, Math.min(box.right, at.x)),
    y: (box.top + box.bottom) / 2,
  };
  return { key, place, box, line: { from: at, to } };
}

function isFree(
  box: Box,
  { width, height, panels, things }: LabelSurroundings,
  placed: readonly PlacedLabel[],
): boolean {
  const inside =
    box.left >= MARGIN_PX &&
    box.top >= MARGIN_PX &&
    box.right <= width - MARGIN_PX &&
    box.bottom <= height - MARGIN_PX;
  const taken = [...panels, ...things, ...placed.map((other) => other.box)];
  return inside && !taken.some((other) => overlap(box, other));
}

function overlap(a: Box, b: Box): boolean {
  return (
    a.right + MARGIN_PX >= b.left &&
    a.left - MARGIN_PX <= b.right &&
    a.bottom + MARGIN_PX >= b.top &&
    a.top - MARGIN_PX <= b.bottom
  );
}

function holds({ left, top, right, bottom }: Box, { x, y }: Point): boolean {
  return x >= left && x <= right && y >= top && y <= bottom;
}

/** One label's line runs through the other's box, either way round. */
function runsThrough(a: PlacedLabel, b: PlacedLabel): boolean {
  return hits(a.line, b.box) || hits(b.line, a.box);
}

function hits(line: PlacedLabel['line'], { left, top, right, bottom }: Box): boolean {
  const corners = [
    { x: left, y: top },
    { x: right, y: top },
    { x: right, y: bottom },
    { x: left, y: bottom },
  ];
  return corners.some((corner, index) =>
    crosses(line, { from: corner, to: corners[(index + 1) % 4] as Point }),
  );
}

function crosses(a: PlacedLabel['line'], b: PlacedLabel['line']): boolean {
  const side = (p: Point, q: Point, r: Point) =>
    Math.sign((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x));
  return (
    side(a.from, a.to, b.from) * side(a.from, a.to, b.to) < 0 &&
    side(b.from, b.to, a.from) * side(b.from, b.to, a.to) < 0
  );
}
