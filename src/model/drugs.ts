// Drugs, toxins and cuts as data: what they are called, what they do here, and where that is from. All of them can be
// given and washed out while a run goes on: some throw a switch, some change the gradients of transporters, the others
// change what the world is compiled from.
import type { SwitchName } from './switches.ts';
import type { Gradients } from './transportersSchema.ts';

export const DRUG_NAMES = [
  'channelBlocker',
  'sensorRemoval',
  'botulinumToxin',
  'tetanusToxin',
  'atpCut',
  'egta',
  'bapta',
  'calbindin',
  'cholesterolDepletion',
  'cooling',
  'amphetamine',
] as const;

export type DrugName = (typeof DRUG_NAMES)[number];

/** Sites of one affinity; a molecule with several has a row for each. */
interface DrugBuffer {
  name: string;
  totalUm: number;
  kdUm: number;
  konPerMPerS: number;
  diffusionUm2PerS: number;
}

export interface Drug {
  label: string;
  effect: string;
  source: string;
  /** A switch, gradients of all transporters that have any, or a change of what is compiled. */
  does:
    | { switch: SwitchName }
    | { gradients: Partial<Gradients> }
    | { buffers: DrugBuffer[] }
    | { cholesterolFraction: number }
    | { temperatureC: number };
}

export const DRUGS: Readonly<Record<DrugName, Drug>> = {
  channelBlocker: {
    label: 'block channels',
    effect: 'no current through calcium channels',
    source: 'such as Cd2+ at saturating concentration [A]; a partial block is channels.blockedFraction',
    does: { switch: 'channelsBlocked' },
  },
  sensorRemoval: {
    label: 'remove sensor',
    effect: 'no vesicle is triggered by Ca2+',
    source: 'a knockout of the sensor [A]',
    does: { switch: 'sensorRemoved' },
  },
  botulinumToxin: {
    label: 'botulinum toxin',
    effect: 'SNAREs are cleaved: vesicles dock, but neither prime nor fuse',
    source:
      'cleaves SNAP-25, syntaxin or synaptobrevin; granule motion at the membrane stays, Johns 2001 [C]',
    does: { switch: 'snaresCleaved' },
  },
  tetanusToxin: {
    label: 'tetanus toxin',
    effect: 'SNAREs are cleaved: vesicles dock, but neither prime nor fuse',
    source: 'cleaves synaptobrevin; granule motion at the membrane stays, Johns 2001 [C]',
    does: { switch: 'snaresCleaved' },
  },
  atpCut: {
    label: 'cut ATP',
    effect: 'ATP is used up at once and not made again; needs a scenario with "energy"',
    source: 'inhibitors of glycolysis and respiration together [A]',
    does: { switch: 'atpCut' },
  },
  egta: {
    label: 'EGTA 10 mM',
    effect: 'a slow mobile buffer throughout the cytosol, in balance with resting Ca2+ when it comes',
    source: 'kon 1.05e7 /M/s, Naraghi & Neher 1997 [M]; KD 70-180 nM at pH 7.2-7.3, Naegerl 2000 [C]',
    does: {
      buffers: [{ name: 'EGTA', totalUm: 10000, kdUm: 0.18, konPerMPerS: 1.05e7, diffusionUm2PerS: 220 }],
    },
  },
  bapta: {
    label: 'BAPTA 1 mM',
    effect: 'a fast mobile buffer throughout the cytosol, in balance with resting Ca2+ when it comes',
    source: 'kon 4e8 /M/s, KD .22 uM, Naraghi & Neher 1997, J Neurosci [M]',
    does: {
      buffers: [{ name: 'BAPTA', totalUm: 1000, kdUm: 0.22, konPerMPerS: 4e8, diffusionUm2PerS: 220 }],
    },
  },
  calbindin: {
    label: 'calbindin 100 uM',
    effect: 'a mobile protein with two fast and two tight sites, in balance with resting Ca2+ when it comes',
    source:
      'calbindin-D28k: 2 sites of kon 1.1e7 /M/s, koff 2.607 /s, 2 of 8.7e7, 35.76; 40-200 uM in neurons, Naegerl 2000, ' +
      'Biophys J, constants seen in code [C]; D 20 um2/s [C]; that sites bind independently [A]',
    does: {
      buffers: [
        { name: 'calbindinTight', totalUm: 200, kdUm: 0.237, konPerMPerS: 1.1e7, diffusionUm2PerS: 20 },
        { name: 'calbindinFast', totalUm: 200, kdUm: 0.411, konPerMPerS: 8.7e7, diffusionUm2PerS: 20 },
      ],
    },
  },
  cholesterolDepletion: {
    label: 'cholesterol depletion',
    effect: 'lipids and proteins move faster in the membrane; needs a scenario with "membrane"',
    source: 'cyclodextrin takes most of it out [A]; direction: Rubenstein, Smith & McConnell 1979, PNAS [C]',
    does: { cholesterolFraction: 0.1 },
  },
  cooling: {
    label: 'cool to 22 \u00b0C',
    effect: 'sensors go slower by their Q10, lipids and proteins of the membrane by the law of Arrhenius',
    source:
      'room temperature; Q10 of sensors as the scenario has it, 35 kJ/mol in the membrane [D]; diffusion in water, channels, ' +
      'priming, pumps and endocytosis stay as they are [A]',
    does: { temperatureC: 22 },
  },
  amphetamine: {
    label: 'amphetamine-like',
    effect:
      'more Na+ inside and less voltage: transporters run backwards; needs transporters with "gradients"',
    source:
      'reverse transport driven by Na+ inside and depolarisation: Sulzer 2005, Khoshbouei 2003 [C for the mechanism]; 60 mM ' +
      'and -30 mV [A]; that transmitter leaves the vesicles, and what else it does to its own transporter, is left out',
    does: { gradients: { naInMm: 60, potentialMv: -30 } },
  },
};
