// Which things in the picture get a name: one vesicle at a site, one porosome, one channel, the membrane across the
// cleft. Name and one verb; the nearest to the camera, so that a label does not hop while the view turns slowly.
import type { CameraPose } from './cameraPose.ts';
import { beyondCut, cutaway } from './cutaway.ts';
import type { BodyKind } from './kinds.ts';
import { beyondLocalCut, localCut } from './localCut.ts';
import { alongNormal, outwardNormal } from './outward.ts';
import type { PointNm, SceneDescription } from './sceneDescription.ts';

export interface LabelAnchor {
  kind: BodyKind;
  text: string;
  place: PointNm;
}

/** Site states in the order in which they deserve a label. */
const TELLING = ['fusing', 'primed', 'docked', 'tethered'];
const SPOKEN: Record<string, string> = {
  fusing: 'Vesicle \u2013 fusing',
  primed: 'Vesicle \u2013 primed',
  docked: 'Vesicle \u2013 docked',
  tethered: 'Vesicle \u2013 docking',
};

/** `occupancy`: the stage of the vesicle at each site, or "vacant". */
export function labelAnchors(
  scene: SceneDescription,
  pose: CameraPose,
  occupancy: readonly string[],
  openChannels: number,
): LabelAnchor[] {
  const anchors: LabelAnchor[] = [];
  const isShown = visibility(scene, pose);
  // Vesicles stay where only the membrane is cut; rings and channels go with it.
  const local = localCut(scene, pose);
  const isInMembrane = (place: PointNm) => local.strength === 0 || beyondLocalCut(local, place) < 0;
  const byDistance = scene.porosomes
    .map((place, site) => ({ place, site, away: distance(place, pose.positionNm) }))
    .filter(({ place }) => isShown(place))
    .sort((a, b) => a.away - b.away);
  const held = TELLING.flatMap((stage) => byDistance.filter(({ site }) => occupancy[site] === stage))[0];
  if (held) {
    const text = SPOKEN[occupancy[held.site] ?? ''] ?? 'Vesicle';
    anchors.push({ kind: 'vesicles', text, place: dockedPlace(scene, held.place) });
  }
  const rings = byDistance.filter(({ place }) => isInMembrane(place));
  const ring = rings.filter(({ site }) => site !== held?.site)[0] ?? rings[0];
  if (ring)
    anchors.push({ kind: 'porosomes', text: siteText(scene, occupancy[ring.site]), place: ring.place });
  const channel = scene.channels
    .filter((place) => isShown(place) && isInMembrane(place))
    .sort((a, b) => distance(a, pose.positionNm) - distance(b, pose.positionNm))[0];
  if (channel)
    anchors.push({
      kind: 'channels',
      text: `Calcium channels \u2013 ${openChannels > 0 ? 'opening' : 'closed'}`,
      place: channel,
    });
  if (scene.hasFarMembrane)
    anchors.push({ kind: 'far membrane', text: 'Membrane across the cleft', place: behind(scene, pose) });
  return anchors;
}

/** What labels should not cover: sites, channels, and the vesicles at sites. On a whole cell they are too many to avoid. */
export function bodiesInView(
  scene: SceneDescription,
  occupancy: readonly string[],
): { place: PointNm; radiusNm: number }[] {
  if (scene.cell) return [];
  const rings = scene.porosomes.map((place) => ({ place, radiusNm: scene.porosomeWidthNm }));
  const channels = scene.channels.map((place) => ({ place, radiusNm: 0.03 * scene.focusRadiusNm }));
  const vesicles = scene.porosomes
    .filter((_, site) => occupancy[site] !== 'vacant')
    .map((place) => ({
      place: dockedPlace(scene, place),
      radiusNm: 0.8 * scene.vesicleRadiusNm,
    }));
  return [...rings, ...channels, ...vesicles];
}

/** Centre of the vesicle at a site. */
function dockedPlace(scene: SceneDescription, site: PointNm): PointNm {
  return alongNormal(scene, site, -scene.porosomeDepthNm - scene.vesicleRadiusNm);
}

/** Of a cell only what faces the camera and is not cut away gets a name. */
function visibility(scene: SceneDescription, pose: CameraPose): (place: PointNm) => boolean {
  const { cell } = scene;
  if (!cell) return () => true;
  const cut = cutaway({ ...scene, cell }, pose);
  return (place) => {
    const normal = outwardNormal(scene, place);
    const [x, y, z] = pose.positionNm;
    const faces = normal[0] * (x - place[0]) + normal[1] * (y - place[1]) + normal[2] * (z - place[2]);
    return faces > 0 && beyondCut(cut, place) < 0;
  };
}

function siteText(scene: SceneDescription, stage: string | undefined): string {
  const name = scene.siteModel === 'porosome' ? 'Porosome (disputed)' : 'Fusion site';
  return `${name} \u2013 ${stage === 'fusing' ? 'open' : stage && stage !== 'vacant' ? 'occupied' : 'vacant'}`;
}

/** A place on the far membrane's cut edge, away from the camera. */
function behind(scene: SceneDescription, pose: CameraPose): PointNm {
  const [x, y] = scene.focusNm;
  const toX = x - pose.positionNm[0];
  const toY = y - pose.positionNm[1];
  const flat = Math.hypot(toX, toY) || 1;
  const away = scene.focusRadiusNm * 0.75;
  return [x + (toX / flat) * away, y + (toY / flat) * away, scene.outsideHeightNm];
}

function distance(a: PointNm, b: PointNm): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}
