const column = (row: unknown, name: string): unknown =>
  typeof row === 'object' && row !== null ? Reflect.get(row, name) : undefined;

/**
 * The text in a column of a row.
 *
 * @throws {TypeError} if there is none: the client returns something else than rows
 */
export const textIn = (row: unknown, name: string): string => {
  const text = column(row, name);
  if (typeof text !== 'string') throw new TypeError(`run must return rows. A row has no text in its column ${name}.`);
  return text;
};

/**
 * The whole number in a column of a row. Some clients return a large integer as a string or as a bigint.
 *
 * @throws {TypeError} if there is none: the client returns something else than rows
 */
export const numberIn = (row: unknown, name: string): number => {
  const number = Number(column(row, name) ?? Number.NaN);
  if (!Number.isInteger(number))
    throw new TypeError(`run must return rows. A row has no number in its column ${name}.`);
  return number;
};
