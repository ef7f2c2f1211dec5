// The legend, which is also the live count: every kind of thing with its sign (colour and shape), name and number.
import type { Observation } from '../protocol.ts';
import { element, make, svg } from './elements.ts';
import { formatCount } from './format.ts';

/** What the census must know of the scene (the view's description has it). */
export interface CensusScene {
  /** There: a whole cell. */
  cell: { nucleus: object | undefined } | undefined;
  siteModel: 'porosome' | 'plain';
  porosomes: readonly unknown[];
  channels: readonly unknown[];
  tracks: readonly unknown[];
  /** 0: no cortex. */
  cortexNm: number;
  transporters: readonly { name: string; isReversible: boolean }[];
  receptors: readonly string[];
  pumpLooks: readonly { count: number }[];
  hasMembrane: boolean;
  hasFarMembrane: boolean;
  vesicleCount: number;
  hasRetrieval: boolean;
  /** Names of the two pools of primed vesicles; undefined: one. */
  pools: readonly [string, string] | undefined;
  solutes: readonly { name: string; role: Role; moleculesPerParticle: number }[];
}

type Role = 'calcium' | 'boundCalcium' | 'cargo' | 'tracer' | 'permeable';

const ball = (colour: string, more = '') => `<circle cx="12" cy="12" r="9" fill="var(--${colour})"/>${more}`;
/** SNAREs apart, and zippered: strands of the vesicle and of the membrane. */
const snares = (own: string, others: string) =>
  `<path d="${own}" fill="none" stroke="var(--tracer)" stroke-width="2"/>` +
  `<path d="${others}" fill="none" stroke="var(--snare)" stroke-width="2"/>`;

/** Signs as drawn in the picture. */
const SIGNS: Record<string, string> = {
  reserve: ball('free'),
  carried: ball('carried', '<path d="M3 12h18" stroke="#fff3d0" stroke-width="2.6"/>'),
  tethered: ball('free', '<path d="M6 7.6q6-4 12 0" fill="none" stroke="var(--docked)" stroke-width="1.6"/>'),
  docked: ball('docked', snares('M8 6L2 9M16 6L22 9', 'M8 1L2 9M16 1L22 9')),
  primed: ball('primed', snares('M7 6L3 4M17 6L21 4', 'M7 4L3 3M17 4L21 3')),
  fusing: '<path d="M9 2h6q0 4 3 7a8 8 0 1 1-12 0q3-3 3-7z" fill="var(--fusing)"/>',
  spent: '<ellipse cx="12" cy="12" rx="9" ry="5" fill="none" stroke="var(--fusing)" stroke-width="2.4"/>',
  refilling: '<circle cx="12" cy="12" r="7.8" fill="none" stroke="var(--empty)" stroke-width="2.4"/>',
  track: '<path d="M4 18L20 6" stroke="var(--track)" stroke-width="4" stroke-linecap="round"/>',
  porosome:
    '<ellipse cx="12" cy="12" rx="8" ry="5" fill="none" stroke="var(--porosome)" stroke-width="5" stroke-dasharray="3.6 1.2"/>',
  plain: '<ellipse cx="12" cy="12" rx="8" ry="5" fill="none" stroke="var(--porosome)" stroke-width="2.4"/>',
  channel: '<path d="M7 4h10v16H7z" fill="var(--channel)"/><path d="M10.5 4h3v8h-3z" fill="var(--calcium)"/>',
  pump: '<path d="M7 12h10v8H7z" fill="var(--pump)"/><ellipse cx="12" cy="10" rx="8" ry="4.5" fill="var(--pump)"/>',
  transporter:
    '<path d="M6 4h12v16H6z" fill="none" stroke="var(--transporter)" stroke-width="2"/><circle cx="12" cy="12" r="3.4" fill="var(--cargo)"/>',
  receptor: '<path d="M4 5q4 8 8 8t8-8M12 13v7" fill="none" stroke="var(--receptor)" stroke-width="2.6"/>',
  calcium: '<circle cx="12" cy="12" r="5" fill="var(--calcium)"/>',
  boundCalcium: '<circle cx="12" cy="12" r="4.5" fill="none" stroke="var(--bound)" stroke-width="3"/>',
  cargo: '<circle cx="12" cy="12" r="4.5" fill="var(--cargo)"/>',
  tracer: '<circle cx="12" cy="12" r="4.5" fill="var(--tracer)"/>',
  permeable:
    '<circle cx="12" cy="12" r="4.5" fill="var(--permeable)"/><path d="M2 12h20" stroke="var(--permeable)"/>',
  membrane:
    '<path d="M2 9q5-4 10 0t10 0M2 15q5-4 10 0t10 0" fill="none" stroke="var(--membrane)" stroke-width="2.4"/>',
  farMembrane: '<path d="M2 12q5-4 10 0t10 0" fill="none" stroke="var(--dim)" stroke-width="2"/>',
  cortex: '<path d="M3 18L21 8M3 8l18 10M3 13h18" stroke="var(--cortex)" stroke-width="1.8"/>',
  nucleus: '<circle cx="12" cy="12" r="9" fill="var(--nucleus)" stroke="var(--dim)" stroke-width="1.6"/>',
  none: '',
};

