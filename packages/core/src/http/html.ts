/** HTML that is safe to send: literals of ours, and values that were escaped. */
export class Html {
  /** Makes the class one that no other object can pass for. */
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  get text(): string {
    return this.#text;
  }
}

const entities: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

// Control characters have no place in a page, and marks that turn the direction of text can make one address look like another.
const unprintable = /(?![\t\n])[\p{Cc}\p{Bidi_Control}]/gu;

/** Makes a text safe as the content of an element and within a quoted attribute. */
export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => entities.get(character) ?? '').replaceAll(unprintable, '\uFFFD');

type Value = string | Html | readonly Html[] | undefined;

const render = (value: Value): string => {
  if (value === undefined) return '';
  if (typeof value === 'string') return escapeHtml(value);
  return value instanceof Html ? value.text : value.map(render).join('');
};

/** A template whose values are escaped, unless they are {@link Html} themselves. */
export const html = (literals: TemplateStringsArray, ...values: readonly Value[]): Html =>
  new Html(literals.reduce((text, literal, index) => text + render(values[index - 1]) + literal));
