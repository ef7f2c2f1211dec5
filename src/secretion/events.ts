// The list of what happened, for events.csv and the picture. Nothing is ever decided from it.
import { dockedCentre } from '../model/geometry.ts';
import { unitsToNm } from '../model/units.ts';
import type { Rules } from './rules.ts';
import type { SecretionState } from './state.ts';
import type { LifeEvent } from './types.ts';

interface Happening {
  event: LifeEvent['event'];
  timeNs: number;
  vesicle?: number;
  molecules?: number;
  /** Engine units. */
  place?: readonly [number, number, number];
}

/** Notes an event. Its place is the given one, else the vesicle's site. */
export function note(rules: Rules, state: SecretionState, h: Happening): void {
  const vesicle = h.vesicle ?? -1;
  const porosome = vesicle >= 0 ? (state.vesicles.porosome[vesicle] as number) : -1;
  const site = rules.world.docking[porosome];
  const radius = rules.ofVesicle[vesicle]?.radiusUnits ?? 0;
  const place =
    h.place ?? (site ? dockedCentre(site.bottom, site.normal, radius) : [Number.NaN, Number.NaN, Number.NaN]);
  const [xNm, yNm, zNm] = place.map(unitsToNm) as [number, number, number];
  state.events.push({
    timeNs: Math.round(h.timeNs),
    event: h.event,
    vesicle,
    porosome,
    xNm,
    yNm,
    zNm,
    molecules: h.molecules ?? 0,
  });
}
