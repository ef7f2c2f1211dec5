// The card of what is picked: what it is, how it is, and what has happened to it.
import { element, make } from './elements.ts';

/** Plain data, in words. */
export interface Card {
  title: string;
  rows: { name: string; value: string }[];
  /** The newest last. */
  history: { when: string; what: string }[];
  /** It moves: the camera can follow it. */
  canBeFollowed: boolean;
}

export interface CardActions {
  next(): void;
  previous(): void;
  close(): void;
  follow(isFollowing: boolean): void;
}

export class CardView {
  readonly #box = element('card');
  readonly #title = make('h2');
  readonly #rows = make('table');
  readonly #history = make('ol');
  readonly #follow: HTMLButtonElement;
  #isFollowing = false;

  constructor(actions: CardActions) {
    this.#follow = button('Follow', 'Follow it with the camera (F)', () =>
      actions.follow(!this.#isFollowing),
    );
    const tools = make('div', {
      class: 'row',
      children: [
        button('\u2039', 'Previous (,)', actions.previous),
        button('\u203a', 'Next (.)', actions.next),
        this.#follow,
        button('\u00d7', 'Let go (Escape)', actions.close),
      ],
    });
    this.#box.append(tools, this.#title, this.#rows, this.#history);
  }

  get isFollowing(): boolean {
    return this.#isFollowing;
  }

  show(card: Card | undefined): void {
    this.#box.hidden = card === undefined;
    if (!card) return;
    if (this.#title.textContent !== card.title) this.#title.textContent = card.title;
    this.#follow.hidden = !card.canBeFollowed;
    this.#rows.replaceChildren(
      ...card.rows.map(({ name, value }) => {
        const head = make('th', { text: name });
        head.scope = 'row';
        return make('tr', { children: [head, make('td', { text: value })] });
      }),
    );
    this.#history.replaceChildren(
      ...card.history.map(({ when, what }) =>
        make('li', { children: [make('span', { text: when }), document.createTextNode(what)] }),
      ),
    );
  }

  showFollowing(isFollowing: boolean): void {
    this.#isFollowing = isFollowing;
    this.#follow.setAttribute('aria-pressed', String(isFollowing));
  }
}

function button(text: string, title: string, act: () => void): HTMLButtonElement {
  const made = make('button', { text, title });
  made.type = 'button';
  if (text.length === 1) made.setAttribute('aria-label', title);
  made.addEventListener('click', act);
  return made;
}
