/** The issuer's scheme and host, as they are written: what the paths of this server are added to. */
export const issuerOrigin = (issuer: string): string => issuer.replace(/^(https?:\/\/[^/]+).*$/, '$1');
