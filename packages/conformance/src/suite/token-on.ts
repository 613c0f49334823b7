/** The consent token in a consent page, or an empty string if there is none. */
export const tokenOn = (page: string): string => /name="consent_token" value="([^"]*)"/.exec(page)?.[1] ?? '';
