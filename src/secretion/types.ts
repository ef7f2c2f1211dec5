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

/** A fusion site and the vesicle that has it. */
export interface SiteReading {
  /** The vesicle's phase by name, or "vacant". */
  stage: string;
  /** Radius of the vesicle; 0: none. */
  radiusNm: number;
  /** Radius of the open pore's lumen; 0: no pore, or it is shut for the moment. */
  poreNm: number;
  /** Share of the cargo still inside. */
  cargoShare: number;
  /** Ca2+ on a primed vesicle's sensor, and how many it can hold. */
  ions: number;
  ionSites: number;
  /** SNARE complexes between a docked or primed vesicle and the membrane; 0: none, or they are cleaved. */
  snares: number;
  /** Radius of a vesicle that fused here and is part of the membrane; 0: none. */
  spentNm: number;
}

/** An endocytic zone from which a vesicle is coming back. */
export interface PitReading {
  zone: number;
  mode: 'retrieval' | 'ultrafast' | 'clathrin' | 'bulk';
  radiusNm: number;
}

export interface MembraneReading {
  sites: SiteReading[];
  pits: PitReading[];
  /** Per tile of transporters: share that holds a molecule. */
  transporterShares: number[];
}
