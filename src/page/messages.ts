// What the page and its loop (loop.ts) say to each other: the simulation's messages and those of the picture.
import type { Command, EngineName, Message } from '../protocol.ts';
import type { Card } from '../ui/card.ts';
import type { CameraPose } from '../view/cameraPose.ts';
import type { ProfileName } from '../view/palette.ts';
import type { QualityName } from '../view/quality.ts';
import type { ReadingAids } from '../view/readingAids.ts';
import type { PointNm, SceneDescription } from '../view/sceneDescription.ts';

export interface PictureSize {
  width: number;
  height: number;
  pixelRatio: number;
}

export type PageCommand =
  | Exclude<Command, { type: 'restore' }>
  /** A page's snapshot; `engine` overrides the one it was taken on. */
  | { type: 'restore'; snapshot: unknown; engine?: EngineName | 'auto' }
  /** First of all: where to draw. */
  | {
      type: 'canvas';
      canvas: OffscreenCanvas | HTMLCanvasElement;
      size: PictureSize;
      quality: QualityName | 'auto';
      profile: ProfileName;
      /** Draw with WebGL2 even where WebGPU is there. */
      isWebgpuBarred: boolean;
    }
  | { type: 'resize'; size: PictureSize }
  | { type: 'camera'; pose: CameraPose }
  | { type: 'profile'; profile: ProfileName }
  | { type: 'aids'; aids: ReadingAids }
  /** Picks what is under a place of the picture (CSS pixels), the next or the previous of what can be picked, or nothing. */
  | { type: 'pick'; at: { x: number; y: number } | 'next' | 'previous' | 'nothing' }
  /** Saves the picture as a PNG of so many pixels across. */
  | { type: 'savePicture'; widthPixels: number; note: string }
  /** No drawing while nobody sees it. */
  | { type: 'visible'; isVisible: boolean };

/** How the picture is drawn; `none` leaves panel and counts. `why`: one sentence when it is not WebGPU. */
export interface PictureReport {
  backend: 'webgpu' | 'webgl2' | 'none';
  quality: QualityName;
  adapter: string;
  why: string;
  /** The thread of the loop has the WebGPU interface at all. */
  offersWebgpu: boolean;
}

export type PageMessage =
  | Message
  | { type: 'picture'; picture: PictureReport }
  | { type: 'scene'; scene: SceneDescription; occupancy: string[]; endNs: number }
  /** The scenario's planned end: the hash that the terminal prints for this scenario and seed. */
  | { type: 'ended'; stateHash: string }
  /**
   * A sign of life, once per second, also while a long step is under way on the GPU: for how long already, wall time.
   * A loop that is busy with JavaScript cannot send it.
   */
  | { type: 'alive'; busyMs: number }
  /** Pictures that the GPU has finished since the last message, per second; twice a second while there is time. */
  | {
      type: 'frames';
      framesPerS: number;
      share: number;
      occupancy: string[];
      quality: QualityName;
      /** Kinds of bodies that a new picture still lacks. */
      coming: string[];
    }
  /** What is picked, told when it changes and a few times per second; undefined: nothing. */
  | { type: 'picked'; card: Card | undefined }
  /** Where the picked body is, once per frame. */
  | { type: 'seen'; placeNm: PointNm }
  | { type: 'pictureSaved'; name: string; png: Uint8Array<ArrayBuffer> }
  /** The graphics device is gone; the page starts over from the last snapshot. */
  | { type: 'lost'; message: string };
