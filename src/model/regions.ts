// What becomes of the regions of a scenario (absorbers, probes, sensors) before they are words.
import type { Site } from './site.ts';
import type { ProbeInfo, ReceptorInfo, SensorSite, TransporterInfo } from './world.ts';

export interface Regions {
  sites: Site[];
  probes: ProbeInfo[];
  absorbers: { name: string; sites: number[] }[];
  sensors: SensorSite[];
  transporters: TransporterInfo[];
  receptors: ReceptorInfo[];
  /** Class bits per kind name. */
  classes: Map<string, number>;
  sensorRadiusUnits: number;
}
