// The part of a scenario's schema that says where several like things stand.
import { nonNegative, positive } from './schemaScalars.ts';
import { z } from './zod.ts';

/** A point, nm. */
export const pointNm = z
  .tuple([z.number(), z.number(), z.number()])
  .describe('x, y, z in nm; the membrane is z = 0 (patch) or the sphere around the origin (cell)');

const placeShapes = [
  z.strictObject({ at: z.array(pointNm).min(1) }),
  z.strictObject({
    lattice: z.strictObject({
      columns: z.int().min(1).max(1000),
      rows: z.int().min(1).max(1000),
      spacingNm: positive,
      centreNm: pointNm.default([0, 0, 0]),
    }),
  }),
  z.strictObject({
    ring: z.strictObject({
      count: z.int().min(1).max(1000),
      radiusNm: positive,
      centreNm: pointNm.default([0, 0, 0]),
    }),
  }),
  z.strictObject({
    disc: z.strictObject({
      count: z.int().min(1).max(10000),
      radiusNm: positive,
      minimumSpacingNm: nonNegative.default(0),
      centreNm: pointNm.default([0, 0, 0]),
    }),
  }),
] as const;

/** Where several like things stand. */
export const places = z
  .union([
    ...placeShapes,
    z.strictObject({
      cluster: z
        .strictObject({ centres: z.union(placeShapes), each: z.union(placeShapes) })
        .describe('the places of "each" around every one of the "centres"'),
    }),
    z.strictObject({
      porosomes: z
        .strictObject({
          each: z.union(placeShapes),
          count: z.int().min(1).optional(),
        })
        .describe(
          'the places of "each" around every porosome (or the first "count"), along the membrane; turned at random in a cell, where a place has no north',
        ),
    }),
    z.strictObject({
      sphere: z
        .strictObject({
          count: z.int().min(1).max(20000),
          minimumSpacingNm: nonNegative.default(0),
        })
        .describe('random places on the membrane of a cell'),
    }),
  ])
  .describe(
    'explicit points, a square lattice, a ring, random places (drawn from the seed) in a disc or on a cell, clusters, or places around porosomes',
  );
