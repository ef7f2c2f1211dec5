// What the life of vesicles during a digested epoch is worked out from.
import type { Rules } from './rules.ts';
import type { EpochPlan, SecretionState } from './state.ts';

/** A digested epoch: what was planned and what every sensor saw. */
export interface Passage {
  rules: Rules;
  state: SecretionState;
  plan: EpochPlan;
  /** [Ca2+] that binds without being captured, uM, per porosome. */
  calciumUm: Float64Array;
  /** Ions the engine caught for each porosome's sensor. */
  caught: Int32Array;
  /** Action potentials whose current peaks in this epoch. */
  peaks: readonly number[];
}
