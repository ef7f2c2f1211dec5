// The shape of the membrane at a fusion site: a surface of revolution that runs from the flat sheet over the rim and
// down the cup to its base, and through the open pore into the vesicle that has fused there (an omega). One evaluation
// per vertex and site: no vertex looks at any site but its own.
import {
  asin,
  cos,
  exp,
  Fn,
  float,
  max,
  min,
  mix,
  oneMinus,
  pow,
  select,
  sin,
  smoothstep,
  sqrt,
  vec2,
} from 'three/tsl';
import type { SiteTable } from './siteTable.ts';
import type { Float, Vec2 } from './tsl.ts';

/** Shares of the meridian, from the axis (0) to the edge (1): vesicle, base of the cup, wall and skirt. */
export const BULB_END = 0.42;
export const BASE_END = 0.52;
/** Length of the neck between cup and vesicle, nm. */
const NECK_NM = 0.6;

/** Radius and height (nm) at `along` in [0, 1] of the meridian; towards its edge it follows a cell's curvature. */
export function meridian(sites: SiteTable, cellRadiusNm = Number.POSITIVE_INFINITY): (along: Float) => Vec2 {
  const cup = sites.cup;
  const depth = sites.place.w;
  const bulb = sites.bulb.x;
  const pore = sites.bulb.y;
  const edge = sites.life.y;
  const base = cup.mul(0.55);
  const neck = min(pore.mul(base).mul(0.92), bulb.mul(0.92));
  return (along) =>
    Fn(() => {
      const out = along.sub(BASE_END).div(1 - BASE_END);
      const wide = base.add(edge.sub(base).mul(pow(max(out, 0), 1.5))).toVar();
      const pit = oneMinus(smoothstep(0.55, 1.06, wide.div(cup))).mul(depth);
      const lip = exp(wide.div(cup).sub(1.22).div(0.34).pow(2).negate())
        .mul(min(cup.mul(0.22), 5))
        .mul(oneMinus(smoothstep(0.75, 1, wide.div(edge))));
      const sagitta = wide.mul(wide).mul(0.5 / cellRadiusNm);
      const skirt = vec2(wide, lip.sub(pit).sub(sagitta));

      const onBase = along.sub(BULB_END).div(BASE_END - BULB_END);
      const floor = vec2(
        mix(neck, base, onBase),
        depth.negate().sub(oneMinus(onBase).pow(2).mul(min(bulb, NECK_NM))),
      );

      const top = asin(min(neck.div(max(bulb, 0.001)), 1));
      const angle = mix(float(Math.PI), top, along.div(BULB_END));
      const middle = depth
        .negate()
        .sub(min(bulb, NECK_NM))
        .sub(sqrt(max(bulb.mul(bulb).sub(neck.mul(neck)), 0)));
      const ball = vec2(sin(angle).mul(bulb), middle.add(cos(angle).mul(bulb)));
      return select(along.lessThan(BULB_END), ball, select(along.lessThan(BASE_END), floor, skirt));
    })();
}