const STAGES = ['reserve', 'carried', 'tethered', 'docked', 'primed', 'fusing', 'spent', 'refilling'];

/** A retrieved vesicle that has no place yet counts with those that fill up. */
/** Before the first sample nothing has been counted. */
function counted(value: number | undefined): string {
  return value === undefined ? '\u2013' : formatCount(value);
}

function countOf(stages: Observation['stages'], stage: string): number {
  return (stages[stage] ?? 0) + (stage === 'refilling' ? (stages.returning ?? 0) : 0);
}

interface Row {
  cell: HTMLTableCellElement;
  value: (observation: Observation) => string;
}

export class Census {
  #rows: Row[] = [];
  readonly #hidden = new Set<string>();
  readonly #hide: (hidden: string[]) => void;

  /** `hide` hears which kinds of bodies (as the picture names them) are not to be drawn. */
  constructor(hide: (hidden: string[]) => void) {
    this.#hide = hide;
  }

  /** New rows for a new world. */
  show(scene: CensusScene): void {
    this.#rows = [];
    const table = make('table');
    const group = (title: string, rows: HTMLTableRowElement[], kinds: string[] = []) => {
      if (rows.length === 0) return;
      const head = make('th', { children: [this.#title(title, kinds)] });
      head.scope = 'rowgroup';
      head.colSpan = 2;
      table.append(make('tbody', { children: [make('tr', { children: [head] }), ...rows] }));
    };
    if (scene.vesicleCount > 0) group('Vesicles', this.#vesicleRows(scene), ['vesicles']);
    group('Membrane', this.#membraneRows(scene));
    const steps = ({ columns }: Observation) => counted(columns.motorSteps);
    if (scene.tracks.length > 0)
      group('Tracks', [this.#row('track', 'motor steps (ATP)', steps)], ['tracks']);
    group('Transporters, receptors', this.#carrierRows(scene));
    group('Molecules', this.#moleculeRows(scene));
    element('counts').replaceChildren(table);
  }

  #vesicleRows({ hasRetrieval, tracks, pools }: CensusScene): HTMLTableRowElement[] {
    const isThere = (stage: string) =>
      (stage !== 'refilling' || hasRetrieval) && (stage !== 'carried' || tracks.length > 0);
    const inPool = (column: string) => (o: Observation) => counted(o.columns[`${column}_vesicles`]);
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
    const pumps = scene.pumpLooks.reduce((sum, { count }) => sum + count, 0);
    if (porosomes.length > 0) {
      const name = siteModel === 'porosome' ? 'porosomes (disputed)' : 'fusion sites';
      rows.push(this.#row(siteModel, name, () => formatCount(porosomes.length), ['porosomes']));
      rows.push(this.#row('none', 'fusions so far', ({ fusions }) => formatCount(fusions)));
    }
    if (channels.length > 0)
      rows.push(
        this.#row(
          'channel',
          'channels open',
          ({ openChannels }) => `${formatCount(openChannels)} of ${channels.length}`,
          ['channels'],
        ),
      );
    if (pumps > 0) rows.push(this.#row('pump', 'Ca\u00b2\u207a pumps', () => formatCount(pumps), ['pumps']));
    const one = () => formatCount(1);
    if (scene.hasMembrane) rows.push(this.#row('membrane', 'membrane', one, ['membrane']));
    if (scene.hasFarMembrane) rows.push(this.#row('farMembrane', 'opposite membrane', one, ['far membrane']));
    if (scene.cortexNm > 0) rows.push(this.#row('cortex', 'actin cortex', one, ['cortex']));
    if (scene.cell?.nucleus) rows.push(this.#row('nucleus', 'nucleus', one, ['nucleus']));
    return rows;
  }

  #carrierRows({ transporters, receptors }: CensusScene): HTMLTableRowElement[] {
    const rows: HTMLTableRowElement[] = [];
    for (const { name, isReversible } of transporters) {
      const count = (what: string) => (o: Observation) => counted(o.columns[`${name}_${what}_molecules`]);
      rows.push(this.#row('transporter', `${name} bound`, count('bound'), ['transporters']));
      rows.push(this.#row('none', `${name} taken up`, count('takenUp')));
      if (isReversible) rows.push(this.#row('none', `${name} carried out`, count('carriedOut')));
    }
    for (const name of receptors) {
      const open = ({ columns }: Observation) => `${(100 * (columns[`${name}_open`] ?? 0)).toFixed(1)} %`;
      const current = ({ columns }: Observation) =>
        `${Math.abs(columns[`${name}_current_pA`] ?? 0).toPrecision(3)} pA`;
      rows.push(this.#row('receptor', `${name} open`, open, ['receptors']));
      rows.push(this.#row('none', `${name} current`, current));
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
    const kindsOf = (role: Role) =>
      solutes.flatMap((solute) => (solute.role === role ? [`solute ${solute.name}`] : []));
    const has = (role: Role) => solutes.some((solute) => solute.role === role);
    if (has('calcium'))
      rows.push(
        this.#row(
          'calcium',
          'Ca\u00b2\u207a free',
          (o) => formatCount(molecules('calcium')(o)),
          kindsOf('calcium'),
        ),
      );
    if (has('boundCalcium'))
      rows.push(
        this.#row(
          'boundCalcium',
          'Ca\u00b2\u207a bound',
          (o) => formatCount(molecules('boundCalcium')(o)),
          kindsOf('boundCalcium'),
        ),
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
      rows.push(this.#row(role, role === 'cargo' ? `${name} outside` : name, count, [`solute ${name}`]));
      if (role !== 'permeable') continue;
      const outside = ({ columns }: Observation) => counted(columns[`${name}_outside_molecules`]);
      rows.push(this.#row('none', `${name} outside`, outside));
    }
    return rows;
  }

  /** `kinds`: what of the picture the row shows and hides; none: nothing. */
  #row(sign: string, name: string, value: Row['value'], kinds: string[] = []): HTMLTableRowElement {
    const cell = make('td', { text: '\u2013' });
    this.#rows.push({ cell, value });
    const head = make('th', { children: [this.#title(name, kinds, svg(SIGNS[sign] ?? ''))] });
    head.scope = 'row';
    return make('tr', { children: [head, cell] });
  }

  /** A name; where it stands for something in the picture, a button that shows and hides it. */
  #title(name: string, kinds: string[], ...sign: Node[]): Node {
    const words = [...sign, document.createTextNode(name)];
    if (kinds.length === 0) return make('span', { children: words });
    const button = make('button', { class: 'shows', children: words });
    button.type = 'button';
    const tell = () => {
      const isShown = !this.#hidden.has(kinds[0] as string);
      button.setAttribute('aria-pressed', String(isShown));
      button.title = `${isShown ? 'Hide' : 'Show'} in the picture`;
    };
    tell();
    button.addEventListener('click', () => {
      const isShown = !this.#hidden.has(kinds[0] as string);
      for (const kind of kinds) {
        if (isShown) this.#hidden.add(kind);
        else this.#hidden.delete(kind);
      }
      tell();
      this.#hide([...this.#hidden]);
    });
    return button;
  }

  update(observation: Observation): void {
    for (const { cell, value } of this.#rows) {
      const text = value(observation);
      if (cell.textContent !== text) cell.textContent = text;
    }
  }
}
