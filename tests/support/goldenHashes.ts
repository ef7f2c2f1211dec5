// Pinned hashes of whole runs (seed 1). A change needs a sentence of reason in its commit.

export const GOLDEN = {
  /** scenarios/parity.json, 20 ms. */
  parity: '8e67106fc629a12b',
  /** scenarios/parity-cell.json, 20 ms. */
  parityCell: '376727391214adb4',
  /** scenarios/bouton.json, 20 ms. */
  bouton: 'c17f4236901d8dc5',
};
