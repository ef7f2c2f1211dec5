// Pinned hashes of the runs in wholeRun.ts (seed 1). A change needs a sentence of reason in its commit.

export const GOLDEN = {
  parity: 'a2a851afa3596f4c',
  parityCell: '4d6731367254dd91',
  bouton: '0deaecf9fd3ac18c',
  calyx: 'ba7eccf02069a19b',
  largeSecretion: 'ab5afeb228801da5',
};
