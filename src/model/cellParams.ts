// A cell's spheres as the engines' parameters.
import type { CellUnits } from './geometry.ts';
import { CONSTANTS as C, type ParamName } from './layout.ts';
import { sphereConstants } from './sphere.ts';

export function cellParams({ radius, outer, nucleus }: CellUnits): Partial<Record<ParamName, number>> {
  return {
    worldType: C.WORLD_CELL,
    cellRadius: radius,
    cellOuter: outer,
    nucleusX: nucleus.centre[0],
    nucleusY: nucleus.centre[1],
    nucleusZ: nucleus.centre[2],
    nucleusRadius: nucleus.radius,
    ...sphereConstants(radius),
  };
}
