// Rows of solutes and vesicles as the engines keep them, from nm.
import { CONSTANTS as C } from '../../src/model/layout.ts';
import { nmToUnits } from '../../src/model/units.ts';

type Place = readonly [number, number, number];

export function soluteRow(kind: number, serial: number, place: Place): number[] {
  return [...place.map(nmToUnits), kind | (serial << C.SERIAL_SHIFT) | 0];
}

export interface VesicleSpec {
  place: Place;
  radiusNm?: number;
  mode?: number;
  stage?: number;
}

export function vesicleRow({
  place,
  radiusNm = 20,
  mode = C.MODE_FREE,
  stage = C.STAGE_RESERVE,
}: VesicleSpec): number[] {
  return [...place.map(nmToUnits), nmToUnits(radiusNm), mode | (stage << C.STAGE_SHIFT), 0, 0, 0];
}

export function rows(list: readonly number[][]): Int32Array<ArrayBuffer> {
  return new Int32Array(list.flat());
}
