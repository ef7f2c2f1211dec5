// Snapshots as plain JSON values: typed arrays and numbers that JSON does not know are marked, everything else stays.

const ARRAYS = { Int32Array, Uint8Array, Float64Array } as const;
type ArrayName = keyof typeof ARRAYS;

/** Field that marks what JSON cannot say by itself. */
const MARK = '$';

/** Plain data (objects, arrays, typed arrays, numbers, strings, booleans, null) as values that survive JSON. */
export function toPlain(value: unknown): unknown {
  if (typeof value === 'number')
    return Number.isFinite(value) ? value : { [MARK]: 'number', value: String(value) };
  if (typeof value !== 'object' || value === null) return value;
  if (ArrayBuffer.isView(value)) {
    const name = value.constructor.name;
    if (!(name in ARRAYS)) throw new Error(`a snapshot holds no ${name}`);
    return { [MARK]: name, values: Array.from(value as unknown as ArrayLike<number>) };
  }
  if (Array.isArray(value)) return value.map(toPlain);
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, toPlain(field)]));
}

/** What `toPlain` was given. */
export function fromPlain(plain: unknown): unknown {
  if (typeof plain !== 'object' || plain === null) return plain;
  if (Array.isArray(plain)) return plain.map(fromPlain);
  const fields = plain as Record<string, unknown>;
  const mark = fields[MARK];
  if (mark === 'number') return Number(fields.value);
  if (typeof mark === 'string' && mark in ARRAYS)
    return ARRAYS[mark as ArrayName].from(fields.values as number[]);
  return Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, fromPlain(field)]));
}
