// Which way is out at a place of the membrane, in numbers: up for a flat membrane, away from the centre for a cell's.
// localFrame.ts is the same for the shaders.
import type { PointNm, SceneDescription } from './sceneDescription.ts';

type Shape = Pick<SceneDescription, 'cell'>;

/** Unit normal out of the cell. */
export function outwardNormal({ cell }: Shape, [x, y, z]: PointNm): PointNm {
  if (!cell) return [0, 0, 1];
  const away = Math.hypot(x, y, z) || 1;
  return [x / away, y / away, z / away];
}

/** A place on the membrane moved outwards, or inwards for a negative height. */
export function alongNormal(shape: Shape, place: PointNm, heightNm: number): PointNm {
  const normal = outwardNormal(shape, place);
  return [place[0] + heightNm * normal[0], place[1] + heightNm * normal[1], place[2] + heightNm * normal[2]];
}
