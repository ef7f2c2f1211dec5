// The legend, which is also the live count: every kind of thing with its sign (colour and shape), name and number.
import type { Observation } from '../protocol.ts';
import { element, make, svg } from './elements.ts';
import { formatCount } from './format.ts';

/** What the census must know of the scene (the view's description has it). */
export interface CensusScene {
  /** There: a whole cell. */
  cell: object | undefined;
  siteModel: 'porosome' | 'plain';
  porosomes: readonly unknown[];
  channels: readonly unknown[];
  tracks: readonly unknown[];
  transporters: readonly { name: string; isReversible: boolean }[];
  receptors: readonly string[];
  vesicleCount: number;
  hasRetrieval: boolean;
  /** Names of the two pools of primed vesicles; undefined: one. */
  pools: readonly [string, string] | undefined;
  solutes: readonly { name: string; role: Role; moleculesPerParticle: number }[];
}

type Role = 'calcium' | 'boundCalcium' | 'cargo' | 'tracer' | 'permeable';

const ball = (colour: string, more = '') => `<circle cx="12" cy="12" r="9" fill="var(--${colour})"/>${more}`;
const arc = (dash = '') =>
  `<path d="M5 8.5q7-5 14 0" fill="none" stroke="#fff3d0" stroke-width="2.6" ${dash}/>`;

/** Signs as drawn in the picture. */
const SIGNS: Record<string, string> = {
  reserve: ball('free'),
  carried: ball('carried', '<path d="M3 12h18" stroke="#fff3d0" stroke-width="2.6"/>'),
  tethered: ball('free', '<path d="M6 7.6q6-4 12 0" fill="none" stroke="var(--docked)" stroke-width="1.6"/>'),
  docked: ball('docked', arc()),
  primed: ball('docked', arc('stroke-dasharray="3.2 2"')),
  fusing: '<path d="M9 2h6q0 4 3 7a8 8 0 1 1-12 0q3-3 3-7z" fill="var(--fusing)"/>',
  spent: '<ellipse cx="12" cy="12" rx="9" ry="5" fill="none" stroke="var(--fusing)" stroke-width="2.4"/>',
  refilling: '<circle cx="12" cy="12" r="7.8" fill="none" stroke="var(--free)" stroke-width="2.4"/>',
  track: '<path d="M4 18L20 6" stroke="var(--track)" stroke-width="4" stroke-linecap="round"/>',
  porosome:
    '<ellipse cx="12" cy="12" rx="8" ry="5" fill="none" stroke="var(--porosome)" stroke-width="5" stroke-dasharray="3.6 1.2"/>',
  plain: '<ellipse cx="12" cy="12" rx="8" ry="5" fill="none" stroke="var(--porosome)" stroke-width="2.4"/>',
  channel: '<path d="M7 4h10v16H7z" fill="var(--channel)"/><path d="M10.5 4h3v8h-3z" fill="var(--calcium)"/>',
  transporter:
    '<path d="M6 4h12v16H6z" fill="none" stroke="var(--channel)" stroke-width="2"/><circle cx="12" cy="12" r="3.4" fill="var(--cargo)"/>',
  receptor: '<path d="M4 5q4 8 8 8t8-8M12 13v7" fill="none" stroke="var(--channel)" stroke-width="2.6"/>',
  calcium: '<circle cx="12" cy="12" r="5" fill="var(--calcium)"/>',
  boundCalcium: '<circle cx="12" cy="12" r="4.5" fill="none" stroke="var(--bound)" stroke-width="3"/>',
  cargo: '<circle cx="12" cy="12" r="4.5" fill="var(--cargo)"/>',
  tracer: '<circle cx="12" cy="12" r="4.5" fill="var(--tracer)"/>',
  permeable:
    '<circle cx="12" cy="12" r="4.5" fill="var(--permeable)"/><path d="M2 12h20" stroke="var(--permeable)"/>',
  none: '',
};

const STAGES = ['reserve', 'carried', 'tethered', 'docked', 'primed', 'fusing', 'spent', 'refilling'];

/** A retrieved vesicle that has no place yet counts with those that fill up. */
function countOf(stages: Observation['stages'], stage: string): number {
  return (stages[stage] ?? 0) + (stage === 'refilling' ? (stages.returning ?? 0) : 0);
}

interface Row {
  cell: HTMLTableCellElement;
  value: (observation: Observation) => string;
}

export class Census {
  #rows: Row[] = [];

