import type { ClientFilter } from '@codegrant/server';
import { areStorable } from './are-storable.ts';
import type { Dialect, Parameter } from './database.ts';

/** A part of a statement, and the values of its parameters. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly Parameter[];
}

// LIKE would take % and _ for patterns, and ignore case.
const contains: Readonly<Record<Dialect, string>> = { sqlite: 'instr', postgresql: 'strpos' };

/** Grant types in a column, one a line. JSON has no line break, so a grant type is found whole. */
export const grantTypeLines = (grantTypes: readonly string[]): string =>
  ['', ...grantTypes.map((type) => JSON.stringify(type)), ''].join('\n');

const when = <Value>(value: Value | undefined, sql: string, parameter: (value: Value) => Parameter) =>
  value === undefined ? [] : [{ sql, value: parameter(value) }];

const same = (text: string): string => text;

/**
 * The condition of a list of registrations.
 *
 * @returns `undefined` if no registration can match, because a database cannot keep what is looked for
 */
export const conditionOf = (filter: ClientFilter, dialect: Dialect, now: number): Condition | undefined => {
  const { clientId, clientType, name, nameContains, grantType, verified, origin, orgId } = filter;
  if (!areStorable(...[clientId, name, nameContains, orgId].filter((text) => text !== undefined))) return undefined;
  const has = contains[dialect];
  const conditions = [
    { sql: '(expires_at IS NULL OR expires_at > ?)', value: now },
    ...when(orgId, 'org_id = ?', same),
    ...when(clientId, 'client_id = ?', same),
    ...when(clientType, 'client_type = ?', same),
    ...when(name, 'name = ?', same),
    ...when(nameContains, `${has}(name, ?) > 0`, same),
    ...when(grantType, `${has}(grant_types, ?) > 0`, (type) => grantTypeLines([type])),
    ...when(verified, 'verified = ?', Number),
    ...when(origin, 'origin = ?', same),
  ];
  return { sql: conditions.map(({ sql }) => sql).join(' AND '), values: conditions.map(({ value }) => value) };
};
