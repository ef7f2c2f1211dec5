// The actin cortex: the model knows a layer below the membrane in which vesicles move less, not its filaments; these are
// stand-ins that fill the layer evenly, the same at every start.
import { alongNormal, outwardNormal } from './outward.ts';
import type { Filament, PointNm, SceneDescription } from './sceneDescription.ts';

type CortexScene = Pick<SceneDescription, 'cell' | 'sizeNm' | 'cortexNm'>;

/** Filaments per square of the layer's thickness, at most so many; their length in thicknesses; a filament is 7 nm thick. */
const PER_SQUARE = 16;
const MOST = 4000;
const LENGTH = 0.9;
const RADIUS_NM = 3.5;
/** Share of the layer's thickness that a filament rises or falls. */
const SLOPE = 0.45;

export function cortexFilaments(scene: CortexScene): Filament[] {
  const { cell, sizeNm, cortexNm } = scene;
  if (cortexNm <= 0) return [];
  const area = cell ? 4 * Math.PI * cell.radiusNm ** 2 : sizeNm[0] * sizeNm[1];
  const count = Math.min(MOST, Math.round((PER_SQUARE * area) / cortexNm ** 2));
  return Array.from({ length: count }, (_, index) => filament(scene, index));
}

function filament(scene: CortexScene, index: number): Filament {
  const u = (draw: number) => lowDiscrepancy(index, draw);
  const foot = placeOnMembrane(scene, u(0), u(1));
  const turn = 2 * Math.PI * u(2);
  const [depth, slope] = [u(3), SLOPE * (2 * u(4) - 1)];
  const half = 0.5 * LENGTH * scene.cortexNm;
  const [across, aside] = tangents(outwardNormal(scene, foot));
  const end = (side: number): PointNm => {
    const moved = foot.map(
      (value, axis) =>
        value +
        side * half * (Math.cos(turn) * (across[axis] as number) + Math.sin(turn) * (aside[axis] as number)),
    ) as unknown as PointNm;
    const below = Math.max(0, Math.min(1, depth + side * slope)) * scene.cortexNm;
    return alongNormal(scene, onMembrane(scene, moved), -below - RADIUS_NM);
  };
  return { from: end(-1), to: end(1), radiusNm: RADIUS_NM };
}

/** Evenly over the membrane for u and v in [0, 1). */
function placeOnMembrane({ cell, sizeNm }: CortexScene, u: number, v: number): PointNm {
  if (!cell) return [(u - 0.5) * sizeNm[0], (v - 0.5) * sizeNm[1], 0];
  const z = 2 * u - 1;
  const flat = Math.sqrt(1 - z * z);
  const turn = 2 * Math.PI * v;
  return [cell.radiusNm * flat * Math.cos(turn), cell.radiusNm * flat * Math.sin(turn), cell.radiusNm * z];
}

function onMembrane({ cell }: CortexScene, [x, y, z]: PointNm): PointNm {
  const scale = cell ? cell.radiusNm / Math.hypot(x, y, z) : 1;
  return [x * scale, y * scale, z * scale];
}

function tangents([x, y, z]: PointNm): [PointNm, PointNm] {
  const length = Math.hypot(x, y);
  const across: PointNm = length > 1e-6 ? [-y / length, x / length, 0] : [1, 0, 0];
  const aside: PointNm = [
    y * across[2] - z * across[1],
    z * across[0] - x * across[2],
    x * across[1] - y * across[0],
  ];
  return [across, aside];
}

/** Additive recurrences with irrational steps: any number of places fills the layer evenly. */
const STEPS = [
  0.8566748838545029, 0.733891856627126, 0.6287067210378087, 0.5385972572236101, 0.46140274277638993,
];

function lowDiscrepancy(index: number, draw: number): number {
  return (0.5 + (index + 1) * (STEPS[draw] as number)) % 1;
}