  /** New rows for a new world. */
  show(scene: CensusScene): void {
    this.#rows = [];
    const table = make('table');
    const group = (title: string, rows: HTMLTableRowElement[]) => {
      if (rows.length === 0) return;
      const head = make('th', { text: title });
      head.scope = 'rowgroup';
      head.colSpan = 2;
      table.append(make('tbody', { children: [make('tr', { children: [head] }), ...rows] }));
    };
    if (scene.vesicleCount > 0) group('Vesicles', this.#vesicleRows(scene));
    group('Membrane', this.#membraneRows(scene));
    const steps = ({ columns }: Observation) => formatCount(columns.motorSteps ?? 0);
    if (scene.tracks.length > 0) group('Tracks', [this.#row('track', 'motor steps (ATP)', steps)]);
    group('Transporters, receptors', this.#carrierRows(scene));
    group('Molecules', this.#moleculeRows(scene));
    element('counts').replaceChildren(table);
  }

  #vesicleRows({ hasRetrieval, tracks, pools }: CensusScene): HTMLTableRowElement[] {
    const isThere = (stage: string) =>
      (stage !== 'refilling' || hasRetrieval) && (stage !== 'carried' || tracks.length > 0);
    const inPool = (column: string) => (o: Observation) => formatCount(o.columns[`${column}_vesicles`] ?? 0);
    return STAGES.filter(isThere).flatMap((stage) => {
      const name = stage === 'primed' && !pools ? 'primed (RRP)' : stage;
      const row = this.#row(stage, name, ({ stages }) => formatCount(countOf(stages, stage)));
      if (stage !== 'primed' || !pools) return [row];
      const [first, second] = pools;
      return [
        row,
        this.#row('none', `of these: ${first}`, inPool('firstPool')),
        this.#row('none', `of these: ${second}`, inPool('secondPool')),
      ];
    });
  }

  #membraneRows(scene: CensusScene): HTMLTableRowElement[] {
    const rows: HTMLTableRowElement[] = [];
    const { siteModel, porosomes, channels } = scene;
    if (porosomes.length > 0) {
      const name = siteModel === 'porosome' ? 'porosomes (disputed)' : 'fusion sites';
      rows.push(this.#row(siteModel, name, () => formatCount(porosomes.length)));
      rows.push(this.#row('none', 'fusions so far', ({ fusions }) => formatCount(fusions)));
    }
    if (channels.length > 0)
      rows.push(
        this.#row(
          'channel',
          'channels open',
          ({ openChannels }) => `${formatCount(openChannels)} of ${channels.length}`,
        ),
      );
    return rows;
  }

  #carrierRows({ transporters, receptors }: CensusScene): HTMLTableRowElement[] {
    const rows: HTMLTableRowElement[] = [];
    for (const { name, isReversible } of transporters) {
      const count = (what: string) => (o: Observation) =>
        formatCount(o.columns[`${name}_${what}_molecules`] ?? 0);
      rows.push(this.#row('transporter', `${name} bound`, count('bound')));
      rows.push(this.#row('none', `${name} taken up`, count('takenUp')));
      if (isReversible) rows.push(this.#row('none', `${name} carried out`, count('carriedOut')));
    }
    for (const name of receptors) {
      const open = ({ columns }: Observation) => `${(100 * (columns[`${name}_open`] ?? 0)).toFixed(1)} %`;
      const current = ({ columns }: Observation) =>
        `${Math.abs(columns[`${name}_current_pA`] ?? 0).toPrecision(3)} pA`;
      rows.push(this.#row('receptor', `${name} open`, open), this.#row('none', `${name} current`, current));
    }
    return rows;
  }

  #moleculeRows({ solutes }: CensusScene): HTMLTableRowElement[] {
    const rows: HTMLTableRowElement[] = [];
    const molecules = (role: Role) => (observation: Observation) =>
      solutes.reduce(
        (sum, solute) =>
          solute.role === role
            ? sum + (observation.counts[solute.name] ?? 0) * solute.moleculesPerParticle
            : sum,
        0,
      );
    const has = (role: Role) => solutes.some((solute) => solute.role === role);
    if (has('calcium'))
      rows.push(this.#row('calcium', 'Ca\u00b2\u207a free', (o) => formatCount(molecules('calcium')(o))));
    if (has('boundCalcium'))
      rows.push(
        this.#row('boundCalcium', 'Ca\u00b2\u207a bound', (o) => formatCount(molecules('boundCalcium')(o))),
      );
    if (has('calcium'))
      rows.push(
        this.#row('none', '[Ca\u00b2\u207a] at sensors', ({ sensorCalciumUm }) =>
          sensorCalciumUm === null ? '\u2013' : `${sensorCalciumUm.toPrecision(3)} \u00b5M`,
        ),
      );
    for (const { name, role, moleculesPerParticle } of solutes) {
      if (role === 'calcium' || role === 'boundCalcium') continue;
      const count = ({ counts }: Observation) => formatCount((counts[name] ?? 0) * moleculesPerParticle);
      rows.push(this.#row(role, role === 'cargo' ? `${name} outside` : name, count));
      if (role !== 'permeable') continue;
      const outside = ({ columns }: Observation) => formatCount(columns[`${name}_outside_molecules`] ?? 0);
      rows.push(this.#row('none', `${name} outside`, outside));
    }
    return rows;
  }

  #row(sign: string, name: string, value: Row['value']): HTMLTableRowElement {
    const cell = make('td', { text: '\u2013' });
    this.#rows.push({ cell, value });
    const head = make('th', { children: [svg(SIGNS[sign] ?? ''), document.createTextNode(name)] });
    head.scope = 'row';
    return make('tr', { children: [head, cell] });
  }

  update(observation: Observation): void {
    for (const { cell, value } of this.#rows) {
      const text = value(observation);
      if (cell.textContent !== text) cell.textContent = text;
    }
  }
}
