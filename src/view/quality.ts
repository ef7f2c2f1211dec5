// How much work a frame may be. `auto` picks by what draws: software GPUs get the smallest.

export type QualityName = 'low' | 'medium' | 'high';

export interface Quality {
  name: QualityName;
  /** Never more device pixels per CSS pixel than this. */
  pixelRatio: number;
  samples: number;
  /** Ray-traced spheres have edges that multisampling does not see. */
  fxaa: boolean;
  bloom: boolean;
  /** In the tour. */
  depthOfField: boolean;
  /** Directions in which ambient occlusion looks. */
  occlusionTaps: number;
  /** Solutes drawn at most; beyond it a stable subset. */
  solutes: number;
}

export const QUALITIES: Record<QualityName, Quality> = {
  low: {
    name: 'low',
    occlusionTaps: 3,
    pixelRatio: 1,
    samples: 1,
    fxaa: true,
    bloom: false,
    depthOfField: false,
    solutes: 60_000,
  },
  medium: {
    name: 'medium',
    occlusionTaps: 6,
    pixelRatio: 1.5,
    samples: 4,
    fxaa: true,
    bloom: false,
    depthOfField: false,
    solutes: 500_000,
  },
  high: {
    name: 'high',
    occlusionTaps: 8,
    pixelRatio: 2,
    samples: 4,
    fxaa: true,
    bloom: true,
    depthOfField: true,
    solutes: 4_000_000,
  },
};
