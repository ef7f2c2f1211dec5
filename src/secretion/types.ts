// What secretion keeps about vesicles, sites and molecules: plain tables, shared by its files, the record and the page.

/** One entry of events.csv. */
export interface LifeEvent {
  timeNs: number;
  event:
    | 'actionPotential'
    | 'channelOpened'
    | 'drugGiven'
    | 'drugRemoved'
    | 'tethered'
    | 'docked'
    | 'undocked'
    | 'primed'
    | 'unprimed'
    | 'advanced'
    | 'fellBack'
    | 'triggered'
    | 'poreOpened'
    | 'dilated'
    | 'resealed'
    | 'emptied'
    | 'spent'
    | 'retrieved'
    | 'rejoined'
    | 'refilled'
    | 'attached'
    | 'detached';
  /** Row numbers, or -1. */
  vesicle: number;
  porosome: number;
  /** Position in nm; NaN where it has none. */
  xNm: number;
  yNm: number;
  zNm: number;
  molecules: number;
}

/** One conservation account: what came in, what went out and why, what is there. In - out = here, exactly. */
export interface LedgerAccount {
  name: string;
  in: Record<string, number>;
  out: Record<string, number>;
  here: Record<string, number>;
  /** in - out - here: 0 or the run is wrong. */
  imbalance: number;
}

export interface Ledger {
  accounts: LedgerAccount[];
}
