// What the picture and its labels need to know of a world: plain data in nm, made once per run, cloneable.
import { cytosolNm3, depthNm, isCell, lateralSizeNm } from '../model/geometry.ts';
import { CONSTANTS as C } from '../model/layout.ts';
import { motorRow } from '../model/motors.ts';
import type { Scenario } from '../model/scenario.ts';
import { unitsToNm } from '../model/units.ts';
import type { World } from '../model/world.ts';
import type { SoluteRole } from './palette.ts';

export type PointNm = readonly [number, number, number];

export interface SoluteLook {
  name: string;
  role: SoluteRole;
  moleculesPerParticle: number;
  /** It lies in the plasma membrane. */
  isSurfaceBound: boolean;
}

/** A straight piece of a filament. */
export interface Filament {
  from: PointNm;
  to: PointNm;
  radiusNm: number;
}

/** A box or a disc of a flat membrane, by its half edges; or a whole sphere, by its radius. */
export interface ProteinArea {
  shape: 'box' | 'disc' | 'sphere';
  centreNm: PointNm;
  halfNm: readonly [number, number];
}

/** Transporters, receptors or pumps of one row, as they stand in their membrane. */
export interface ProteinLook {
  /** How many the scenario has, spread over these places. */
  count: number;
  areas: ProteinArea[];
}

/** A whole cell: its membrane is a sphere around the origin. */
export interface CellLook {
  radiusNm: number;
  /** Thickness of the simulated space outside; 0: none. */
  shellNm: number;
  nucleus: { centreNm: PointNm; radiusNm: number } | undefined;
}

export interface SceneDescription {
  /** Undefined: a piece of flat membrane at z = 0. */
  cell: CellLook | undefined;
  /** Lateral size. */
  sizeNm: readonly [number, number];
  cytosolDepthNm: number;
  outsideHeightNm: number;
  /** A membrane stands across a narrow cleft. */
  hasFarMembrane: boolean;
  hasMembrane: boolean;
  /** A permanent cup (disputed), or a plain fusion site. */
  siteModel: 'porosome' | 'plain';
  porosomes: PointNm[];
  porosomeWidthNm: number;
  porosomeDepthNm: number;
  channels: PointNm[];
  /** Every segment of every track, from the minus end on. */
  tracks: Filament[];
  /** Motors walk towards the plus end (1) or the minus end (-1). */
  motorDirection: 1 | -1;
  /** How thick the actin cortex below the membrane is; 0: none. */
  cortexNm: number;
  /** Where vesicles come back from the membrane. */
  zones: PointNm[];
  /** What takes transmitter up, and what reads it. */
  transporters: { name: string; isReversible: boolean }[];
  receptors: string[];
  transporterLooks: ProteinLook[];
  receptorLooks: ProteinLook[];
  /** What carries Ca2+ out of the cell. */
  pumpLooks: ProteinLook[];
  /** Solutes by engine kind number - 1. */
  solutes: SoluteLook[];
  soluteCapacity: number;
  /** Free calcium that is there without being drawn: at rest, where a run simulates only what is above it. */
  restCalciumUm: number;
  /** Mean distance between solutes at the start; limits how large they are drawn. */
  soluteSpacingNm: number;
  vesicleCount: number;
  /** Vesicles come back from the membrane. */
  hasRetrieval: boolean;
  /** Names of the kinds of vesicles. */
  populations: string[];
  /** What the two pools of primed vesicles are called; undefined: there is one. */
  pools: readonly [string, string] | undefined;
  /** 0 without vesicles. */
  vesicleRadiusNm: number;
  /** The point of interest and how far around it things happen. */
  focusNm: PointNm;
  focusRadiusNm: number;
  /** Largest distance of a site from the focus. */
  siteSpreadNm: number;
}

/** A cleft is narrow; anything taller is open space. */
const CLEFT_NM = 120;

