// How fast a store takes up Ca2+: a Hill curve of the mean free Ca2+ of the cytosol, as a rate per free ion.
import type { Scenario } from './scenario.ts';

type Calcium = NonNullable<Scenario['calcium']>;
type Store = Calcium['stores'][number];

/** max c^n / (half^n + c^n), uM/s. */
export function uptakeUmPerS({ uptake: { maxUmPerS, halfUm, hill } }: Store, calciumUm: number): number {
  let c = 1;
  let half = 1;
  for (let k = 0; k < hill; k++) {
    c *= calciumUm;
    half *= halfUm;
  }
  return (maxUmPerS * c) / (half + c);
}

/**
 * Rate at which one particle is taken up, 1/s. In `excess` particles are what is above rest, where uptake and leak cancel:
 * what is taken up above that, per uM above rest.
 */
export function uptakePerS(ca: Calcium, store: Store, calciumUm: number): number {
  const restUm = ca.representation === 'excess' ? ca.restUm : 0;
  const above = Math.max(calciumUm - restUm, 1e-3 * store.uptake.halfUm);
  return (uptakeUmPerS(store, restUm + above) - uptakeUmPerS(store, restUm)) / above;
}

/** Largest uptake rate of a store at any [Ca2+]: looked for in steps of 1 % from a thousandth to a thousand of its half. */
export function largestUptakePerS(s: Scenario, store: Store): number {
  const ca = s.calcium as Calcium;
  let most = 0;
  for (let c = 1e-3 * store.uptake.halfUm; c < 1e3 * store.uptake.halfUm; c *= 1.01) {
    most = Math.max(most, uptakePerS(ca, store, c + ca.restUm), uptakePerS(ca, store, c));
  }
  return most * 1.001; // between two steps
}
