// The conservation accounts: what came in, what went out and why, what is there. They balance exactly, or it says so.
import type { Ledger, LedgerAccount } from '../secretion/types.ts';
import { element, make } from './elements.ts';
import { formatCount, spellOut } from './format.ts';

export function showLedger(ledger: Ledger): void {
  const wrong = ledger.accounts.filter((account) => account.imbalance !== 0);
  const balance = element('balance');
  balance.className = wrong.length === 0 ? 'balanced' : 'broken';
  balance.textContent =
    wrong.length === 0 ? 'balances' : `out of balance: ${wrong.map((account) => account.name).join(', ')}`;
  if (!element<HTMLDetailsElement>('books').open) return;
  const table = make('table', { children: ledger.accounts.map(accountBody) });
  element('ledger').replaceChildren(table);
}

function accountBody({ name, in: received, out, here, imbalance }: LedgerAccount): HTMLTableSectionElement {
  const head = make('th', { text: spellOut(name) });
  head.scope = 'rowgroup';
  head.colSpan = 2;
  return make('tbody', {
    children: [
      make('tr', { children: [head] }),
      ...entries('in', received),
      ...entries('out', out),
      ...entries('here', here),
      row('in \u2212 out \u2212 here', imbalance),
    ],
  });
}

function entries(column: string, amounts: Record<string, number>): HTMLTableRowElement[] {
  return Object.entries(amounts).map(([what, amount]) => row(`${column}: ${spellOut(what)}`, amount));
}

function row(name: string, amount: number): HTMLTableRowElement {
  const head = make('th', { text: name });
  head.scope = 'row';
  const text = Number.isInteger(amount) ? formatCount(amount) : amount.toPrecision(6);
  return make('tr', { children: [head, make('td', { text })] });
}
