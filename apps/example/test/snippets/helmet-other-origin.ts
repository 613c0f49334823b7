import type { RequestHandler } from 'express';
import helmet from 'helmet';

/** For a sign-in page on another origin than the authorization server. The form of the page leads back to the issuer. */
export const signInHeaders = (issuer: string): RequestHandler =>
  helmet({
    contentSecurityPolicy: { directives: { formAction: ["'self'", new URL(issuer).origin] } },
    crossOriginOpenerPolicy: { policy: 'unsafe-none' },
  });
