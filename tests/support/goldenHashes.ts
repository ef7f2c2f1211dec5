// Pinned hashes of the runs in wholeRun.ts (seed 1). A change needs a sentence of reason in its commit.

export const GOLDEN = {
  parity: '7698d5db9b1a75cd',
  parityCell: 'ef22acfdadfcec71',
  bouton: '0e7e779930bb8830',
  calyx: '8ca1572a0c1faf09',
  largeSecretion: '9a2166c4d57f2139',
  cleft: '7db98b965626a424',
  chromaffin: '22bbf8f949a1c3c2',
  constitutive: 'a5e55e5d5528e2a5',
  acinar: '65140971c451e091',
  betaCell: 'a952e4d6ac971b14',
};
