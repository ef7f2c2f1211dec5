// Bodies of revolution for proteins of the membrane: an outline turned about the normal, with lobes around it.
import { BufferAttribute, BufferGeometry } from 'three/webgpu';

/** From the cytosol up, over the top and into the middle: radius, height, how much a place glows. */
export type Outline = readonly (readonly [radius: number, height: number, glow: number])[];

export interface Barrel {
  outline: Outline;
  sides: number;
  lobes: number;
  /** Depth of the grooves between lobes, in radii. */
  groove: number;
}

/** A body of about unit radius; the first texture coordinate says how much a place glows. */
export function barrelGeometry({ outline, sides, lobes, groove }: Barrel): BufferGeometry {
  const positions: number[] = [];
  const glows: number[] = [];
  const indices: number[] = [];
  outline.forEach(([radius, height, glow], row) => {
    for (let side = 0; side <= sides; side++) {
      const turn = (side / sides) * 2 * Math.PI;
      const away = radius * (1 + groove * (0.5 * Math.cos(lobes * turn) - 0.4));
      positions.push(away * Math.cos(turn), away * Math.sin(turn), height);
      glows.push(glow, 0);
      if (row === 0 || side === 0) continue;
      const here = row * (sides + 1) + side;
      const below = here - sides - 1;
      indices.push(below - 1, here, here - 1, below - 1, below, here);
    }
  });
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(positions), 3));
  geometry.setAttribute('uv', new BufferAttribute(new Float32Array(glows), 2));
  geometry.setIndex(indices);
  geometry.computeVertexNormals();
  return geometry;
}
