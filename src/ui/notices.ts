// Sentences for the visitor, beside whatever goes on. Errors and warnings stay until they are closed, or, for errors,
// until the next scenario runs; hints leave by themselves.
import { element, make } from './elements.ts';

const HINT_MS = 30_000;

export type NoticeKind = 'error' | 'warning' | 'hint';

/** Shows one sentence once; the same sentence again only moves to the front. */
export function notice(sentence: string, kind: NoticeKind = 'hint'): void {
  const list = element('notices');
  for (const old of list.children) if ((old as HTMLElement).dataset.sentence === sentence) old.remove();
  const close = make('button', { text: '\u00d7', title: 'Close' });
  close.setAttribute('aria-label', 'Close this message');
  const box = make('div', { class: `notice ${kind}`, children: [make('p', { text: sentence }), close] });
  box.dataset.sentence = sentence;
  box.setAttribute('role', kind === 'hint' ? 'status' : 'alert');
  close.addEventListener('click', () => box.remove());
  list.prepend(box);
  while (list.children.length > 3) list.lastElementChild?.remove();
  if (kind === 'hint') setTimeout(() => box.remove(), HINT_MS);
}

/** The last error is put right. */
export function clearErrors(): void {
  for (const box of element('notices').querySelectorAll('.error')) box.remove();
}
