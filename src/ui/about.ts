// What a scenario says of itself: its paragraph, its caveat, and where its numbers are from.
import type { About } from '../protocol.ts';
import { element, make } from './elements.ts';

export function showAbout({ description, caveat, sources }: About): void {
  for (const place of document.querySelectorAll('.caveat')) place.textContent = caveat;
  element('paragraph').textContent = description;
  element('sources').replaceChildren(...sources.map((text) => make('li', { text })));
}
