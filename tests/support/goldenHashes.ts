// Pinned hashes of whole runs (seed 1). A change needs a sentence of reason in its commit.

export const GOLDEN = {
  /** scenarios/parity.json, 20 ms. */
  parity: '1ead446814557d22',
  /** scenarios/parity-cell.json, 20 ms. */
  parityCell: '0',
  /** scenarios/bouton.json, 20 ms. */
  bouton: '325d8cd45394fdc4',
};
