// Where the fusion pore of each vesicle is in its course; poreCourse.ts says what the numbers mean.

/** Where each vesicle's pore is in its course. */
export interface PoreTable {
  course: Uint8Array;
  /** 1: a flickering pore is shut for the moment. */
  isShut: Uint8Array;
  radiusNm: Float64Array;
  /** Time left until it dilates or closes for good, until it flickers; -1: never. */
  turnNs: Float64Array;
  flickerNs: Float64Array;
}

export function makePores(vesicles: number): PoreTable {
  return {
    course: new Uint8Array(vesicles),
    isShut: new Uint8Array(vesicles),
    radiusNm: new Float64Array(vesicles),
    turnNs: new Float64Array(vesicles),
    flickerNs: new Float64Array(vesicles),
  };
}
