// Words within a PNG: what a saved picture shows travels with it (tEXt chunks, PNG specification 11.3.3).

const HEADER_BYTES = 8 + 25; // signature and IHDR

/** The same picture with words, Latin-1 only: keys of up to 79 letters. */
export function withText(png: Uint8Array, words: Record<string, string>): Uint8Array<ArrayBuffer> {
  const chunks = Object.entries(words).map(([key, text]) => textChunk(key, text));
  const size = chunks.reduce((sum, { length }) => sum + length, png.length);
  const result = new Uint8Array(size);
  result.set(png.subarray(0, HEADER_BYTES));
  let at = HEADER_BYTES;
  for (const chunk of chunks) {
    result.set(chunk, at);
    at += chunk.length;
  }
  result.set(png.subarray(HEADER_BYTES), at);
  return result;
}

function textChunk(key: string, text: string): Uint8Array {
  const letters = [...`tEXt${key}\0${text}`].map((letter) => {
    const code = letter.codePointAt(0) as number;
    return code < 256 ? code : '?'.charCodeAt(0);
  });
  const chunk = new Uint8Array(letters.length + 8);
  const view = new DataView(chunk.buffer);
  view.setUint32(0, letters.length - 4);
  chunk.set(letters, 4);
  view.setUint32(letters.length + 4, crc32(letters));
  return chunk;
}

/** As PNG and ISO 3309 have it. */
export function crc32(bytes: readonly number[]): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}
