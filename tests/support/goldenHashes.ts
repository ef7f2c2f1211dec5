// Pinned hashes of the runs in wholeRun.ts (seed 1). A change needs a sentence of reason in its commit.

export const GOLDEN = {
  parity: '7698d5db9b1a75cd',
  parityCell: 'ef22acfdadfcec71',
  bouton: '2bb547fddbf78416',
  calyx: '6786be292e11dbf8',
  largeSecretion: '0a0f7adec4ae9ce1',
  cleft: '6b1674404ed4044e',
  chromaffin: 'a7742903c9c5b563',
  constitutive: '3db277435df43f88',
  acinar: 'da559f4d979f1dd3',
  betaCell: 'c38fe47770d021b6',
};
