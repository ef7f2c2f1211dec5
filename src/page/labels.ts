// Names in the picture: what deserves one (view) is projected and handed to the page's labels (ui).
import { placeLabels } from '../ui/labels.ts';
import { type CameraPose, nmPerPixel, project } from '../view/cameraPose.ts';
import { clipPlane, isKept } from '../view/clip.ts';
import { bodiesInView, labelAnchors } from '../view/labelAnchors.ts';
import type { ReadingAids } from '../view/readingAids.ts';
import type { PointNm, SceneDescription } from '../view/sceneDescription.ts';

export interface Labelled {
  scene: SceneDescription;
  pose: CameraPose;
  /** Stage of the vesicle at each site. */
  occupancy: readonly string[];
  openChannels: number;
  /** Kinds that are not in the picture yet, hidden ones, and what is cut away get no name. */
  coming: readonly string[];
  aids: ReadingAids;
}

/** What labels must not touch. */
const PANELS = '.left > *, #panel, #card, #hud, #transport, #engine';

/** Undefined: no labels. */
export function showLabels(picture: HTMLElement, labelled: Labelled | undefined): void {
  if (!labelled) {
    placeLabels([], []);
    return;
  }
  const { scene, pose, occupancy, openChannels, coming, aids } = labelled;
  const { width, height } = picture.getBoundingClientRect();
  const at = (place: PointNm) => project(pose, place, width, height);
  const nameless = [...coming, ...aids.hidden];
  const clip = clipPlane(aids.clip, scene, pose);
  const anchors = labelAnchors(scene, pose, occupancy, openChannels).filter(
    ({ kind, place }) => !nameless.includes(kind) && (!clip || isKept(clip, place)),
  );
  const labels = anchors.map(({ kind, text, place }) => ({ key: kind, text, at: at(place) }));
  const panels = [...document.querySelectorAll(PANELS)].map((panel) => panel.getBoundingClientRect());
  const things = bodiesInView(scene, occupancy).flatMap(({ place, radiusNm }) => {
    const centre = at(place);
    return centre ? [{ ...centre, radius: radiusNm / nmPerPixel(pose, height) }] : [];
  });
  placeLabels(labels, panels, things);
}
