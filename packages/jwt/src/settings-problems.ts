/** Returns a sentence for each member that is no setting. */
export const unknownSettings = (settings: object, names: readonly string[]): readonly string[] =>
  Object.keys(settings)
    .filter((name) => !names.includes(name))
    .map((name) => `${name} is not a setting: correct its spelling.`);

/** Whether a URL is safe from others on the network, or stays on this machine. */
const isProtected = ({ protocol, hostname }: URL): boolean =>
  protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname));

/** Returns the problem of a URL that must be on https, or on http on this machine. */
export const urlProblems = (name: string, value: unknown): readonly string[] =>
  typeof value === 'string' && URL.canParse(value) && isProtected(new URL(value))
    ? []
    : [`${name} must be a URL on https, or on http on this machine.`];

/** Returns the problem of an issuer. An API compares it with the claim iss, byte for byte. */
export const issuerProblems = (issuer: unknown): readonly string[] =>
  typeof issuer === 'string' && /^https?:\/\/[^?#]+$/.test(issuer) && URL.canParse(issuer)
    ? []
    : ['issuer must be the issuer of the server: an absolute URL without a query or a fragment.'];

/** Returns the problem of a whole number. */
export const numberProblems = (name: string, value: unknown, from: number, to: number): readonly string[] =>
  value === undefined || (typeof value === 'number' && Number.isInteger(value) && value >= from && value <= to)
    ? []
    : [`${name} must be a whole number from ${from} to ${to}.`];

/** Returns the problem of a function that may be left out. */
export const functionProblems = (name: string, value: unknown): readonly string[] =>
  value === undefined || typeof value === 'function' ? [] : [`${name} must be a function.`];
