import type { ServedGrantType } from '../grant-types/served-grant-type.ts';

const isServedGrantType = (value: unknown): value is ServedGrantType =>
  typeof value === 'object' && value !== null && typeof Reflect.get(value, 'flow') === 'function';

/** The grant types of the option `grantTypes`. What is none is left out: it is a problem already. */
export const servedGrantTypes = (grantTypes: unknown): readonly ServedGrantType[] =>
  Array.isArray(grantTypes) ? grantTypes.filter(isServedGrantType) : [];

/** Returns the problems of the option `grantTypes`. The types say so too, but JavaScript has no types. */
export const grantTypesProblems = (grantTypes: unknown): readonly string[] => {
  if (grantTypes === undefined) return [];
  if (!Array.isArray(grantTypes)) return ['grantTypes must be a list, such as [clientCredentials].'];
  const known = servedGrantTypes(grantTypes);
  const names = known.map(({ name }) => name);
  return [
    ...grantTypes.flatMap((grantType: unknown, index) =>
      isServedGrantType(grantType)
        ? []
        : [
            `grantTypes.${index} is no grant type of this package: use clientCredentials, or extensionGrant(name, function).`,
          ],
    ),
    ...names
      .filter((name, index) => names.indexOf(name) !== index)
      .map((name) => `grantTypes has ${name} twice. Leave one of them out.`),
    ...known.flatMap(({ problems }) => problems?.() ?? []),
  ];
};
