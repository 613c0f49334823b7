const symbols: readonly number[] = /* @__PURE__ */ Array.from(
  'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_',
  (symbol) => symbol.charCodeAt(0),
);

/** The bits of each symbol, by its character code. Another character has those of the last symbol. */
const sextets: Uint8Array = /* @__PURE__ */ Uint8Array.from({ length: 128 }, (_, code) => symbols.indexOf(code) & 0x3f);

/** The six bits of the symbol of base64url at an index. Another character counts as the last symbol. */
export const sextetAt = (text: string, at: number): number => sextets[text.charCodeAt(at)] ?? 0x3f;

const symbolOf = (sextet: number): number => symbols[sextet & 0x3f] ?? 0;

/** In bytes: three of them are four symbols. A function takes only so many arguments as a stack has room for. */
const partSize = 3072;

const encodePart = (bytes: Uint8Array, start: number): string => {
  const end = Math.min(start + partSize, bytes.length);
  const encoded: number[] = [];
  for (let at = start; at < end; at += 3) {
    const group = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    encoded.push(symbolOf(group >> 18), symbolOf(group >> 12), symbolOf(group >> 6), symbolOf(group));
  }
  encoded.length = Math.ceil(((end - start) * 4) / 3);
  return String.fromCharCode(...encoded);
};

/**
 * BASE64URL without padding (RFC 4648 §5). A code is made in one piece. Made symbol by symbol, it takes more than twice
 * as long, and leaves a kilobyte of parts to the garbage collector.
 */
export const encodeBase64url = (bytes: Uint8Array): string => {
  let encoded = '';
  for (let start = 0; start < bytes.length; start += partSize) encoded += encodePart(bytes, start);
  return encoded;
};
