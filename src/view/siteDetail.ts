// Which sites deserve every detail. A flat piece of membrane shows all of its sites in full; a whole cell has thousands,
// most of them a few pixels wide: those get a plain ring, and those that are cut away nothing.

import { siteBends } from './bends.ts';
import type { CameraPose } from './cameraPose.ts';
import { beyondCut, type Cutaway } from './cutaway.ts';
import { beyondLocalCut, type LocalCut } from './localCut.ts';
import type { PointNm, SceneDescription } from './sceneDescription.ts';
import type { SiteLook } from './siteMotion.ts';

export interface SiteDetail {
  /** Membrane bent, beads, cargo. */
  full: number[];
  /** A plain ring. */
  ring: number[];
}

/** From this diameter of its cup on the screen a site is worth its detail ... */
const PIXELS = 9;
/** ... if no more than so many are nearer. */
const MOST_NEAR = 60;
/** Cosine of the angle from the line of sight within which sites may be in the picture. */
const AHEAD = 0.64;

/** How the membrane is cut: the wedge of a cell, the local cut. `pixelFactor`: pixels that 1 nm covers at 1 nm. */
export interface Sight {
  pose: CameraPose;
  wedge: Cutaway | undefined;
  local: LocalCut;
  pixelFactor: number;
}

export function siteDetail(
  scene: SceneDescription,
  looks: readonly SiteLook[],
  { pose, wedge, local, pixelFactor }: Sight,
): SiteDetail {
  const sites = scene.porosomes.map((_, site) => site);
  const isKept = (site: number) => beyondLocalCut(local, scene.porosomes[site] as PointNm) < 0;
  // Of a site in the piece that is cut away only a vesicle that is fusing is drawn, or what a vesicle holds on to it with.
  const isShown = (site: number) => isKept(site) || isBusy(looks[site]) || isHolding(looks[site]);
  if (!wedge) return { full: sites.filter(isShown), ring: [] };
  const reach = (2 * siteBends(scene).cupNm * pixelFactor) / PIXELS;
  const isInCell = (site: number) => beyondCut(wedge, scene.porosomes[site] as PointNm) < 0;
  const shown = sites.filter((site) => isInCell(site) && isShown(site));
  const near = shown
    .map((site) => ({ site, away: distance(scene.porosomes[site] as PointNm, pose.positionNm) }))
    .filter(({ site, away }) => away < reach && isAhead(pose, scene.porosomes[site] as PointNm, away))
    .sort((a, b) => a.away - b.away)
    .slice(0, MOST_NEAR);
  const detailed = new Set(near.map(({ site }) => site));
  // A fused vesicle is drawn as part of its site only.
  for (const site of shown) if (isBusy(looks[site])) detailed.add(site);
  return {
    full: shown.filter((site) => detailed.has(site)),
    ring: shown.filter((site) => !detailed.has(site) && isKept(site)),
  };
}

/** Within 50 degrees of where the camera looks. */
function isAhead({ positionNm, targetNm }: CameraPose, place: PointNm, away: number): boolean {
  const sight = distance(targetNm, positionNm);
  let along = 0;
  positionNm.forEach((from, axis) => {
    along += ((targetNm[axis] as number) - from) * ((place[axis] as number) - from);
  });
  return along > AHEAD * sight * away;
}

function isBusy(look: SiteLook | undefined): boolean {
  return look !== undefined && (look.bulbNm > 0 || look.pore > 0 || look.spent > 0);
}

function isHolding(look: SiteLook | undefined): boolean {
  return look !== undefined && (look.grip > 0 || look.primed > 0);
}

function distance(a: PointNm, b: PointNm): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
