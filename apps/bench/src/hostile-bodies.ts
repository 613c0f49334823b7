/** The longest body that is read, in bytes. */
const limit = 65_536;

const repeat = (part: string): string => part.repeat(Math.ceil(limit / part.length)).slice(0, limit);

/** As many parameters as are read, and one long value. */
const manyParameters = (part: string): string => (part.repeat(999) + 'a'.repeat(limit)).slice(0, limit);

/** The form of a consent page with 850 checkboxes. */
export const ordinaryBody: string = [
  'consent_token=x&decision=allow',
  ...Array.from(
    { length: 850 },
    (_, index) => `scope=https%3A%2F%2Fapi.example%2Fauth%2Fcalendar.events.of.group.${index}.read`,
  ),
]
  .join('&')
  .slice(0, limit);

/** Bodies of the same size that anyone may send, by what is in them. */
export const hostileBodies: Readonly<Record<string, string>> = {
  '`%&`': repeat('%&'),
  '`%ff&`': repeat('%ff&'),
  '`a&`': repeat('a&'),
  '`=`': repeat('='),
  '`+`': repeat('+'),
  '`%`': repeat('%'),
  '`%41`': repeat('%41'),
  '`&`': repeat('&'),
  '999 × `%ff&`, then `a`': manyParameters('%ff&'),
  '999 × `+&`, then `a`': manyParameters('+&'),
  '999 × `%41=%&`, then `a`': manyParameters('%41=%&'),
  'a choice of `+`': `consent_token=x&decision=allow&scope=${repeat('+')}`.slice(0, limit),
  'a choice of `a+`': `consent_token=x&decision=allow&scope=${repeat('a+')}`.slice(0, limit),
  'a token of `.`': `decision=allow&consent_token=${repeat('.')}`.slice(0, limit),
};
