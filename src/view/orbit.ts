// The visitor's hands on the camera, on the main thread: a camera that looks at a target and goes around it. Knows poses
// only; the picture itself may be drawn in a worker, and three stays out of the page's first script.
import { type CameraPose, nmPerPixel } from './cameraPose.ts';
import { planFlight } from './flight.ts';
import { type HandMove, listenToHands } from './hands.ts';
import type { PointNm } from './sceneDescription.ts';
import { add, cross, scale, subtract, unit } from './vectors.ts';

/** Half a turn for a drag over the picture's height. */
const DRAG_TURN_DEGREES = 180;
/** Never quite above or below: the picture's up would be undefined. */
const STEEPEST_DEGREES = 88;

const UP: PointNm = [0, 0, 1];

export class Orbit {
  readonly #element: HTMLElement;
  readonly #changed: (pose: CameraPose) => void;
  readonly #letGo: () => void;
  #pose: CameraPose = { positionNm: [0, -1, 0], targetNm: [0, 0, 0], fovDegrees: 35, shift: [0, 0] };
  #nearestNm = 0;
  #farthestNm = Number.POSITIVE_INFINITY;
  #flight = 0;

  constructor(element: HTMLElement, changed: (pose: CameraPose) => void) {
    this.#element = element;
    this.#changed = changed;
    this.#letGo = listenToHands(element, (move) => this.#follow(move));
  }

  get pose(): CameraPose {
    return this.#pose;
  }

  /** Stands at a pose at once. `reachNm`: size of the world, which limits how far the camera goes. */
  stand(pose: CameraPose, reachNm: number): void {
    cancelAnimationFrame(this.#flight);
    this.#nearestNm = reachNm / 60;
    this.#farthestNm = reachNm * 4;
    this.#place(pose);
  }

  /** Moves there, slow in and out. */
  fly(pose: CameraPose): void {
    cancelAnimationFrame(this.#flight);
    const flight = planFlight(this.#pose, pose);
    const startMs = performance.now();
    const step = () => {
      const ms = performance.now() - startMs;
      this.#place(flight.at(ms));
      if (ms < flight.durationMs) this.#flight = requestAnimationFrame(step);
    };
    step();
  }

  /** Is there at once. */
  jump(pose: CameraPose): void {
    cancelAnimationFrame(this.#flight);
    this.#place(pose);
  }

  /** Looks at another place from the same side. */
  carry(targetNm: PointNm): void {
    const { positionNm, targetNm: before } = this.#pose;
    const move = subtract(targetNm, before);
    this.#place({ ...this.#pose, positionNm: add(positionNm, move), targetNm });
  }

  /** Turns by degrees and moves closer by a factor: the keyboard's way around. */
  nudge({ turn = 0, tilt = 0, closer = 1 }: { turn?: number; tilt?: number; closer?: number }): void {
    cancelAnimationFrame(this.#flight);
    const { positionNm, targetNm } = this.#pose;
    const offset = subtract(positionNm, targetNm);
    const distance = Math.hypot(...offset);
    const azimuth = Math.atan2(offset[1], offset[0]) + radians(turn);
    const steepest = radians(STEEPEST_DEGREES);
    const elevation = Math.asin(offset[2] / distance) + radians(tilt);
    const clamped = Math.max(-steepest, Math.min(steepest, elevation));
    const flat = Math.cos(clamped);
    const away: PointNm = [flat * Math.cos(azimuth), flat * Math.sin(azimuth), Math.sin(clamped)];
    const kept = Math.max(this.#nearestNm, Math.min(this.#farthestNm, distance / closer));
    this.#place({ ...this.#pose, positionNm: add(targetNm, scale(away, kept)) });
  }

  /** What a hand does moves the picture under it by as many pixels. */
  #follow({ turn, pan, closer }: HandMove): void {
    const { clientHeight } = this.#element;
    if (pan) this.#pan(pan);
    const degrees = DRAG_TURN_DEGREES / Math.max(1, clientHeight);
    const [right, down] = turn ?? [0, 0];
    this.nudge({ turn: -right * degrees, tilt: down * degrees, closer });
  }

  #pan([right, down]: readonly [number, number]): void {
    const { positionNm, targetNm } = this.#pose;
    const forward = unit(subtract(targetNm, positionNm));
    const sideways = unit(cross(forward, UP));
    const upwards = cross(sideways, forward);
    const nm = nmPerPixel(this.#pose, this.#element.clientHeight);
    const move = add(scale(sideways, -right * nm), scale(upwards, down * nm));
    this.#pose = { ...this.#pose, positionNm: add(positionNm, move), targetNm: add(targetNm, move) };
  }

  #place(pose: CameraPose): void {
    this.#pose = pose;
    this.#changed(pose);
  }

  dispose(): void {
    cancelAnimationFrame(this.#flight);
    this.#letGo();
  }
}

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180;
}
