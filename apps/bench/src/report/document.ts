const markerOf = (name: string): RegExp => new RegExp(`(<!-- bench:${name} -->\n)[\\s\\S]*?(<!-- /bench:${name} -->)`);

/**
 * Puts a text between the markers of a document.
 *
 * @param name the name in the markers, for example `targets` in `<!-- bench:targets -->` and `<!-- /bench:targets -->`
 * @throws {Error} if the document has no such markers: the text would be lost
 */
export const fillMarkers = (document: string, name: string, text: string): string => {
  if (!markerOf(name).test(document)) throw new Error(`The document has no markers for ${name}.`);
  return document.replace(markerOf(name), (_all, start: string, end: string) => `${start}\n${text.trim()}\n\n${end}`);
};
