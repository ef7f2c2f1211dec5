// The page's hands on the picture: camera, views, tour, labels, picking and how the picture is drawn. Speaks to the loop in
// messages and knows nothing of the run but what the picture shows of it.
import { type Card, CardView } from '../ui/card.ts';
import { element } from '../ui/elements.ts';
import type { Hud } from '../ui/hud.ts';
import { PICTURE_SETTINGS, type PictureSettings } from '../ui/picturePanel.ts';
import {
  busiestSite,
  type CameraPose,
  homePose,
  isSamePose,
  nmPerPixel,
  sitePose,
  telecentric,
} from '../view/cameraPose.ts';
import { MAP_COLOURS, MAP_RANGE_UM, mapStrength } from '../view/concentrationMap.ts';
import { Orbit } from '../view/orbit.ts';
import { isNight } from '../view/palette.ts';
import { type PresetContext, type PresetName, presetPose } from '../view/presetPoses.ts';
import { MOTION_NOTES, type ReadingAids } from '../view/readingAids.ts';
import type { PointNm, SceneDescription } from '../view/sceneDescription.ts';
import { showLabels } from './labels.ts';
import type { PageCommand } from './messages.ts';
import { listenToTaps } from './pointer.ts';
import { TourGuide } from './tourGuide.ts';

export interface DeskOptions {
  picture: HTMLElement;
  hud: Hud;
  profile: PictureSettings['profile'];
  send(command: PageCommand): void;
  /** The run at this share of the chosen speed. */
  pace(share: number): void;
  /** Title and time of what is shown. */
  caption(): string;
}

/** Names follow a moving camera if there are at least so many pictures per second; else they wait for two of them. */
const FOLLOWED_PER_S = 8;
/** Half of the fade behind which views change where motion is to be reduced. */
const FADE_MS = 350;

export class PictureDesk {
  readonly settings: PictureSettings;
  readonly #options: DeskOptions;
  readonly #orbit: Orbit;
  readonly #tour: TourGuide;
  readonly #card: CardView;
  readonly #isNarrow = matchMedia('(max-width: 720px)');
  readonly #isReduced = matchMedia('(prefers-reduced-motion: reduce)');
  #hidden: readonly string[] = [];
  #scene: SceneDescription | undefined;
  #sceneKey = '';
  #occupancy: readonly string[] = [];
  #openChannels = 0;
  /** When the camera last moved, and how far pictures may be behind it. */
  #movedMs = 0;
  #behindMs = 0;
  /** Kinds of bodies that are not in the picture yet; undefined: there is none. */
  #coming: readonly string[] | undefined;

