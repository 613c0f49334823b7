import { listen } from './listen.ts';

/** The origin of a port that was free a moment ago. Another process may still take it first. */
export const freeOrigin = async (): Promise<string> => {
  const { origin, close } = await listen(() => {});
  await close();
  return origin;
};
