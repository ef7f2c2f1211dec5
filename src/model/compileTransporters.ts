// Transporters as regions at their membrane that capture: tiles, each with a whole number of transporters that fill up
// together. Capture itself is the engines' (as for sensors); how many are free, the orders say.
import type { KindTable } from './kindTable.ts';
import { layerMiddle } from './layers.ts';
import { CONSTANTS as C } from './layout.ts';
import type { PatchShape, Scenario } from './scenario.ts';
import { ScenarioError } from './scenarioError.ts';
import type { Site } from './site.ts';
import { konPerMPerSToNm3PerS, nmToUnits, unitsToNm } from './units.ts';
import type { TransporterInfo } from './world.ts';

/** Largest chance per tick of what is not followed between ticks: molecules that come and go within a layer. */
const LARGEST_CAPTURE = 0.5;

function checkCapture(s: Scenario, index: number, perNm3: number): void {
  const row = s.transporters[index]!;
  const isWhole = row.layerNm >= s.world.outsideHeightUm * 1000;
  const ticks = s.clock.fixedLevel === undefined ? s.clock.ticksUs : [s.clock.ticksUs[s.clock.fixedLevel]!];
  for (const tickUs of ticks) {
    const expected = konPerMPerSToNm3PerS(row.konPerMPerS) * perNm3 * tickUs * 1e-6;
    if (isWhole || expected <= LARGEST_CAPTURE) continue;
    throw new ScenarioError({
      path: `transporters.${index}.layerNm`,
      found: `${row.layerNm} nm: ${expected.toFixed(2)} bindings per molecule there and tick of ${tickUs} us`,
      allowed: `at most ${LARGEST_CAPTURE}, or a layer as high as the space outside`,
      hint: 'Use a thicker layer or shorter ticks in clock.ticksUs',
    });
  }
}

/** One region per tile; adds to `sites`. */
function tilesOf(s: Scenario, index: number, classBit: number, sites: Site[]): Omit<TransporterInfo, 'kind'> {
  const row = s.transporters[index]!;
  const world = s.world as PatchShape;
  const [widthNm, lengthNm] = world.sizeUm.map((um) => um * 1000) as [number, number];
  const columns = Math.max(1, Math.round(widthNm / row.tileNm));
  const rows = Math.max(1, Math.round(lengthNm / row.tileNm));
  const tiles = columns * rows;
  const total = Math.round(row.densityPerUm2 * world.sizeUm[0] * world.sizeUm[1]);
  const extent = [widthNm / columns / 2, lengthNm / rows / 2, row.layerNm / 2].map(nmToUnits) as [
    number,
    number,
    number,
  ];
  const info = { name: row.name, sites: [] as number[], centres: [] as TransporterInfo['centres'], extent };
  const counts: number[] = [];
  for (let tile = 0; tile < tiles; tile++) {
    const [column, line] = [tile % columns, Math.floor(tile / columns)];
    const centre: [number, number, number] = [
      nmToUnits(((2 * column + 1) / columns - 1) * (widthNm / 2)),
      nmToUnits(((2 * line + 1) / rows - 1) * (lengthNm / 2)),
      layerMiddle(world, row.face, row.layerNm),
    ];
    info.sites.push(sites.length);
    info.centres.push(centre);
    counts.push(Math.floor(((tile + 1) * total) / tiles) - Math.floor((tile * total) / tiles));
    sites.push({
      centre,
      shape: C.SHAPE_BOX,
      outer: extent[0],
      inner: extent[1],
      halfHeight: extent[2],
      action: C.ACTION_CAPTURE,
      classes: classBit,
      side: 1,
      levels: 0xffff,
      margin: 0,
    });
  }
  const volumeNm3 = 8 * extent.reduce((product, units) => product * unitsToNm(units), 1);
  checkCapture(s, index, Math.max(...counts) / volumeNm3);
  return { ...info, counts, volumeNm3 };
}

/** All transporters of a scenario; `firstBit`: the first class of regions that is not taken yet. */
export function compileTransporters(
  s: Scenario,
  table: KindTable,
  classes: Map<string, number>,
  sites: Site[],
  firstBit: number,
): TransporterInfo[] {
  return s.transporters.map((row, index) => {
    const classBit = 1 << (firstBit + index);
    classes.set(row.kind, (classes.get(row.kind) ?? 0) | classBit);
    const kind = table.kinds.findIndex(({ name }) => name === row.kind) + 1;
    return { kind, ...tilesOf(s, index, classBit, sites) };
  });
}
