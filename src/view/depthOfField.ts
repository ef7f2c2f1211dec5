// Depth of field for the tour: what lies before and behind the place that the camera looks at goes soft. In one pass
// (Gustafsson 2018, "Bokeh depth of field in a single pass"): each pixel looks at a disc of others and takes those whose own
// softness reaches it, so that nothing sharp spreads over what is soft.
import {
  abs,
  cos,
  Fn,
  float,
  int,
  Loop,
  min,
  mix,
  perspectiveDepthToViewZ,
  screenSize,
  select,
  sin,
  smoothstep,
  sqrt,
  uv,
  vec2,
  vec4,
} from 'three/tsl';
import type { TextureNode } from 'three/webgpu';
import type { Float, Vec2, Vec4 } from './tsl.ts';

/** Radius over which a point spreads at most, in heights of the picture. */
const WIDEST = 0.011;
/** Distance from the focus, as a share of that from the camera, up to which all is sharp, and from which on it is as soft as can be. */
const SHARP = 0.1;
const SOFT = 0.65;
/** Pixels looked at, along a spiral. */
const LOOKS = 48;
const GOLDEN_ANGLE = 2.399963;

export interface Focus {
  /** What is sharp, and the planes between which bodies are drawn; distances from the camera, nm. */
  distance: Float;
  near: Float;
  far: Float;
  /** 0: everything is sharp; 1: as soft as can be. */
  strength: Float;
}

/** `colour` and `depth` of the same picture. */
export function depthOfField(colour: TextureNode, depth: TextureNode, focus: Focus): Vec4 {
  return Fn(() => {
    const here = uv();
    const widest = screenSize.y.mul(WIDEST).mul(focus.strength).toVar();
    const distanceAt = (place: Vec2): Float =>
      perspectiveDepthToViewZ(depth.sample(place).x, focus.near, focus.far).negate();
    const colourAt = (place: Vec2) => colour.sample(place).level(float(0)).xyz;
    const softnessAt = (distance: Float): Float =>
      smoothstep(SHARP, SOFT, abs(distance.sub(focus.distance)).div(distance)).mul(widest);
    const own = distanceAt(here).toVar();
    const ownSoftness = softnessAt(own).toVar();
    const sum = colourAt(here).toVar();
    Loop({ start: int(0), end: int(LOOKS), type: 'int' }, ({ i }) => {
      const turn = i.toFloat().mul(GOLDEN_ANGLE);
      const radius = sqrt(i.toFloat().add(0.5).div(LOOKS)).mul(widest).toVar();
      const place = here.add(vec2(cos(turn), sin(turn)).mul(radius).div(screenSize)).toVar();
      const distance = distanceAt(place).toVar();
      const softness = softnessAt(distance);
      // What is behind shows no further across this pixel than the pixel itself is soft.
      const reach = select(distance.greaterThan(own), min(softness, ownSoftness.mul(2)), softness);
      const count = i.toFloat().add(1);
      sum.addAssign(
        mix(sum.div(count), colourAt(place), smoothstep(radius.sub(0.5), radius.add(0.5), reach)),
      );
    });
    return vec4(sum.div(LOOKS + 1), 1);
  })();
}
