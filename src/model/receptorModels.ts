// Published kinetic schemes of receptors. Both are for the temperature of their source.
import type { ReceptorRow, ReceptorScheme } from './receptorsSchema.ts';

const MODELS: Record<Extract<ReceptorRow['model'], string>, ReceptorScheme> = {
  // Destexhe, Mainen & Sejnowski 1994, Neural Computation 6:14, doi 10.1162/neco.1994.6.1.14: two states, fitted to
  // hippocampal currents [M].
  destexhe1994Ampa: {
    states: ['closed', 'open'],
    open: ['open'],
    rates: [
      { from: 'closed', to: 'open', perMPerS: 1.1e6 },
      { from: 'open', to: 'closed', perS: 190 },
    ],
  },
  // Jonas, Major & Sakmann 1993, J Physiol 472:615, CA3 pyramidal cells, 22 C: two bindings, three desensitised states [M];
  // both loops keep detailed balance within 1 %.
  jonas1993Ampa: {
    states: ['C0', 'C1', 'C2', 'O', 'D1', 'D2', 'D3'],
    open: ['O'],
    rates: [
      { from: 'C0', to: 'C1', perMPerS: 4.59e6 },
      { from: 'C1', to: 'C0', perS: 4260 },
      { from: 'C1', to: 'C2', perMPerS: 2.84e7 },
      { from: 'C2', to: 'C1', perS: 3260 },
      { from: 'C2', to: 'O', perS: 4240 },
      { from: 'O', to: 'C2', perS: 900 },
      { from: 'C1', to: 'D1', perS: 2890 },
      { from: 'D1', to: 'C1', perS: 39.2 },
      { from: 'C2', to: 'D2', perS: 172 },
      { from: 'D2', to: 'C2', perS: 0.727 },
      { from: 'O', to: 'D3', perS: 17.7 },
      { from: 'D3', to: 'O', perS: 4 },
      { from: 'D1', to: 'D2', perMPerS: 1.27e6 },
      { from: 'D2', to: 'D1', perS: 45.7 },
      { from: 'D2', to: 'D3', perS: 16.8 },
      { from: 'D3', to: 'D2', perS: 190.4 },
    ],
  },
};

/** The scheme of a receptor, named or given. */
export function receptorScheme({ model }: ReceptorRow): ReceptorScheme {
  return typeof model === 'string' ? MODELS[model] : model;
}
