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

/** Places that are drawn on the sphere of a cell reach nowhere else. */
export function reachesOf(path: string, places: Exclude<Places, { sphere: unknown }>): Reach[] {
  if ('at' in places) {
    return places.at.map((centre, i) => ({ where: `${path}.at.${i}`, centre, acrossNm: 0, aroundNm: 0 }));
  }
  if ('cluster' in places) {
    const around = reachesOf(path, places.cluster.each);
    return reachesOf(`${path}.cluster`, places.cluster.centres).flatMap((centre) =>
      around.map((each) => ({
        where: centre.where,
        centre: centre.centre.map((v, axis) => v + (each.centre[axis] as number)) as Point,
        acrossNm: centre.acrossNm + each.acrossNm,
        aroundNm: centre.aroundNm + each.aroundNm,
      })),
    );
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
