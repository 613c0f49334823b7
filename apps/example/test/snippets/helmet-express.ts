import type { Express } from 'express';
import helmet from 'helmet';

/** Call this before you mount Codegrant and your sign-in page. */
export const protect = (app: Express, signInPath: string): void => {
  app.use(helmet());
  // A client may open the flow in a popup. By default, helmet cuts the popup off from the page that opened it.
  app.use(signInPath, helmet.crossOriginOpenerPolicy({ policy: 'unsafe-none' }));
};
