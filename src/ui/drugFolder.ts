// The panel's drugs: a box each, to give and wash out while the run goes on; what would change nothing is not offered, and
// a sentence says why.
import type GUI from 'lil-gui';
import type { Controller } from 'lil-gui';
import { DRUG_NAMES, DRUGS, type DrugName } from '../model/drugs.ts';
import type { LiveChange } from '../model/liveChanges.ts';
import type { Offers } from '../protocol.ts';
import { make } from './elements.ts';

export class DrugFolder {
  readonly #there = Object.fromEntries(DRUG_NAMES.map((drug) => [drug, false])) as Record<DrugName, boolean>;
  readonly #boxes = new Map<DrugName, Controller>();
  readonly #reasons = make('p', { class: 'reasons' });

  constructor(folder: GUI, actions: { change(change: LiveChange): void }) {
    for (const drug of DRUG_NAMES) {
      const { label, effect } = DRUGS[drug];
      const box = folder.add(this.#there, drug).name(label);
      box.onChange((isGiven: boolean) => actions.change({ type: 'dose', drug, ends: !isGiven }));
      box.domElement.title = effect;
      this.#boxes.set(drug, box);
    }
    folder.$children.append(this.#reasons);
  }

  show(there: readonly DrugName[]): void {
    for (const [drug, box] of this.#boxes) {
      if (this.#there[drug] === there.includes(drug)) continue;
      this.#there[drug] = !this.#there[drug];
      box.updateDisplay();
    }
  }

  offer(obstacles: Offers['obstacles']): void {
    const byReason = new Map<string, string[]>();
    for (const [drug, box] of this.#boxes) {
      const reason = obstacles[drug];
      box.show(reason === undefined);
      if (reason === undefined) continue;
      byReason.set(reason, [...(byReason.get(reason) ?? []), DRUGS[drug].label]);
    }
    this.#reasons.textContent = [...byReason]
      .map(([reason, labels]) => `Not here: ${labels.join(', ')}. ${reason}.`)
      .join('\n');
    this.#reasons.hidden = byReason.size === 0;
  }
}