export function describeScene(world: World): SceneDescription {
  const { scenario } = world;
  const sizeNm = lateralSizeNm(scenario.world);
  const cytosolDepthNm = depthNm(scenario.world);
  const outsideHeightNm = scenario.world.outsideHeightUm * 1000;
  const porosomes = world.porosomes.map(pointNm);
  const channels = world.channels.map(pointNm);
  const vesicleRadiusNm = Math.max(0, ...scenario.populations.map((population) => population.radiusNm));
  const cell = cellLook(scenario.world);
  const focus = cell
    ? wholeCell(cell)
    : findFocus([...porosomes, ...channels], sizeNm, cytosolDepthNm, vesicleRadiusNm);
  return {
    cell,
    sizeNm,
    cytosolDepthNm,
    outsideHeightNm,
    hasFarMembrane: !cell && outsideHeightNm > 0 && outsideHeightNm <= CLEFT_NM,
    hasMembrane: true,
    siteModel: scenario.porosomes?.siteModel ?? 'plain',
    porosomes,
    porosomeWidthNm: scenario.porosomes?.widthNm ?? 0,
    porosomeDepthNm: scenario.porosomes?.depthNm ?? 0,
    channels,
    tracks: tracksOf(world),
    motorDirection: motorDirection(scenario),
    cortexNm: scenario.cortex?.thicknessNm ?? 0,
    zones: world.zones.map(pointNm),
    transporterLooks: transporterLooks(world),
    receptorLooks: receptorLooks(world),
    pumpLooks: pumpLooks(scenario),
    transporters: scenario.transporters.map(({ name, gradients }) => ({
      name,
      isReversible: gradients !== undefined,
    })),
    receptors: scenario.receptors.map(({ name }) => name),
    solutes: world.kinds.map((kind) => ({
      name: kind.name,
      role: roleOf(kind.name, kind.group, scenario),
      moleculesPerParticle: kind.moleculesPerParticle,
      isSurfaceBound: scenario.solutes[kind.name]?.surface ?? false,
    })),
    soluteCapacity: scenario.capacity.solutes,
    restCalciumUm: scenario.calcium?.representation === 'excess' ? scenario.calcium.restUm : 0,
    soluteSpacingNm: Math.cbrt(
      cytosolNm3(scenario.world) / Math.max(1, world.initialSolutes.length / C.SOLUTE_WORDS),
    ),
    vesicleCount: scenario.populations.reduce((sum, population) => sum + population.count, 0),
    hasRetrieval: scenario.populations.some(
      ({ retrieval, fusion }) => retrieval.length > 0 || fusion.kissAndRun !== undefined,
    ),
    populations: scenario.populations.map(({ name }) => name),
    pools: scenario.populations.find(({ priming }) => priming.second)?.priming.second?.names,
    vesicleRadiusNm,
    ...focus,
  };
}

/** Tile by tile; a face is the membrane at z = 0 or the one across the outside. */
function transporterLooks({ scenario, transporters }: World): ProteinLook[] {
  return transporters.map(({ counts, centres, extent }, index) => {
    const isTop = scenario.transporters[index]?.face === 'outsideTop';
    const zNm = isTop ? scenario.world.outsideHeightUm * 1000 : 0;
    return {
      count: counts.reduce((sum, count) => sum + count, 0),
      areas: centres.map(([x, y]) => ({
        centreNm: [unitsToNm(x), unitsToNm(y), zNm] as const,
        halfNm: [unitsToNm(extent[0]), unitsToNm(extent[1])] as const,
        shape: 'box' as const,
      })),
    };
  });
}

/** All over the plasma membrane. */
function pumpLooks({ calcium, world }: Scenario): ProteinLook[] {
  const [x, y] = lateralSizeNm(world);
  const radiusNm = isCell(world) ? world.radiusUm * 1000 : 0;
  const area: ProteinArea =
    radiusNm > 0
      ? { shape: 'sphere', centreNm: [0, 0, 0], halfNm: [radiusNm, radiusNm] }
      : { shape: 'box', centreNm: [0, 0, 0], halfNm: [x / 2, y / 2] };
  const squareUm = (radiusNm > 0 ? 4 * Math.PI * radiusNm * radiusNm : x * y) * 1e-6;
  return (calcium?.pumps ?? []).map(({ densityPerUm2 }) => ({
    count: Math.round(densityPerUm2 * squareUm),
    areas: [area],
  }));
}

