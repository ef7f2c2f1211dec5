// Smooth edges after the picture is drawn (fast approximate antialiasing, Lottes 2009, FXAA): across an edge a pixel takes
// some of its neighbour, the more the nearer the edge's end is. Brightness comes in the picture's alpha channel, four
// pixels per look; where there is no edge no search is made.
import {
  abs,
  Break,
  bool,
  Fn,
  float,
  If,
  int,
  Loop,
  max,
  min,
  mul,
  screenSize,
  select,
  uniformArray,
  uv,
  vec2,
  vec4,
} from 'three/tsl';
import type { TextureNode } from 'three/webgpu';
import type { Float, Vec2, Vec4 } from './tsl.ts';

/** Differences in brightness that count as an edge: at least, and of the brightest neighbour. */
const LEAST = 0.05;
const SHARE = 0.11;
/** Steps along an edge in search of its end, pixels; and how much farther an end is that was not found. */
const STEPS = [1, 2, 3, 6];
const BEYOND = 8;

/** `picture`: display values, and their brightness in alpha; filtered linearly. */
export function smoothEdges(picture: TextureNode): Vec4 {
  return Fn(() => {
    const here = uv();
    const pixel = vec2(1).div(screenSize).toVar();
    const bright = (place: Vec2): Float => picture.sample(place).level(float(0)).w;
    const fourAround = (place: Vec2): Vec4 => picture.sample(place).gather(3) as unknown as Vec4;
    const before = fourAround(here.sub(pixel.mul(0.5))).toVar();
    const after = fourAround(here.add(pixel.mul(0.5))).toVar();
    const [west, middle, north, south, east] = [before.x, before.y, before.z, after.x, after.z];
    const highest = max(max(max(north, south), max(west, east)), middle).toVar();
    const contrast = highest.sub(min(min(min(north, south), min(west, east)), middle)).toVar();
    const isEdge = contrast.greaterThan(max(highest.mul(SHARE), LEAST)).toVar();

    const twice = middle.mul(2);
    const isLevel = abs(north.add(south).sub(twice))
      .greaterThanEqual(abs(west.add(east).sub(twice)))
      .toVar();
    const first = select(isLevel, north, west).toVar();
    const second = select(isLevel, south, east).toVar();
    const isFirst = abs(first.sub(middle)).greaterThan(abs(second.sub(middle)));
    const other = select(isFirst, first, second).toVar();
    const across = select(isLevel, vec2(0, pixel.y), vec2(pixel.x, 0))
      .mul(select(isFirst, -1, 1))
      .toVar();
    const along = select(isLevel, vec2(pixel.x, 0), vec2(0, pixel.y)).toVar();

    const mean = middle.add(other).mul(0.5).toVar();
    const least = abs(other.sub(middle)).mul(0.25).toVar();
    const start = here.add(across.mul(0.5)).toVar();
    const steps = uniformArray<'float'>(STEPS, 'float');
    const nearest = float(1e3).toVar();
    const whole = float(0).toVar();
    const beside = float(0).toVar();
    Loop({ start: int(0), end: select(isEdge, int(2), int(0)), type: 'int' }, ({ i: side }) => {
      const way = along.mul(side.toFloat().mul(2).sub(1)).toVar();
      const far = float(0).toVar();
      const rest = float(0).toVar();
      const isEnd = bool(false).toVar();
      Loop({ start: int(0), end: int(STEPS.length), type: 'int' }, ({ i: one }) => {
        far.addAssign(steps.element(one));
        rest.assign(bright(start.add(way.mul(far))).sub(mean));
        isEnd.assign(abs(rest).greaterThanEqual(least));
        If(isEnd, () => {
          Break();
        });
      });
      far.addAssign(select(isEnd, float(0), float(BEYOND)));
      whole.addAssign(far);
      If(far.lessThan(nearest), () => {
        nearest.assign(far);
        beside.assign(rest);
      });
    });

    const ending = select(
      beside.mul(middle.sub(mean)).greaterThanEqual(0),
      float(0),
      float(0.5).sub(nearest.div(max(whole, 1))),
    );
    // A pixel that stands out by itself.
    const around = north.add(south).add(west).add(east).mul(0.25);
    const out = min(abs(around.sub(middle)).div(max(contrast, 1e-3)), 1).toVar();
    const single = out
      .mul(out)
      .mul(float(3).sub(out.mul(2)))
      .toVar();
    const blend = select(isEdge, max(ending, mul(single, single)), float(0));
    return vec4(picture.sample(here.add(across.mul(blend))).level(float(0)).xyz, 1);
  })();
}
