// Spheres in integers: sides, and the way back onto one, against arithmetic of any length.
import { describe, expect, it, test } from 'vitest';
import { fastSphere, projectOnSphereFast } from '../../src/engine/reference/projectOnSphereFast.ts';
import { displacement, gaussianQ12, gaussianTable, toSigma } from '../../src/model/gaussian.ts';
import { RandomStream, threefry } from '../../src/model/random.ts';
import {
  isWithinSphere,
  PROJECTION_ROUNDS,
  projectOnSphere,
  sphereConstants,
  sphereShift,
} from '../../src/model/sphere.ts';
import { seededIntegers } from '../support/seeded.ts';

const UM = 4096 * 1000;

/** projectOnSphere in BigInt: floors and rounds at the same places. */
function projectInBigInt(place: number[], radius: number): number[] {
  const { projectShift, projectFactor } = sphereConstants(radius);
  const factor = BigInt(projectFactor >>> 0);
  let p = place.map(BigInt);
  for (let round = 0; round < PROJECTION_ROUNDS; round++) {
    const e = p.reduce((sum, v) => sum + v * v, 0n) - BigInt(radius) * BigInt(radius);
    const magnitude = (e < 0n ? -e : e) >> BigInt(projectShift);
    const fraction = (magnitude * factor) >> 32n;
    p = p.map((v) => {
      const a = v < 0n ? -v : v;
      const change = (((a << 5n) * fraction) / 2n ** 32n + 1n) >> 1n;
      const changed = e >= 0n ? a - change : a + change;
      return v < 0n ? -changed : changed;
    });
  }
  return p.map(Number);
}

function placeNear(radius: number, share: number, integer: (low: number, high: number) => number): number[] {
  const direction = [integer(-1000, 1000), integer(-1000, 1000), integer(-1000, 1000) + 0.5];
  const factor = (radius * (1 + (share * integer(-1000, 1001)) / 1000)) / Math.hypot(...direction);
  return direction.map((v) => Math.round(v * factor));
}

describe.each([0.05, 0.5, 1, 3.3, 7.5, 12.9, 20])('on a sphere of %d um', (radiusUm) => {
  const radius = Math.round(radiusUm * UM);

  it('projects exactly as arithmetic of any length does, to within 4 units of the radius', () => {
    const integer = seededIntegers(radius);
    const constants = sphereConstants(radius);
    const fast = fastSphere(constants);
    for (let k = 0; k < 2000; k++) {
      const [x, y, z] = placeNear(radius, 0.22, integer) as [number, number, number];
      const p = { x, y, z };
      projectOnSphere(p, constants);
      expect([p.x, p.y, p.z]).toEqual(projectInBigInt([x, y, z], radius));
      const q = { x, y, z };
      projectOnSphereFast(q, fast);
      expect([q.x, q.y, q.z]).toEqual([p.x, p.y, p.z]);
      expect(Math.abs(Math.hypot(p.x, p.y, p.z) - radius)).toBeLessThan(4);
    }
  });

  it('says which side a place is on, exactly beyond twice the resolution', () => {
    const integer = seededIntegers(radius + 1);
    const doubt = 2 * 2 ** sphereShift(radius);
    for (let k = 0; k < 5000; k++) {
      const [x, y, z] = placeNear(radius, k % 2 === 0 ? 1 : 1e-4, integer) as [number, number, number];
      const away = Math.hypot(x, y, z) - radius;
      if (Math.abs(away) > doubt) expect(isWithinSphere(x, y, z, radius)).toBe(away < 0);
    }
  });
});

test('the resolution of 20 um is half a nanometre, and two squares always fit 32 bits', () => {
  expect(sphereShift(20 * UM)).toBe(11);
  for (let radius = 1; radius < 2 ** 30; radius = Math.ceil(radius * 1.01)) {
    const largest = radius >> sphereShift(radius);
    expect(2 * largest * largest).toBeLessThan(2 ** 32);
  }
});

test('no place is within a sphere of radius 0, and a corner of the cube is not within the sphere', () => {
  expect(isWithinSphere(0, 0, 0, 0)).toBe(false);
  const r = 20 * UM;
  expect(isWithinSphere(r - 1, r - 1, r - 1, r)).toBe(false);
  expect(isWithinSphere(0, 0, r - 4096, r)).toBe(true);
});

test('a walk on the sphere stays on it and forgets its direction as exp(-2 D t / R^2)', () => {
  const radius = Math.round(0.5 * UM);
  const constants = sphereConstants(radius);
  const table = gaussianTable();
  const words = new Int32Array(4);
  const sigma = toSigma(radius / 40);
  const exact = sigma.mantissa * 4096 * 2 ** -sigma.shift;
  const walkers = 4000;
  const steps = 600;
  let cosine = 0;
  let worst = 0;
  for (let walker = 0; walker < walkers; walker++) {
    const p = { x: 0, y: 0, z: radius };
    for (let step = 0; step < steps; step++) {
      threefry(words, walker, step, 0, 1, 5, 0, 0, 0);
      p.x += displacement(gaussianQ12(table, words[0] as number), sigma);
      p.y += displacement(gaussianQ12(table, words[1] as number), sigma);
      p.z += displacement(gaussianQ12(table, words[2] as number), sigma);
      projectOnSphere(p, constants);
      worst = Math.max(worst, Math.abs(Math.hypot(p.x, p.y, p.z) - radius));
    }
    cosine += p.z / radius;
  }
  // sigma^2 = 2 D dt, so 2 D t / R^2 = steps (sigma / R)^2: .375. The cosine's standard deviation is at most 1/sqrt(3).
  const expected = Math.exp(-steps * (exact / radius) ** 2);
  expect(worst).toBeLessThan(3);
  expect(Math.abs(cosine / walkers - expected)).toBeLessThan(3 / Math.sqrt(3 * walkers));
});

test('random directions are uniform: as many places in every tenth of the height', async () => {
  const { spherePlaces } = await import('../../src/model/spherePlaces.ts');
  const { checkedCell } = await import('../support/cellScenarios.ts');
  const random = new RandomStream({ low: 3, high: 0, runId: 0 }, 9);
  const places = spherePlaces({ count: 10000, minimumSpacingNm: 60 }, checkedCell({ radiusUm: 5 }), random, {
    salt: 1,
    path: 'porosomes.places',
  });
  const tenths = new Array<number>(10).fill(0);
  for (const [, , z] of places) tenths[Math.min(9, Math.floor((z / (5 * UM) + 1) * 5))]! += 1;
  for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
});
