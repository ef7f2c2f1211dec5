// How far the places of a list reach, for checking that they lie in the world.
import { length, type Point } from './geometry.ts';
import type { Places } from './scenario.ts';

/** A point and the room that places around it may take: along the longer axis, and in any direction. */
export interface Reach {
  where: string;
  centre: Point;
  acrossNm: number;
  aroundNm: number;
}

/** Places whose coordinates a scenario states: not those drawn on the sphere of a cell or told by porosomes. */
export type StatedPlaces = Exclude<Places, { sphere: unknown } | { porosomes: unknown }>;

export function reachesOf(path: string, places: StatedPlaces): Reach[] {
  if ('at' in places) {
    return places.at.map((centre, i) => ({ where: `${path}.at.${i}`, centre, acrossNm: 0, aroundNm: 0 }));
  }
  if ('cluster' in places) {
    return clusterReaches(`${path}.cluster`, places.cluster.centres, places.cluster.each);
  }
  if ('lattice' in places) {
    const { columns, rows, spacingNm, centreNm } = places.lattice;
    const acrossNm = ((Math.max(columns, rows) - 1) * spacingNm) / 2;
    const aroundNm = (length([columns - 1, rows - 1, 0]) * spacingNm) / 2;
    return [{ where: `${path}.lattice`, centre: centreNm, acrossNm, aroundNm }];
  }
  const [name, { centreNm, radiusNm }] =
    'ring' in places ? (['ring', places.ring] as const) : (['disc', places.disc] as const);
  return [{ where: `${path}.${name}`, centre: centreNm, acrossNm: radiusNm, aroundNm: radiusNm }];
}

/** Places of a pattern around several centres. */
export function clusterReaches(path: string, centres: StatedPlaces, each: StatedPlaces): Reach[] {
  const around = reachesOf(path, each);
  return reachesOf(path, centres).flatMap((centre) =>
    around.map((own) => ({
      where: centre.where,
      centre: centre.centre.map((v, axis) => v + (own.centre[axis] as number)) as Point,
      acrossNm: centre.acrossNm + own.acrossNm,
      aroundNm: centre.aroundNm + own.aroundNm,
    })),
  );
}
