// The one way to say that a scenario is wrong: where, what was found, what is allowed, and a hint.

export interface Complaint {
  /** Dot path of the field, e.g. "porosomes.widthNm". */
  path: string;
  /** What was found there. */
  found: string;
  /** What is allowed there. */
  allowed: string;
  hint?: string;
}

export class ScenarioError extends Error {
  readonly complaint: Complaint;

  constructor(complaint: Complaint) {
    const { path, found, allowed, hint } = complaint;
    super(`${path === '' ? 'scenario' : path}: ${found}; allowed: ${allowed}${hint ? `. ${hint}` : ''}`);
    this.name = 'ScenarioError';
    this.complaint = complaint;
  }
}

/** Throws a ScenarioError. */
export function refuse(path: string, found: string, allowed: string, hint = ''): never {
  throw new ScenarioError({ path, found, allowed, hint });
}
