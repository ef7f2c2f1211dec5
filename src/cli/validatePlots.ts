// Plots of `exocyte validate`.
import type { Outcome } from './validateReport.ts';

export function plotsOf(_outcomes: readonly Outcome[]): { group: string; svg: string }[] {
  return [];
}
