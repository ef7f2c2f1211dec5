// Surface-bound kinds live in the plasma membrane, all others in the volumes beside it: what a scenario may ask of which.
import type { Region, Scenario } from './scenario.ts';
import { refuse } from './scenarioError.ts';

/** Is a region part of the membrane? */
export function isSurfaceRegion(region: Region): boolean {
  return region === 'membrane' || (typeof region === 'object' && 'disc' in region);
}

function describe(region: Region): string {
  return typeof region === 'string' ? `"${region}"` : `a ${Object.keys(region)[0]}`;
}

function checkInitial(s: Scenario, isSurface: (kind: string) => boolean): void {
  s.initial.forEach(({ kind, region, concentrationUm }, i) => {
    if (isSurface(kind) === isSurfaceRegion(region)) {
      if (isSurface(kind) && concentrationUm !== undefined) {
        refuse(
          `initial.${i}.concentrationUm`,
          'a volume concentration',
          '"count"',
          `${kind} is surface-bound`,
        );
      }
      return;
    }
    const allowed = isSurface(kind)
      ? '"membrane" or a disc, since it is surface-bound'
      : '"cytosol", "outside", a point, ball or box, since it is not surface-bound';
    refuse(`initial.${i}.region`, `${kind} in ${describe(region)}`, allowed, `See solutes.${kind}.surface`);
  });
}

function checkKinds(s: Scenario): void {
  for (const [kind, row] of Object.entries(s.solutes)) {
    const path = `solutes.${kind}`;
    if (row.fluid && !(row.surface && s.membrane)) {
      const hint = 'Temperature and cholesterol scale what moves in a membrane';
      refuse(`${path}.fluid`, 'true', 'a surface-bound kind in a scenario with "membrane"', hint);
    }
    if (!row.surface) continue;
    const wall = Object.keys(row.walls).find((name) => name !== 'lateral');
    if (wall !== undefined) {
      refuse(`${path}.walls.${wall}`, 'a wall that it never meets', 'lateral', `${kind} is surface-bound`);
    }
    if (row.onGrid) refuse(`${path}.onGrid`, 'true', 'false', 'The grid counts solutes of the cytosol');
  }
}

/** Throws ScenarioError where surface-bound kinds and kinds of the volume are mixed up. */
export function checkSurfaces(s: Scenario): void {
  const isSurface = (kind: string) => s.solutes[kind]?.surface === true;
  checkKinds(s);
  checkInitial(s, isSurface);
  s.reactions.forEach(({ from, to }, i) => {
    if (to === null || isSurface(from) === isSurface(to)) return;
    const hint = 'Nothing leaves or joins the membrane by a reaction';
    refuse(`reactions.${i}.to`, `${from} to ${to}`, 'both surface-bound, or neither', hint);
  });
  const volumeOnly = (path: string, kind: string, why: string) => {
    if (isSurface(kind)) refuse(path, `${kind}, which is surface-bound`, 'a kind of the volume', why);
  };
  if (s.calcium) volumeOnly('calcium.kind', s.calcium.kind, 'Ca2+ is in solution');
  s.pointSources.forEach((source, i) => {
    volumeOnly(`pointSources.${i}.kind`, source.kind, 'A source lets out into the volume');
  });
  s.populations.forEach((p, i) => {
    p.cargo.forEach((cargo, k) => {
      volumeOnly(`populations.${i}.cargo.${k}.kind`, cargo.kind, 'Cargo is in solution');
    });
  });
}
