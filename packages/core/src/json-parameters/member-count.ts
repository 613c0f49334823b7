/**
 * How many members the objects of a JSON text have, counting each of those that share a name: as many as there are
 * colons outside of strings.
 *
 * `JSON.parse` keeps only the last of them. So an object without nested objects has a repeated name if, and only if, it
 * has fewer members than its text. The members of an object that a repeated name hides count too.
 *
 * @param text valid JSON
 */
export const memberCount = (text: string): number =>
  text
    // Without escapes, every quotation mark begins or ends a string.
    .replaceAll(/\\./g, '')
    .replaceAll(/"[^"]*"/g, '')
    .split(':').length - 1;