function receptorLooks({ scenario }: World): ProteinLook[] {
  const zNm = scenario.world.outsideHeightUm * 1000;
  return scenario.receptors.map(({ count, centreNm, radiusNm }) => ({
    count,
    areas: [
      {
        centreNm: [centreNm[0], centreNm[1], zNm] as const,
        halfNm: [radiusNm, radiusNm] as const,
        shape: 'disc' as const,
      },
    ],
  }));
}

function motorDirection({ populations }: Scenario): 1 | -1 {
  const transport = populations.find((population) => population.transport)?.transport;
  return transport && motorRow(transport.motor).towards === 'minus' ? -1 : 1;
}

/** Radii of filaments: a microtubule is 25 nm wide, an actin filament 7 nm. */
const FILAMENT_RADIUS_NM = { microtubule: 12.5, actin: 3.5 } as const;

function tracksOf({ tracks }: World): SceneDescription['tracks'] {
  return tracks.tracks.flatMap(({ points, filament }) =>
    points.slice(1).map((to, k) => ({
      from: pointNm(points[k] as [number, number, number]),
      to: pointNm(to),
      radiusNm: FILAMENT_RADIUS_NM[filament],
    })),
  );
}

function cellLook(world: Scenario['world']): CellLook | undefined {
  if (!isCell(world)) return undefined;
  const { nucleus } = world;
  return {
    radiusNm: world.radiusUm * 1000,
    shellNm: world.outsideHeightUm * 1000,
    nucleus: nucleus && {
      centreNm: nucleus.centreUm.map((um) => um * 1000) as unknown as PointNm,
      radiusNm: nucleus.radiusUm * 1000,
    },
  };
}

type Focus = Pick<SceneDescription, 'focusNm' | 'focusRadiusNm' | 'siteSpreadNm'>;

function wholeCell({ radiusNm }: CellLook): Focus {
  return { focusNm: [0, 0, 0], focusRadiusNm: radiusNm, siteSpreadNm: radiusNm };
}

function pointNm([x, y, z]: readonly [number, number, number]): PointNm {
  return [unitsToNm(x), unitsToNm(y), unitsToNm(z)];
}

/** Free calcium, calcium held by a buffer, what the membrane lets through, what vesicles carry, or anything else. */
function roleOf(name: string, group: string, scenario: Scenario): SoluteRole {
  const calcium = scenario.calcium?.kind ?? 'calcium';
  if (name === calcium) return 'calcium';
  if (group === calcium) return 'boundCalcium';
  if (scenario.solutes[name]?.membranePermeabilityUmPerS) return 'permeable';
  const carried = scenario.populations.some((population) =>
    population.cargo.some((cargo) => cargo.kind === name),
  );
  return carried ? 'cargo' : 'tracer';
}

/**
 * Where the sites are; the whole box where there are none. Never so wide that a vesicle becomes a dot: where sites lie
 * far apart, the ones nearest to the middle.
 */
export function findFocus(
  places: readonly PointNm[],
  sizeNm: readonly [number, number],
  depthNm: number,
  vesicleRadiusNm: number,
): Focus {
  const whole = 0.5 * Math.max(sizeNm[0], sizeNm[1], depthNm);
  if (places.length === 0) return { focusNm: [0, 0, -0.3 * depthNm], focusRadiusNm: whole, siteSpreadNm: 0 };
  const widest = Math.min(whole, vesicleRadiusNm > 0 ? 15 * vesicleRadiusNm : whole);
  let focus = middle(places);
  let spread = reach(places, focus);
  const wanted = spread + 4 * vesicleRadiusNm;
  if (wanted > widest) {
    const inner = [...places].sort((a, b) => away(a, focus) - away(b, focus))[0] as PointNm;
    focus = middle(places.filter((place) => away(place, inner) < 0.5 * widest));
    spread = reach(places, focus);
  }
  return {
    focusNm: focus,
    focusRadiusNm: Math.min(widest, Math.max(wanted, 40)),
    siteSpreadNm: spread,
  };
}

function middle(places: readonly PointNm[]): PointNm {
  const mean = (axis: 0 | 1) => places.reduce((sum, place) => sum + place[axis], 0) / places.length;
  return [mean(0), mean(1), 0];
}

function away(a: PointNm, b: PointNm): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

function reach(places: readonly PointNm[], focus: PointNm): number {
  return Math.max(...places.map((place) => away(place, focus)));
}
