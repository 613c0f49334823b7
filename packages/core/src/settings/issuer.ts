/** The scheme and host of the issuer, as written. The paths of this server are appended to it. */
export const issuerOrigin = (issuer: string): string => issuer.replace(/^(https?:\/\/[^/]+).*$/, '$1');

/** The path of the issuer, without a slash at its end. */
export const issuerPath = (issuer: string): string => issuer.slice(issuerOrigin(issuer).length).replace(/\/$/, '');
