// What becomes of the regions of a scenario (absorbers, probes, sensors) before they are words.
import type { Point } from './places.ts';
import type { ProbeInfo, SensorSite } from './world.ts';

/** One region, before it becomes words. Lengths in units. */
export interface Site {
  centre: Point;
  shape: number;
  outer: number;
  inner: number;
  halfHeight: number;
  action: number;
  classes: number;
  side: number;
  levels: number;
  /** Room around the region where a solute may still be affected (absorbers start early). */
  margin: number;
}

export interface Regions {
  sites: Site[];
  probes: ProbeInfo[];
  absorbers: { name: string; sites: number[] }[];
  sensors: SensorSite[];
  /** Class bits per kind name. */
  classes: Map<string, number>;
  sensorRadiusUnits: number;
}
