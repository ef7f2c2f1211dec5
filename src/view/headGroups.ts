// The fine lattice of head groups on a membrane: where the nearest one is, seen from a place of it. Not to scale where a
// picture is wide: a head group would be far below a pixel.
import { abs, dot, fract, max, select, smoothstep, vec2, vec3 } from 'three/tsl';
import type { Atmosphere } from './atmosphere.ts';
import type { SceneDescription } from './sceneDescription.ts';
import type { Float, Vec2, Vec3 } from './tsl.ts';

export interface HeadGroups {
  /** From the middle of the nearest head group, in pitches. */
  offset: Vec2;
  /** The same in the world's axes. */
  lean(offset: Vec2): Vec3;
  /** How plainly the lattice is drawn, 0..1. */
  sharpness(distance: Float): Float;
}

/** Finest pitch drawn. */
const PITCH_NM = 6.5;
/** On a cell the lattice appears once a pitch covers as many pixels. */
const PIXELS = [4, 9] as const;

/** `place`: where the lattice of a flat membrane is fixed; a cell's is fixed to the faces of a cube around it. */
export function headGroups(
  atmosphere: Atmosphere,
  scene: SceneDescription,
  place: Vec2,
  world: Vec3,
): HeadGroups {
  if (!scene.cell) {
    const pitch = Math.max(PITCH_NM, scene.focusRadiusNm / 34);
    return {
      offset: hexagon(place.div(pitch)),
      lean: (offset) => vec3(offset, 0),
      sharpness: (distance) => smoothstep(1.9, 0.85, distance.div(atmosphere.focusDistance)),
    };
  }
  const pitch = Math.max(PITCH_NM, scene.porosomeWidthNm / 12);
  const size = abs(world).toVar();
  const isZ = size.z.greaterThanEqual(max(size.x, size.y));
  const isY = size.y.greaterThanEqual(size.x);
  return {
    offset: hexagon(select(isZ, world.xy, select(isY, world.xz, world.yz)).div(pitch)),
    lean: (d) => select(isZ, vec3(d, 0), select(isY, vec3(d.x, 0, d.y), vec3(0, d.x, d.y))),
    sharpness: (distance) => smoothstep(...PIXELS, atmosphere.pixelFactor.mul(pitch).div(distance)),
  };
}

/** Offset from the centre of the nearest hexagon of a lattice with pitch 1. */
export function hexagon(place: Vec2): Vec2 {
  const step = vec2(1, Math.sqrt(3));
  const first = fract(place.div(step)).sub(0.5).mul(step);
  const second = fract(place.div(step).add(0.5)).sub(0.5).mul(step);
  return select(dot(first, first).lessThan(dot(second, second)), first, second);
}
