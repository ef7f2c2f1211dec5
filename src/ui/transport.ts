// Pause, step and reset, always at hand, and the keys that do the same.
import { element, make, svg } from './elements.ts';

export interface TransportActions {
  toggle(): void;
  step(): void;
  reset(): void;
}

const ICONS = {
  play: '<path d="M6 4l14 8-14 8z"/>',
  pause: '<path d="M6 4h4v16H6zM14 4h4v16h-4z"/>',
  step: '<path d="M5 4l10 8-10 8zM16 4h3v16h-3z"/>',
  reset: '<path d="M12 5V1L6 6l6 5V7a5.5 5.5 0 1 1-5.5 5.5H4.4A7.6 7.6 0 1 0 12 5z"/>',
};

export class Transport {
  readonly #toggle: HTMLButtonElement;

  constructor(actions: TransportActions) {
    this.#toggle = button('', 'play', 'Space', () => actions.toggle());
    this.#toggle.id = 'toggle';
    const step = button('Step', 'step', 'S', () => actions.step());
    const reset = button('Reset', 'reset', 'R', () => actions.reset());
    element('transport').append(this.#toggle, step, reset);
    this.show(false);
  }

  show(isRunning: boolean): void {
    const name = isRunning ? 'Pause' : 'Run';
    if (this.#toggle.getAttribute('aria-label') === name) return;
    this.#toggle.setAttribute('aria-label', name);
    this.#toggle.title = `${name} (Space)`;
    this.#toggle.replaceChildren(svg(isRunning ? ICONS.pause : ICONS.play));
  }
}

function button(name: string, icon: keyof typeof ICONS, key: string, act: () => void): HTMLButtonElement {
  const made = make('button', { title: `${name} (${key})`, children: [svg(ICONS[icon])] });
  made.type = 'button';
  made.setAttribute('aria-label', name);
  made.addEventListener('click', act);
  return made;
}
