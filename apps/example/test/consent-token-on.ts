/** The consent token on the page that asks for consent. */
export const consentTokenOn = (page: string): string => {
  const token = /name="consent_token" value="([^"]*)"/.exec(page)?.[1];
  if (token === undefined) throw new Error(`There is no consent token: ${page}`);
  return token;
};
