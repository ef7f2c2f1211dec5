// Colours by role, for every profile. Plain data: the view, the legend and the style sheet all take them from here.

/** `exhibit`: dark, but fusing goes from amber to cream, because a large red-orange flash is what the red-flash rule is about. */
/** `figure`: paper's colours, drawn for print: no fog, no glow, telecentric. */
export type ProfileName = 'dark' | 'paper' | 'exhibit' | 'figure';

/** Light on a dark ground: things may glow. */
export function isNight(profile: ProfileName): boolean {
  return profile === 'dark' || profile === 'exhibit';
}

export interface Palette {
  /** The picture's backdrop, from its lower to its upper edge, and its corners. */
  backdropLow: string;
  backdropHigh: string;
  backdropCorner: string;
  membrane: string;
  membraneRim: string;
  /** The membrane across the cleft. */
  farMembrane: string;
  nucleus: string;
  nucleusRim: string;
  porosome: string;
  vesicleFree: string;
  vesicleCarried: string;
  /** Refilling: a clear bubble. */
  vesicleEmpty: string;
  /** A vesicle that has become part of the membrane: its outline. */
  vesicleSpent: string;
  track: string;
  cortex: string;
  motor: string;
  vesicleDocked: string;
  vesiclePrimed: string;
  /** The membrane's SNAREs (syntaxin, SNAP-25); the vesicle's, synaptobrevin, has the proteins' colour. */
  snare: string;
  /** Binding sites of a vesicle's Ca2+ sensor. */
  sensor: string;
  vesicleFusing: string;
  cargo: string;
  calcium: string;
  /** Calcium that a buffer holds. */
  boundCalcium: string;
  channel: string;
  /** The clathrin cage around a pit. */
  coat: string;
  /** Proteins in the membrane: those that spread, transporters, receptors. */
  protein: string;
  transporter: string;
  receptor: string;
  pump: string;
  tracer: string;
  /** What the membrane lets through: the control that needs no vesicle. */
  permeable: string;
  /** Light: large soft key, fill from above and from below. */
  key: string;
  fillAbove: string;
  fillBelow: string;
}

const PAPER: Palette = {
  backdropLow: '#faf8f3',
  backdropHigh: '#faf8f3',
  backdropCorner: '#f3f0e8',
  membrane: '#9db2ce',
  membraneRim: '#6f87ab',
  farMembrane: '#c3cbd6',
  nucleus: '#b9b6d8',
  nucleusRim: '#6d6aa3',
  porosome: '#77147f',
  vesicleFree: '#7c808d',
  vesicleCarried: '#14594d',
  vesicleEmpty: '#a493ff',
  vesicleSpent: '#922400',
  track: '#a9b3c0',
  cortex: '#a5acc9',
  motor: '#8a6412',
  vesicleDocked: '#c57a04',
  vesiclePrimed: '#c8dc3c',
  snare: '#b0264f',
  sensor: '#33306b',
  vesicleFusing: '#922400',
  cargo: '#0f473e',
  calcium: '#0184de',
  boundCalcium: '#7fb6dd',
  channel: '#2f6f94',
  coat: '#5b3a86',
  protein: '#2f7d4f',
  transporter: '#2f6e60',
  receptor: '#544aa0',
  pump: '#7d4458',
  tracer: '#2f7d4f',
  permeable: '#6b3fb0',
  key: '#ffffff',
  fillAbove: '#6d7480',
  fillBelow: '#4a4843',
};

const DARK: Palette = {
  backdropLow: '#0b1220',
  backdropHigh: '#111b30',
  backdropCorner: '#070c16',
  membrane: '#3e5c8a',
  membraneRim: '#6f8fbf',
  farMembrane: '#4a5b78',
  nucleus: '#4d4f8c',
  nucleusRim: '#8f93c9',
  porosome: '#d53fd5',
  vesicleFree: '#96a0ac',
  vesicleCarried: '#66dcaa',
  vesicleEmpty: '#c9ad8c',
  vesicleSpent: '#dd3c09',
  track: '#5d7390',
  cortex: '#6a76a8',
  motor: '#e0b96a',
  vesicleDocked: '#fdad13',
  vesiclePrimed: '#ffe766',
  snare: '#ff86a0',
  sensor: '#e4e8ff',
  vesicleFusing: '#dd3c09',
  cargo: '#f7f6cb',
  calcium: '#74dbff',
  boundCalcium: '#2f7fa6',
  channel: '#3a8fb7',
  coat: '#e6c9ff',
  protein: '#9fe3b4',
  transporter: '#5f9f8f',
  receptor: '#8f86d8',
  pump: '#c08a9a',
  tracer: '#9fe3b4',
  permeable: '#c9a0ff',
  key: '#eaf2ff',
  fillAbove: '#33507a',
  fillBelow: '#0a0f1c',
};

/** Tested as flat colours for colour-vision deficiencies; shape repeats every colour. */
export const PALETTES: Record<ProfileName, Palette> = {
  dark: DARK,
  exhibit: { ...DARK, vesicleFusing: '#fff1d6', vesicleSpent: '#fff1d6' },
  paper: PAPER,
  figure: PAPER,
};

/** What a kind of solute is to the picture. */
export type SoluteRole = 'calcium' | 'boundCalcium' | 'cargo' | 'tracer' | 'permeable';
