/** As a browser writes an origin: in lower case, without the default port and without a slash at the end. */
const isWrittenOrigin = (origin: unknown): boolean =>
  typeof origin === 'string' &&
  /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#@*]+$/.test(origin) &&
  URL.canParse(origin) &&
  (!/^https?:/.test(origin) || new URL(origin).origin === origin);

/** Returns the problems of the option `corsOrigins`. */
export const corsOriginsProblems = (origins: unknown): readonly string[] => {
  if (origins === undefined) return [];
  if (!Array.isArray(origins)) return ['corsOrigins must be a list of origins.'];
  return origins.flatMap((origin: unknown, index) =>
    isWrittenOrigin(origin)
      ? []
      : [
          `corsOrigins.${index} ${JSON.stringify(origin)} must be an origin as a browser sends it, such as https://spa.example.`,
        ],
  );
};
