// Numbers and names that many fields of a scenario are made of.
import { z } from './zod.ts';

export const positive = z.number().positive();
export const nonNegative = z.number().min(0);
export const fraction = z.number().min(0).max(1);
export const name = z
  .string()
  .regex(/^[a-zA-Z][a-zA-Z0-9]*$/)
  .max(40);
