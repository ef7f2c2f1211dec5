// The state hash: 64 bits over words and plain data, the same on every machine. It tells runs apart; it is no defence
// against someone who wants two runs to collide.

/** Two lanes that feed each other; multipliers and rotations of MurmurHash3 x86-128 (Appleby, public domain). */
export interface Hash {
  a: number;
  b: number;
  length: number;
}

export function startHash(): Hash {
  return { a: 0x243f6a88, b: 0x85a308d3 | 0, length: 0 };
}

function rotate(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** Adds one 32-bit word. */
export function addWord(hash: Hash, word: number): void {
  const k1 = Math.imul(rotate(Math.imul(word, 0x239b961b), 15), 0xab0e9789);
  const k2 = Math.imul(rotate(Math.imul(word, 0x38b34ae5), 16), 0xa1e38b93);
  const a = (Math.imul(rotate(hash.a ^ k1, 19) + hash.b, 5) + 0x561ccd1b) | 0;
  hash.b = (Math.imul(rotate(hash.b ^ k2, 17) + a, 5) + 0x0bcaa747) | 0;
  hash.a = a;
  hash.length++;
}

/** Adds words in order; their number counts too. */
export function addWords(hash: Hash, words: Int32Array): void {
  addWord(hash, words.length);
  for (let i = 0; i < words.length; i++) addWord(hash, words[i] as number);
}

const doubles = new Float64Array(1);
const halves = new Int32Array(doubles.buffer);

function addDouble(hash: Hash, value: number): void {
  doubles[0] = value === 0 ? 0 : value; // -0 and 0 are one value once a snapshot went through JSON
  addWord(hash, halves[0] as number);
  addWord(hash, halves[1] as number);
}

/** Adds plain data: numbers, strings, booleans, null, arrays, typed arrays and objects (fields by name). */
export function addValue(hash: Hash, value: unknown): void {
  if (typeof value === 'number') {
    addDouble(hash, value);
  } else if (typeof value === 'string') {
    addWord(hash, value.length);
    for (let i = 0; i < value.length; i++) addWord(hash, value.charCodeAt(i));
  } else if (typeof value === 'boolean' || value === null || value === undefined) {
    addWord(hash, value === true ? 1 : value === false ? 2 : 3);
  } else if (value instanceof Int32Array) {
    addWords(hash, value);
  } else if (ArrayBuffer.isView(value) || Array.isArray(value)) {
    const items = value as unknown as ArrayLike<unknown>;
    addWord(hash, items.length);
    for (let i = 0; i < items.length; i++) addValue(hash, items[i]);
  } else {
    const fields = value as Record<string, unknown>;
    const names = Object.keys(fields).sort();
    addWord(hash, names.length);
    for (const name of names) {
      addValue(hash, name);
      addValue(hash, fields[name]);
    }
  }
}

/** Last mixing, so that every bit in changes every bit out with equal chance. */
function mix(word: number): number {
  let w = word ^ (word >>> 16);
  w = Math.imul(w, 0x85ebca6b);
  w ^= w >>> 13;
  w = Math.imul(w, 0xc2b2ae35);
  return w ^ (w >>> 16);
}

/** 16 hexadecimal digits. */
export function hashText(hash: Hash): string {
  let a = hash.a ^ hash.length;
  let b = hash.b ^ hash.length;
  a = (a + b) | 0;
  b = (b + a) | 0;
  a = mix(a);
  b = mix(b);
  a = (a + b) | 0;
  b = (b + a) | 0;
  return [a, b].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}
