/** HTML that is safe to send: literals of the program, and escaped values. */
export class Html {
  /** Makes the class nominal: no other object is assignable to it. */
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

// Control characters do not belong in a page. Bidirectional marks can make one URL look like another.
const unprintable = /(?![\t\n])[\p{Cc}\p{Bidi_Control}]/gu;

/** Escapes a string for the content of an element or a quoted attribute. */
export const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => entities.get(character) ?? '').replaceAll(unprintable, '\uFFFD');

type Value = string | Html | readonly Html[] | undefined;

const render = (value: Value): string => {
  if (value === undefined) return '';
  if (typeof value === 'string') return escapeHtml(value);
  return value instanceof Html ? value.text : value.map(render).join('');
};

/** A template that escapes its values, unless they are {@link Html}. */
export const html = (literals: TemplateStringsArray, ...values: readonly Value[]): Html =>
  new Html(literals.reduce((text, literal, index) => text + render(values[index - 1]) + literal));
