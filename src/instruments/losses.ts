// Counters: what each absorber took, and molecules of each kind that left, by cause.
import { CONSTANTS as C, PARAM_INDEX } from '../model/layout.ts';
import { causeName } from '../model/phases.ts';
import type { World } from '../model/world.ts';
import type { SecretionState } from '../secretion/state.ts';
import type { Instrument } from './instrument.ts';

interface Memory {
  /** Particles taken so far, per absorber. */
  absorbed: number[];
}

/** Causes by which a kind can leave at all, so that the columns are the same in every run of a scenario. */
function possible(world: World): { kind: number; cause: number }[] {
  const { params, tables, kinds, levelNs } = world;
  const count = kinds.length;
  const row = (level: number, kind: number) =>
    (params[PARAM_INDEX.kindRowOffset] as number) + (level * count + kind) * C.KINDROW_WORDS;
  const isFaceOpen = (kind: number, face: number) =>
    levelNs.some((_, level) => tables[row(level, kind) + C.KINDROW_FACES + face] !== 0);
  const isAbsorbed = (kind: number) =>
    world.scenario.absorbers.some((absorber) => absorber.kinds.includes(kinds[kind]?.name ?? ''));
  const canReact = (kind: number, cause: number) => {
    for (let level = 0; level < levelNs.length; level++) {
      const at = row(level, kind);
      const first = tables[at + C.KINDROW_TRANSITION_OFFSET] as number;
      for (let k = 0; k < (tables[at + C.KINDROW_TRANSITION_COUNT] as number); k++) {
        const target = tables[first + k * C.TRANSITION_WORDS + C.TRANSITION_TARGET] as number;
        if ((target & C.KIND_MASK) === C.KIND_DEAD && ((target >>> C.TARGET_CAUSE_SHIFT) & 0xff) === cause)
          return true;
      }
    }
    return false;
  };
  const out: { kind: number; cause: number }[] = [];
  for (let kind = 0; kind < count; kind++) {
    for (let cause = 0; cause <= C.CAUSE_OUTSIDE_TOP; cause++) {
      if (isFaceOpen(kind, cause)) out.push({ kind, cause });
    }
    if (isAbsorbed(kind)) out.push({ kind, cause: C.CAUSE_ABSORBER });
    for (let a = 0; a < world.accounts.length; a++) {
      if (canReact(kind, C.CAUSE_REACTION_FIRST + a)) out.push({ kind, cause: C.CAUSE_REACTION_FIRST + a });
    }
  }
  return out;
}

const known = new WeakMap<World, { kind: number; cause: number }[]>();

function exits(world: World): { kind: number; cause: number }[] {
  let list = known.get(world);
  if (!list) {
    list = possible(world);
    known.set(world, list);
  }
  return list;
}

function names(world: World): string[] {
  return [
    ...world.absorbers.map(({ name }) => `absorbed_${name}_particles`),
    ...exits(world).map(
      ({ kind, cause }) => `${world.kinds[kind]?.name}_${causeName(world, cause)}_molecules`,
    ),
  ];
}

function values(memory: Memory, world: World, state: SecretionState): number[] {
  return [
    ...memory.absorbed,
    ...exits(world).map(({ kind, cause }) => {
      const particles = state.tallies.deaths[kind * C.CAUSE_COUNT + cause] as number;
      return particles * (world.kinds[kind]?.moleculesPerParticle ?? 1);
    }),
  ];
}

export const losses: Instrument<Memory> = {
  columns: names,
  start: (world) => ({ absorbed: world.absorbers.map(() => 0) }),
  observe: (memory, { world, words }) => {
    const offset = world.params[PARAM_INDEX.reportSiteOffset] as number;
    world.absorbers.forEach(({ sites }, k) => {
      for (const site of sites) memory.absorbed[k]! += words[offset + site] as number;
    });
  },
  sample: (memory, { world, state }) => values(memory, world, state),
  summarise: (memory, world, state) => {
    const numbers = values(memory, world, state);
    return Object.fromEntries(names(world).map((name, k) => [name, numbers[k] as number]));
  },
};
