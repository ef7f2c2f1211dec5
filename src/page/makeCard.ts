// What the card of a picked vesicle or site says, from the simulation's own tables.
import type { LifeEvent } from '../secretion/types.ts';
import type { VesicleReport } from '../secretion/vesicleReport.ts';
import type { Card } from '../ui/card.ts';
import { formatCount, formatTime, spellOut } from '../ui/format.ts';
import type { Picked } from '../view/pickRay.ts';
import type { SceneDescription } from '../view/sceneDescription.ts';
import { SENSOR_BALL_NM } from '../view/sensorBall.ts';

export interface CardSource {
  picked: Picked;
  scene: SceneDescription;
  timeNs: number;
  /** The vesicle itself, or the one at the site. */
  vesicle: { row: number; report: VesicleReport } | undefined;
  history: readonly LifeEvent[];
  /** Free calcium around the sensor as counted now, uM. */
  calciumUm: number | undefined;
}

const MOST_EVENTS = 6;
/** From these on a vesicle is a new one. */
const BEGINNINGS: readonly LifeEvent['event'][] = ['retrieved', 'rejoined', 'refilled', 'resealed'];

export function makeCard(source: CardSource): Card {
  const { picked, scene, vesicle, history } = source;
  const isVesicle = picked.kind === 'vesicle';
  const site = scene.siteModel === 'porosome' ? 'Porosome (disputed)' : 'Fusion site';
  return {
    title: `${isVesicle ? 'Vesicle' : site} ${picked.index}`,
    rows: [...(isVesicle ? vesicleRows(source) : siteRows(source)), ...calciumRows(source)],
    history: history.slice(-MOST_EVENTS).map((event) => ({
      when: formatTime(event.timeNs * 1e-9),
      what:
        isVesicle || event.vesicle < 0
          ? spellOut(event.event)
          : `${spellOut(event.event)}, vesicle ${event.vesicle}`,
    })),
    canBeFollowed: isVesicle && vesicle !== undefined,
  };
}

function vesicleRows({ vesicle, history, timeNs }: CardSource): Card['rows'] {
  if (!vesicle) return [];
  const { report } = vesicle;
  const birth = history.filter(({ event }) => BEGINNINGS.includes(event)).at(-1);
  const age = formatTime((timeNs - (birth?.timeNs ?? 0)) * 1e-9);
  return [
    { name: 'kind', value: `${report.population}, radius ${report.radiusNm} nm` },
    {
      name: 'state',
      value: report.porosome < 0 ? report.phase : `${report.phase} at site ${report.porosome}`,
    },
    { name: 'age', value: birth ? `${age} since it ${spoken(birth)}` : `${age}, there from the start` },
    ...poreRows(report),
    ...cargoRows(report),
  ];
}

function poreRows({ pore }: VesicleReport): Card['rows'] {
  if (!pore) return [];
  const { radiusNm, conductancePs, isShut } = pore;
  const open = `radius ${radiusNm.toPrecision(3)} nm, ${formatCount(Math.round(conductancePs))} pS`;
  return [{ name: 'fusion pore', value: isShut ? 'shut for now (it flickers)' : open }];
}

const SPOKEN: Partial<Record<LifeEvent['event'], string>> = {
  retrieved: 'was retrieved',
  rejoined: 'rejoined the reserve',
  refilled: 'was filled',
  resealed: 'closed again',
};

function spoken({ event }: LifeEvent): string {
  return SPOKEN[event] ?? spellOut(event);
}

function cargoRows({ cargo, sensor }: VesicleReport): Card['rows'] {
  return [
    ...cargo.map(({ name, molecules, full }) => ({
      name: `${name} left`,
      value: `${formatCount(molecules)} of ${formatCount(full)}`,
    })),
    ...(sensor
      ? [{ name: 'Ca\u00b2\u207a on its sensor', value: `${sensor.bound} of ${sensor.sites}` }]
      : []),
  ];
}

function siteRows({ vesicle, history }: CardSource): Card['rows'] {
  const openings = history.filter(({ event }) => event === 'poreOpened').length;
  const state = vesicle ? `vesicle ${vesicle.row}, ${vesicle.report.phase}` : 'vacant';
  return [
    { name: 'state', value: state },
    { name: 'fusions so far', value: formatCount(openings) },
    ...(vesicle ? [...poreRows(vesicle.report), ...cargoRows(vesicle.report)] : []),
  ];
}

function calciumRows({ calciumUm }: CardSource): Card['rows'] {
  if (calciumUm === undefined) return [];
  return [
    { name: `[Ca\u00b2\u207a] within ${SENSOR_BALL_NM} nm`, value: `${calciumUm.toPrecision(2)} \u00b5M` },
  ];
}
