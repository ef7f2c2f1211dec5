// How the program ends: exit statuses, and the errors that carry one. A user sees one sentence, never a stack trace.
import { ScenarioError } from '../model/scenarioError.ts';

export const EXIT = {
  ok: 0,
  /** A check did not hold: a validation case, a divergence, an internal error. */
  failed: 1,
  /** Bad input: nothing was written. */
  badInput: 2,
  /** The particle array is full: what happened up to that point was written. */
  full: 3,
  /** Ctrl-C: what happened up to that point was written. */
  interrupted: 130,
} as const;

/** Ends the program with an exit status and a sentence for stderr. */
export class Failure extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'Failure';
    this.status = status;
  }
}

export interface BadInput {
  /** Option, argument or file. */
  what: string;
  found: string;
  allowed: string;
  hint?: string;
}

/** A wrong option, argument or file: what, what was found, what is allowed, and a hint. */
export function badInput({ what, found, allowed, hint }: BadInput): Failure {
  const tail = hint ? `. ${hint}` : '';
  return new Failure(EXIT.badInput, `${what}: ${found}; allowed: ${allowed}${tail}`);
}

/** The Failure that an error of any kind amounts to. `place` names the file that a scenario came from. */
export function toFailure(error: unknown, place = ''): Failure {
  if (error instanceof Failure) return error;
  const prefix = place === '' ? '' : `${place}: `;
  if (error instanceof ScenarioError) return new Failure(EXIT.badInput, `${prefix}${error.message}`);
  const message = error instanceof Error ? error.message : String(error);
  return new Failure(EXIT.failed, `${prefix}${message}`);
}
