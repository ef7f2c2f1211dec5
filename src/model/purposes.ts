// What ATP is spent on.

export const PURPOSES = ['priming', 'filling', 'endocytosis', 'extrusion', 'storeUptake', 'motors'] as const;

export type Purpose = (typeof PURPOSES)[number];
