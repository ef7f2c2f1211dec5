// The scene in words, from the model, for those who do not see the picture; and captions of what just happened.
import type { Observation } from '../protocol.ts';
import type { LifeEvent } from '../secretion/types.ts';
import type { CensusScene } from './census.ts';
import { element } from './elements.ts';
import { formatTime, spellOut } from './format.ts';

export function describe(title: string, scene: CensusScene, observation: Observation): void {
  const { stages, openChannels, timeNs, fusions } = observation;
  const parts = [
    `${title}, ${formatTime(timeNs * 1e-9)} into the run.`,
    `${scene.cell ? 'A whole cell, cut open towards you' : 'A membrane seen from outside the cell'}, with ${scene.porosomes.length} ${scene.siteModel === 'porosome' ? 'porosomes (a disputed hypothesis)' : 'fusion sites'} and ${scene.channels.length} calcium channels, ${openChannels} of them open.`,
    `Vesicles: ${Object.entries(stages)
      .map(([stage, count]) => `${count} ${stage}`)
      .join(', ')}.`,
    `${fusions} have fused so far.`,
  ];
  element('description').textContent = parts.join(' ');
}

const TOLD = new Set<LifeEvent['event']>([
  'actionPotential',
  'docked',
  'primed',
  'poreOpened',
  'emptied',
  'spent',
]);
const QUIET_MS = 1500;
let toldMs = 0;

/** The most telling of the latest events, not more often than can be read out. */
export function caption(events: readonly LifeEvent[]): void {
  const now = performance.now();
  const last = events.filter(({ event }) => TOLD.has(event)).at(-1);
  if (!last || now - toldMs < QUIET_MS) return;
  toldMs = now;
  const who = last.vesicle >= 0 ? `Vesicle ${last.vesicle}: ` : '';
  element('caption').textContent = `${who}${spellOut(last.event)} at ${formatTime(last.timeNs * 1e-9)}.`;
}
