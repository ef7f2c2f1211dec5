// A small flat scene for tests of the picture's plain geometry.
import { findFocus, type PointNm, type SceneDescription } from '../../src/view/sceneDescription.ts';

const POROSOMES: PointNm[] = [
  [-60, 0, 0],
  [60, 0, 0],
  [0, 60, 0],
];

export function aScene(changes: Partial<SceneDescription> = {}): SceneDescription {
  return {
    cell: undefined,
    sizeNm: [1000, 1000],
    cytosolDepthNm: 600,
    outsideHeightNm: 20,
    hasFarMembrane: true,
    hasMembrane: true,
    siteModel: 'porosome',
    porosomes: POROSOMES,
    porosomeWidthNm: 15,
    porosomeDepthNm: 6,
    tracks: [],
    motorDirection: 1,
    channels: [
      [-50, 0, 0],
      [50, 0, 0],
    ],
    transporters: [],
    receptors: [],
    cortexNm: 0,
    zones: [],
    transporterLooks: [],
    receptorLooks: [],
    pumpLooks: [],
    populations: ['synaptic'],
    pools: undefined,
    solutes: [
      { name: 'calcium', role: 'calcium', moleculesPerParticle: 1, isSurfaceBound: false },
      { name: 'bound', role: 'boundCalcium', moleculesPerParticle: 1, isSurfaceBound: false },
      { name: 'glutamate', role: 'cargo', moleculesPerParticle: 10, isSurfaceBound: false },
    ],
    restCalciumUm: 0.05,
    soluteCapacity: 64,
    soluteSpacingNm: 100,
    vesicleCount: 3,
    hasRetrieval: false,
    vesicleRadiusNm: 20,
    ...findFocus(POROSOMES, [1000, 1000], 600, 20),
    ...changes,
  };
}
