// Receptors across the cleft as regions that count: a disc of the layer below the membrane at the top.
import { layerMiddle } from './layers.ts';
import { CONSTANTS as C } from './layout.ts';
import type { PatchShape, Scenario } from './scenario.ts';
import type { Site } from './site.ts';
import { nmToUnits } from './units.ts';
import type { ReceptorInfo } from './world.ts';

/** All receptors of a scenario; `firstBit`: the first class of regions that is not taken yet. */
export function compileReceptors(
  s: Scenario,
  classes: Map<string, number>,
  sites: Site[],
  firstBit: number,
): ReceptorInfo[] {
  return s.receptors.map((row, index) => {
    const classBit = 1 << (firstBit + index);
    classes.set(row.kind, (classes.get(row.kind) ?? 0) | classBit);
    const [x, y] = row.centreNm;
    sites.push({
      centre: [nmToUnits(x), nmToUnits(y), layerMiddle(s.world as PatchShape, 'outsideTop', row.layerNm)],
      shape: C.SHAPE_CYLINDER,
      outer: nmToUnits(row.radiusNm),
      inner: 0,
      halfHeight: nmToUnits(row.layerNm / 2),
      action: C.ACTION_COUNT,
      classes: classBit,
      side: 1,
      levels: 0xffff,
      margin: 0,
    });
    const volumeNm3 = Math.PI * row.radiusNm * row.radiusNm * row.layerNm;
    const moleculesPerParticle = s.solutes[row.kind]?.moleculesPerParticle ?? 1;
    return { name: row.name, site: sites.length - 1, volumeNm3, moleculesPerParticle };
  });
}
