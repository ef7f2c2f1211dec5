// The visitor's hands on the camera, on the main thread: pointer and touch by three's orbit controls, keys by the page.
// Knows poses only; the picture itself may be drawn in a worker.
import { PerspectiveCamera, Vector3 } from 'three';
import { OrbitControls } from 'three/addons/controls/OrbitControls.js';
import type { CameraPose } from './cameraPose.ts';
import { planFlight } from './flight.ts';
import type { PointNm } from './sceneDescription.ts';

export class Orbit {
  readonly #camera = new PerspectiveCamera();
  readonly #controls: OrbitControls;
  readonly #changed: (pose: CameraPose) => void;
  #shift: CameraPose['shift'] = [0, 0];
  #flight = 0;

  constructor(element: HTMLElement, changed: (pose: CameraPose) => void) {
    this.#changed = changed;
    this.#camera.up.set(0, 0, 1);
    this.#controls = new OrbitControls(this.#camera, element);
    this.#controls.enableDamping = false;
    this.#controls.zoomToCursor = false;
    this.#controls.addEventListener('change', () => this.#tell());
    this.#controls.addEventListener('start', () => cancelAnimationFrame(this.#flight));
  }

  get pose(): CameraPose {
    const { position, fov } = this.#camera;
    const { target } = this.#controls;
    return {
      positionNm: [position.x, position.y, position.z],
      targetNm: [target.x, target.y, target.z],
      fovDegrees: fov,
      shift: this.#shift,
    };
  }

  /** Stands at a pose at once. `reachNm`: size of the world, which limits how far the camera goes. */
  stand(pose: CameraPose, reachNm: number): void {
    cancelAnimationFrame(this.#flight);
    this.#shift = pose.shift;
    this.#camera.fov = pose.fovDegrees;
    this.#controls.minDistance = reachNm / 60;
    this.#controls.maxDistance = reachNm * 4;
    this.#place(new Vector3(...pose.positionNm), new Vector3(...pose.targetNm));
  }

  /** Moves there, slow in and out. */
  fly(pose: CameraPose): void {
    cancelAnimationFrame(this.#flight);
    const flight = planFlight(this.pose, pose);
    const startMs = performance.now();
    const step = () => {
      const ms = performance.now() - startMs;
      const { positionNm, targetNm, shift } = flight.at(ms);
      this.#shift = shift;
      this.#place(new Vector3(...positionNm), new Vector3(...targetNm));
      if (ms < flight.durationMs) this.#flight = requestAnimationFrame(step);
    };
    step();
  }

  /** Is there at once. */
  jump(pose: CameraPose): void {
    cancelAnimationFrame(this.#flight);
    this.#shift = pose.shift;
    this.#place(new Vector3(...pose.positionNm), new Vector3(...pose.targetNm));
  }

  /** Looks at another place from the same side. */
  carry(targetNm: PointNm): void {
    const { target } = this.#controls;
    const move = new Vector3(...targetNm).sub(target);
    this.#place(this.#camera.position.clone().add(move), target.clone().add(move));
  }

  /** Turns by degrees and moves closer by a factor: the keyboard's way around. */
  nudge({ turn = 0, tilt = 0, closer = 1 }: { turn?: number; tilt?: number; closer?: number }): void {
    cancelAnimationFrame(this.#flight);
    const { target } = this.#controls;
    const offset = this.#camera.position.clone().sub(target);
    const distance = offset.length() / closer;
    const azimuth = Math.atan2(offset.y, offset.x) + (turn * Math.PI) / 180;
    const elevation = Math.asin(offset.z / offset.length()) + (tilt * Math.PI) / 180;
    const clamped = Math.max(-1.54, Math.min(1.54, elevation));
    const flat = Math.cos(clamped);
    const away = new Vector3(flat * Math.cos(azimuth), flat * Math.sin(azimuth), Math.sin(clamped));
    const { minDistance, maxDistance } = this.#controls;
    const kept = Math.max(minDistance, Math.min(maxDistance, distance));
    this.#place(target.clone().addScaledVector(away, kept), target);
  }

  #place(position: Vector3, target: Vector3): void {
    this.#camera.position.copy(position);
    this.#controls.target.copy(target);
    this.#controls.update();
    this.#tell();
  }

  #tell(): void {
    this.#changed(this.pose);
  }

  dispose(): void {
    cancelAnimationFrame(this.#flight);
    this.#controls.dispose();
  }
}
