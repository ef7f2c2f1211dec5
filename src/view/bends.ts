// Where the membrane can be bent: at fusion sites and at endocytic zones. Each has a round piece of membrane of its own,
// wide enough for rim and skirt, which touches neither its neighbours nor a wall.
import type { PointNm, SceneDescription } from './sceneDescription.ts';

export interface Bends {
  places: readonly PointNm[];
  /** What the state calls each of them: its number there. */
  numbers: readonly number[];
  cupNm: number;
  depthNm: number;
  /** Radius of the pieces. */
  edgeNm: number;
}

type BendScene = Pick<
  SceneDescription,
  'cell' | 'sizeNm' | 'porosomes' | 'porosomeWidthNm' | 'porosomeDepthNm' | 'vesicleRadiusNm' | 'zones'
>;

/** How much of a gap between two places their pieces may take. */
const SHARE_OF_GAP = 0.47;

/** Radius of the cups that scenario and engine have, or of the feet of plain fusion sites. */
export function cupRadiusNm({ porosomeWidthNm }: Pick<SceneDescription, 'porosomeWidthNm'>): number {
  return Math.max(1, porosomeWidthNm / 2);
}

export function siteBends(scene: BendScene): Bends {
  const cupNm = cupRadiusNm(scene);
  // A vesicle that fuses at a plain site needs room to open.
  const widest = Math.max(3.2 * cupNm, scene.porosomeDepthNm > 0 ? 0 : 1.6 * scene.vesicleRadiusNm);
  const edgeNm = Math.max(0.1, Math.min(widest, SHARE_OF_GAP * gapNm(scene, scene.porosomes)));
  const numbers = scene.porosomes.map((_, site) => site);
  return { places: scene.porosomes, numbers, cupNm, depthNm: scene.porosomeDepthNm, edgeNm };
}

/** Pits are bent out of flat membrane, where fusion sites leave room for them. */
export function zoneBends(scene: BendScene): Bends {
  const sites = siteBends(scene);
  const room = Math.min(1.9 * scene.vesicleRadiusNm, SHARE_OF_GAP * gapNm(scene, scene.zones));
  const numbers = scene.zones.flatMap((zone, number) =>
    sites.places.every((site) => distance(zone, site) > sites.edgeNm + room) ? [number] : [],
  );
  const places = numbers.map((number) => scene.zones[number] as PointNm);
  return { places, numbers, cupNm: 0, depthNm: 0, edgeNm: Math.max(0.1, room) };
}

/** Twice the distance of a place from a wall, or its distance from another place: the least. */
function gapNm({ cell, sizeNm }: BendScene, places: readonly PointNm[]): number {
  let least = Number.POSITIVE_INFINITY;
  if (!cell)
    for (const [x, y] of places)
      least = Math.min(least, sizeNm[0] - 2 * Math.abs(x), sizeNm[1] - 2 * Math.abs(y));
  // In order of x, only those within the least distance so far need a look.
  const sorted = [...places].sort((a, b) => a[0] - b[0]);
  sorted.forEach((a, first) => {
    for (let next = first + 1; next < sorted.length; next++) {
      const b = sorted[next] as PointNm;
      if (b[0] - a[0] >= least) break;
      least = Math.min(least, distance(a, b));
    }
  });
  return least;
}

function distance(a: PointNm, b: PointNm): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
