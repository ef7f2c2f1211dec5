// Arithmetic on places and directions, for cameras and labels on the main thread.
import type { PointNm } from './sceneDescription.ts';

export function add(a: PointNm, b: PointNm): PointNm {
  return [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
}

export function subtract(a: PointNm, b: PointNm): PointNm {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

export function scale(a: PointNm, factor: number): PointNm {
  return [a[0] * factor, a[1] * factor, a[2] * factor];
}

export function dot(a: PointNm, b: PointNm): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

export function cross(a: PointNm, b: PointNm): PointNm {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

export function unit(a: PointNm): PointNm {
  const length = Math.hypot(...a) || 1;
  return [a[0] / length, a[1] / length, a[2] / length];
}