  constructor(options: DeskOptions) {
    const { picture, send } = options;
    this.#options = options;
    this.settings = { ...PICTURE_SETTINGS, profile: options.profile };
    this.#orbit = new Orbit(picture, (pose) => this.#tell(pose));
    this.#tour = new TourGuide({
      context: () => this.#context,
      go: (pose) => this.#go(pose),
      pace: options.pace,
      changed: () => this.change(),
    });
    this.#card = new CardView({
      next: () => send({ type: 'pick', at: 'next' }),
      previous: () => send({ type: 'pick', at: 'previous' }),
      close: () => this.letGo(),
      follow: (isFollowing) => this.#card.showFollowing(isFollowing),
    });
    listenToTaps(picture, (at) => send({ type: 'pick', at }));
    addEventListener('resize', () => this.drawLabels());
  }

  /** Once the loop listens. */
  start(): void {
    this.profile(this.settings.profile);
    this.change();
  }

  show(scene: SceneDescription, occupancy: readonly string[]): void {
    this.#scene = scene;
    this.#occupancy = occupancy;
    this.#coming = undefined;
    // A new world, or a loop that was started anew: nothing is picked in it.
    this.showCard(undefined);
    const key = JSON.stringify([scene.sizeNm, scene.cytosolDepthNm, scene.focusNm, scene.focusRadiusNm]);
    // The same world again (reset, another seed) keeps the visitor's view.
    if (key !== this.#sceneKey) this.#orbit.stand(this.#home(scene), 2 * scene.focusRadiusNm);
    else this.#tell(this.#orbit.pose);
    this.#sceneKey = key;
  }

  /** What labels and views tell from: stages at sites, open channels, kinds still to come, pictures per second. */
  observe(news: {
    occupancy?: readonly string[];
    openChannels?: number;
    coming?: readonly string[];
    framesPerS?: number;
  }): void {
    this.#occupancy = news.occupancy ?? this.#occupancy;
    this.#openChannels = news.openChannels ?? this.#openChannels;
    this.#coming = news.coming ?? this.#coming;
    const { framesPerS = 0 } = news;
    // Without a picture since the last message nothing is known.
    if (framesPerS > 0) this.#behindMs = framesPerS < FOLLOWED_PER_S ? 2000 / framesPerS : 0;
    this.drawLabels();
  }

  get #aids(): ReadingAids {
    const { motion, vision, map, clip, clipAt, sliceNm } = this.settings;
    return {
      hidden: this.#hidden,
      clip: { axis: clip, position: clipAt / 100, thicknessNm: sliceNm },
      vision,
      motion,
      map,
      depthOfField: this.#tour.isOn && !this.#isReduced.matches,
    };
  }

  /** The settings have changed. */
  change(): void {
    this.#options.send({ type: 'aids', aids: this.#aids });
    this.#showMap();
    this.drawLabels();
  }

  hide(hidden: readonly string[]): void {
    this.#hidden = hidden;
    this.change();
  }

  profile(profile: PictureSettings['profile']): void {
    document.documentElement.dataset.profile = isNight(profile) ? profile : 'paper';
    this.#options.send({ type: 'profile', profile });
    this.#showMap();
    this.drawLabels();
  }

  preset(name: PresetName): void {
    const context = this.#context;
    if (context) this.#go(presetPose(name, context));
  }

  /** Home; who is there already gets, in a whole cell, one of its sites: the busiest. */
  home(): void {
    const scene = this.#scene;
    if (!scene) return;
    const home = this.#home(scene);
    const isHome = isSamePose(this.#orbit.pose, home);
    const site = isHome && scene.cell ? busiestSite(scene, this.#occupancy) : undefined;
    this.#go(site ? sitePose(scene, site) : home);
  }

  tour(): void {
    this.#tour.start();
  }

  get isTouring(): boolean {
    return this.#tour.isOn;
  }

  nudge(move: { turn?: number; tilt?: number; closer?: number }): void {
    this.#orbit.nudge(move);
  }

  pickNeighbour(at: 'next' | 'previous'): void {
    this.#options.send({ type: 'pick', at });
  }

  letGo(): void {
    this.#options.send({ type: 'pick', at: 'nothing' });
  }

  toggleFollowing(): void {
    this.#card.showFollowing(!this.#card.isFollowing);
  }

  showCard(card: Card | undefined): void {
    if (!card?.canBeFollowed) this.#card.showFollowing(false);
    this.#card.show(card);
  }

  /** The picked body is here now. */
  see(placeNm: PointNm): void {
    if (this.#card.isFollowing) this.#orbit.carry(placeNm);
  }

  save(): void {
    const { motion, vision, saveAcross } = this.settings;
    const eyes = vision === 'normal' ? [] : [`seen with ${vision} vision`];
    const note = [this.#options.caption(), MOTION_NOTES[motion], ...eyes].join(' \u00b7 ');
    this.#options.send({ type: 'savePicture', widthPixels: saveAcross, note });
  }

  drawLabels(): void {
    const { picture } = this.#options;
    const isFollowed = performance.now() - this.#movedMs >= this.#behindMs;
    const isWanted = this.settings.labels && !this.#isNarrow.matches && isFollowed;
    const scene = isWanted ? this.#scene : undefined;
    const coming = this.#coming;
    const labelled = scene &&
      coming && {
        scene,
        coming,
        pose: this.#seenFrom(this.#orbit.pose),
        occupancy: this.#occupancy,
        openChannels: this.#openChannels,
        aids: this.#aids,
      };
    showLabels(picture, labelled);
  }

  get #context(): PresetContext | undefined {
    const scene = this.#scene;
    if (!scene) return undefined;
    const { aspect, shift } = this.#frame();
    return { scene, occupancy: this.#occupancy, aspect, shift };
  }

  #frame(): Pick<PresetContext, 'aspect' | 'shift'> {
    const { width, height } = this.#options.picture.getBoundingClientRect();
    return {
      aspect: width / Math.max(1, height),
      shift: this.#isNarrow.matches ? [0, gapShift(height)] : [0, 0],
    };
  }

  /** The home view; where the panels lie above each other, its centre is in the gap between them. */
  #home(scene: SceneDescription): CameraPose {
    const { aspect, shift } = this.#frame();
    return homePose(scene, aspect, shift);
  }

  #go(pose: CameraPose): void {
    this.#card.showFollowing(false);
    if (!this.#isReduced.matches) {
      this.#orbit.fly(pose);
      return;
    }
    const { classList } = this.#options.picture;
    classList.add('leaving');
    setTimeout(() => {
      this.#orbit.jump(pose);
      classList.remove('leaving');
    }, FADE_MS);
  }

  #seenFrom(pose: CameraPose): CameraPose {
    return this.settings.profile === 'figure' ? telecentric(pose) : pose;
  }

  #tell(pose: CameraPose): void {
    const { picture, hud, send } = this.#options;
    send({ type: 'camera', pose });
    hud.showScale(nmPerPixel(pose, picture.clientHeight));
    this.#movedMs = performance.now();
    this.#showMap();
    this.drawLabels();
  }

  #showMap(): void {
    const { map, profile } = this.settings;
    const strength = this.#scene ? mapStrength(map, this.#scene, this.#orbit.pose) : 0;
    const colours = MAP_COLOURS[isNight(profile) ? 'night' : 'viridis'];
    this.#options.hud.showMap(strength > 0.05 ? { colours, rangeUm: MAP_RANGE_UM } : undefined);
  }
}

/** Share of the height by which the sites (which lie .145 above the middle) move into the free part of a narrow page. */
function gapShift(height: number): number {
  const top = Math.max(
    ...[...document.querySelectorAll('.left > *')].map((box) => box.getBoundingClientRect().bottom),
  );
  const bottom = element('hud').getBoundingClientRect().top;
  return Math.min(0.25, Math.max(0, (top + 0.3 * (bottom - top)) / height - 0.5 + 0.145));
}
