import { expect, test } from 'vitest';
import { type Box, type LabelSurroundings, layOut, type PlacedLabel } from '../../src/ui/labelLayout.ts';

const around = (more: Partial<LabelSurroundings> = {}): LabelSurroundings => ({
  width: 800,
  height: 500,
  panels: [],
  things: [],
  last: new Map(),
  ...more,
});
const size = { width: 110, height: 20 };
const label = (key: string, x: number, y: number) => ({ key, at: { x, y }, size });

function overlap(a: Box, b: Box): boolean {
  return a.right > b.left && a.left < b.right && a.bottom > b.top && a.top < b.bottom;
}

/** Points of a leader line. */
function points({ line: { from, to } }: PlacedLabel): { x: number; y: number }[] {
  return Array.from({ length: 101 }, (_, k) => ({
    x: from.x + ((to.x - from.x) * k) / 100,
    y: from.y + ((to.y - from.y) * k) / 100,
  }));
}

const crowd = [label('a', 400, 250), label('b', 410, 255), label('c', 395, 262), label('d', 405, 240)];

test('four labels of a crowd lie apart, on the screen, and no line runs through another label', () => {
  const placed = layOut(crowd, around());
  expect(placed.map(({ key }) => key)).toEqual(['a', 'b', 'c', 'd']);
  for (const { box } of placed) {
    expect(Math.min(box.left, box.top, 800 - box.right, 500 - box.bottom)).toBeGreaterThanOrEqual(0);
  }
  for (const one of placed)
    for (const other of placed) {
      if (one === other) continue;
      expect(overlap(one.box, other.box), `${one.key} over ${other.key}`).toBe(false);
      const through = points(one).some(({ x, y }) =>
        overlap({ left: x, right: x, top: y, bottom: y }, other.box),
      );
      expect(through, `line of ${one.key} through ${other.key}`).toBe(false);
    }
});

test('there are never more than four', () => {
  expect(layOut([...crowd, label('e', 100, 100)], around())).toHaveLength(4);
});

test('panels are never touched, and what lies under one, or off the screen, gets no label', () => {
  const panel = { left: 0, top: 0, right: 390, bottom: 500 };
  const placed = layOut(
    [label('a', 400, 250), label('b', 300, 250), label('c', 400, -5)],
    around({ panels: [panel] }),
  );
  expect(placed.map(({ key }) => key)).toEqual(['a']);
  expect(placed[0]!.box.left).toBeGreaterThan(390);
});

test('a label stays where it hung as long as that is free', () => {
  const place = layOut([label('a', 400, 250)], around())[0]!.place + 3;
  const last = new Map([['a', place]]);
  expect(layOut([label('a', 410, 251)], around({ last }))[0]?.place).toBe(place);
  const { box } = layOut([label('a', 410, 251)], around({ last }))[0]!;
  expect(layOut([label('a', 410, 251)], around({ last, things: [box] }))[0]?.place).not.toBe(place);
});
