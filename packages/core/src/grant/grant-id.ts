const symbols = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** A symbol of base64url as its six bits. Another character counts as the last symbol. */
const bitsOf = (symbol: string): number => symbols.indexOf(symbol) & 0x3f;

/** Two symbols of base64url are twelve bits, which are three digits. */
const hexOf = ([first = '', second = '']: string): string =>
  ((bitsOf(first) << 6) | bitsOf(second)).toString(16).padStart(3, '0');

/** RFC 9562 §4.1: the two highest bits of a UUID's variant are 10. */
const variantOf = (digit: string): string => '89ab'.charAt(Number.parseInt(digit, 16) & 3);

/**
 * The identifier of the grant that a code stands for: a UUID of version 8 (RFC 9562 §5.8), made from 122 bits of the hash of the
 * code. It needs no record of its own: a code that is used a second time still names its grant.
 *
 * @param codeHash the hash of the code: 43 base64url characters
 */
export const grantIdOf = (codeHash: string): string => {
  const hex = (codeHash.slice(0, 22).match(/../g) ?? []).map(hexOf).join('');
  const variant = variantOf(hex.charAt(16));
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
