// Calcium channels: which of them an action potential opens, and how many ions each lets in during an epoch.
import erf from '@stdlib/math-base-special-erf';
import { wordToUnit } from '../model/random.ts';
import type { Scenario } from '../model/scenario.ts';
import { calciumIonsPerS } from '../model/units.ts';
import { type Draws, drawBlock, exponentialOf } from './draws.ts';
import type { ActionPotential, Opening } from './state.ts';

type Channels = NonNullable<Scenario['channels']>;

/** A Gaussian course is cut this many standard deviations from its peak (0.3 % of the ions are lost). */
const GAUSSIAN_REACH = 3;

/** Full width at half maximum of a Gaussian in standard deviations: 2 sqrt(2 ln 2). */
const FWHM_PER_SIGMA = 2.3548200450309493;

const NS_PER_MS = 1e6;

/** When the current of all channels peaks: the middle of a Gaussian course, the beginning of the others. */
export function peakDelayNs(channels: Channels | undefined): number {
  if (!channels) return 0;
  const { course } = channels;
  if ('gaussian' in course) return Math.round(course.gaussian.peakDelayMs * NS_PER_MS);
  if ('square' in course) return Math.round(course.square.delayMs * NS_PER_MS);
  return Math.round(course.stochastic.delayMs * NS_PER_MS);
}

function sigmaNs(fwhmMs: number): number {
  return (fwhmMs * NS_PER_MS) / FWHM_PER_SIGMA;
}

/** Length of one opening and where it lies about its peak; nothing opens before its action potential. */
function openingOf(channels: Channels, channel: number, ap: ActionPotential, word: number): Opening {
  const { course } = channels;
  const { peakNs } = ap;
  if ('gaussian' in course) {
    const reach = Math.round(GAUSSIAN_REACH * sigmaNs(course.gaussian.fwhmMs));
    return { channel, fromNs: Math.max(ap.timeNs, peakNs - reach), toNs: peakNs + reach, peakNs };
  }
  const lengthMs =
    'square' in course ? course.square.durationMs : course.stochastic.meanOpenMs * exponentialOf(word);
  return { channel, fromNs: peakNs, toNs: peakNs + Math.max(1, Math.round(lengthMs * NS_PER_MS)), peakNs };
}

/** The channels that an action potential opens. Every channel draws once. */
export function openChannels(
  channels: Channels,
  count: number,
  ap: ActionPotential,
  draws: Draws,
): Opening[] {
  const openings: Opening[] = [];
  for (let channel = 0; channel < count; channel++) {
    const words = drawBlock(draws, channel);
    if (wordToUnit(words[0] as number) >= channels.openProbability) continue;
    openings.push(openingOf(channels, channel, ap, words[1] as number));
  }
  return openings;
}

/** Expected ions that an opening lets in between two times, without a blocker. */
export function expectedIons(channels: Channels, opening: Opening, fromNs: number, toNs: number): number {
  const from = Math.max(fromNs, opening.fromNs);
  const to = Math.min(toNs, opening.toNs);
  if (to <= from) return 0;
  const ionsPerNs = calciumIonsPerS(channels.currentPa) * 1e-9;
  const { course } = channels;
  if (!('gaussian' in course)) return ionsPerNs * (to - from);
  const sigma = sigmaNs(course.gaussian.fwhmMs);
  const width = sigma * Math.SQRT2;
  const share = erf((to - opening.peakNs) / width) - erf((from - opening.peakNs) / width);
  return ionsPerNs * sigma * Math.sqrt(Math.PI / 2) * share;
}
