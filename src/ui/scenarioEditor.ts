// A scenario from outside: edited in a dialog, opened from a file, or dropped on the page. Text only: whoever receives it
// checks it, and a bad one is answered by a sentence while the old run goes on.
import { element, make } from './elements.ts';

const LARGEST_BYTES = 8 * 1024 * 1024;

export interface Incoming {
  text: string;
  /** File name, or "edited scenario". */
  name: string;
}

export class ScenarioEditor {
  readonly #dialog = element<HTMLDialogElement>('editor');
  readonly #area = make('textarea');
  readonly #complaint = make('p', { class: 'complaint' });

  constructor(apply: (incoming: Incoming) => void) {
    const heading = make('h2', { text: 'Scenario' });
    heading.id = 'editor-title';
    this.#area.spellcheck = false;
    this.#area.setAttribute('aria-label', 'Scenario as JSON');
    this.#complaint.setAttribute('role', 'alert');
    const run = make('button', { text: 'Run this scenario' });
    run.addEventListener('click', () => apply({ text: this.#area.value, name: 'edited scenario' }));
    const close = make('button', { text: 'Close' });
    close.addEventListener('click', () => this.#dialog.close());
    const row = make('div', { class: 'row', children: [run, close] });
    this.#dialog.append(heading, this.#area, this.#complaint, row);
  }

  get isOpen(): boolean {
    return this.#dialog.open;
  }

  open(text: string): void {
    this.#area.value = text;
    this.#complaint.textContent = '';
    this.#dialog.showModal();
  }

  /** The last text was refused. */
  complain(sentence: string): void {
    this.#complaint.textContent = sentence;
  }

  close(): void {
    if (this.#dialog.open) this.#dialog.close();
  }
}

/** Asks for a file. */
export function chooseFile(take: (incoming: Incoming) => void, refuse: (sentence: string) => void): void {
  const input = make('input');
  input.type = 'file';
  input.accept = '.json,application/json';
  input.addEventListener('change', () => void readFile(input.files?.[0], take, refuse));
  input.click();
}

/** Files dropped anywhere on the page. */
export function listenToDrops(take: (incoming: Incoming) => void, refuse: (sentence: string) => void): void {
  const curtain = element('drop');
  const isFile = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
  addEventListener('dragover', (event) => {
    if (!isFile(event)) return;
    event.preventDefault();
    curtain.hidden = false;
  });
  addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) curtain.hidden = true;
  });
  addEventListener('drop', (event) => {
    curtain.hidden = true;
    if (!isFile(event)) return;
    event.preventDefault();
    void readFile(event.dataTransfer?.files[0], take, refuse);
  });
}

async function readFile(
  file: File | undefined,
  take: (incoming: Incoming) => void,
  refuse: (sentence: string) => void,
): Promise<void> {
  if (!file) return;
  if (file.size > LARGEST_BYTES) {
    refuse(
      `${file.name} has ${(file.size / 1048576).toFixed(1)} MB; a scenario or run.json has at most 8 MB.`,
    );
    return;
  }
  try {
    take({ text: await file.text(), name: file.name });
  } catch {
    refuse(`${file.name} could not be read.`);
  }
}

/** A run.json holds its scenario and seed: dropping it opens the run again. Anything else is taken as a scenario. */
export function unwrapRun({ text, name }: Incoming): Incoming & { seed?: number } {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || !('scenario' in value)) return { text, name };
    const { scenario } = value;
    if (typeof scenario !== 'object' || scenario === null) return { text, name };
    const seed = 'seed' in value && typeof value.seed === 'number' ? value.seed : undefined;
    return { text: JSON.stringify(scenario, null, 2), name, ...(seed === undefined ? {} : { seed }) };
  } catch {
    return { text, name }; // the simulation's own checker says what is wrong
  }
}
