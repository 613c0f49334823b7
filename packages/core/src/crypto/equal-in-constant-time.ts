/**
 * Whether two strings are equal. The time depends only on their lengths. The strings are compared as they are: to encode
 * them as bytes would take several times as long as to compare them.
 */
export const equalInConstantTime = (a: string, b: string): boolean => {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let at = 0; at < a.length; at += 1) difference |= a.charCodeAt(at) ^ b.charCodeAt(at);
  return difference === 0;
};
