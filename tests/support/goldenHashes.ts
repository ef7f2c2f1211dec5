// Pinned hashes of whole runs (seed 1). A change needs a sentence of reason in its commit.

export const GOLDEN = {
  /** scenarios/parity.json, 20 ms. */
  parity: 'a2a851afa3596f4c',
  /** scenarios/parity-cell.json, 20 ms. */
  parityCell: '4d6731367254dd91',
  /** scenarios/bouton.json, 20 ms. */
  bouton: '523b1edd91e709bf',
};
