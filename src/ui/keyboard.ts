// The page without a mouse. Keys act everywhere but in fields, dialogs and on buttons that use them themselves.

export interface KeyActions {
  toggle(): void;
  step(): void;
  reset(): void;
  home(): void;
  preset(name: 'home' | 'membrane' | 'site' | 'fusion' | 'cell'): void;
  tour(): void;
  /** Of what can be picked. */
  next(): void;
  previous(): void;
  letGo(): void;
  follow(): void;
  /** Degrees and a factor. */
  nudge(move: { turn?: number; tilt?: number; closer?: number }): void;
}

const TURN_DEGREES = 5;
const CLOSER = 1.12;

export function listenToKeys(picture: HTMLElement, actions: KeyActions): void {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTaken(event)) return;
    const act =
      everywhere(actions)[event.key.toLowerCase()] ?? (onPicture(event, picture) && aim(actions)[event.key]);
    if (!act) return;
    event.preventDefault();
    act();
  });
}

const PRESETS = ['home', 'membrane', 'site', 'fusion', 'cell'] as const;

function everywhere(actions: KeyActions): Record<string, () => void> {
  const { toggle, step, reset, home, tour, letGo, follow } = actions;
  const presets = PRESETS.map((name, index) => [String(index + 1), () => actions.preset(name)] as const);
  return {
    ' ': toggle,
    s: step,
    r: reset,
    h: home,
    t: tour,
    f: follow,
    escape: letGo,
    '.': actions.next,
    ',': actions.previous,
    ...Object.fromEntries(presets),
  };
}

/** The arrows scroll elsewhere; on the picture they turn it. */
function aim({ nudge, next }: KeyActions): Record<string, () => void> {
  return {
    Enter: next,
    ArrowLeft: () => nudge({ turn: -TURN_DEGREES }),
    ArrowRight: () => nudge({ turn: TURN_DEGREES }),
    ArrowUp: () => nudge({ tilt: TURN_DEGREES }),
    ArrowDown: () => nudge({ tilt: -TURN_DEGREES }),
    '+': () => nudge({ closer: CLOSER }),
    '=': () => nudge({ closer: CLOSER }),
    '-': () => nudge({ closer: 1 / CLOSER }),
  };
}

function onPicture(event: KeyboardEvent, picture: HTMLElement): boolean {
  return event.target === picture || event.target === document.body;
}

function isTaken(event: KeyboardEvent): boolean {
  const target = event.target as HTMLElement;
  if (target.closest('dialog, input, select, textarea')) return true;
  return (
    event.key === ' ' && target.closest('button, summary, .title, [tabindex="0"]:not(#picture)') !== null
  );
}
