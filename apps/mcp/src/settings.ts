import { InvalidSettings } from '@codegrant/server';

/** The settings of the app. */
interface Settings {
  readonly PORT: number;
  /** The URL under which clients reach the app. `undefined`: its URL on this machine. */
  readonly ISSUER: string | undefined;
}

const portIn = (value: string): number => {
  const port = Number(value);
  if (!/^[0-9]{1,5}$/.test(value) || port > 65_535)
    throw new InvalidSettings('PORT', [`must be a number from 0 to 65535, not ${JSON.stringify(value)}.`]);
  return port;
};

const originIn = (value: string): string => {
  if (!URL.canParse(value) || new URL(value).origin !== value)
    throw new InvalidSettings('ISSUER', [
      `must be a URL without a path, such as https://notes.example, not ${JSON.stringify(value)}.`,
    ]);
  return value;
};

/**
 * Reads the settings from environment variables. An empty variable counts as not set.
 *
 * @throws {InvalidSettings} with a message that names the variable
 */
export const readSettings = ({ PORT = '', ISSUER = '' }: NodeJS.ProcessEnv): Settings => ({
  PORT: PORT === '' ? 3000 : portIn(PORT),
  ISSUER: ISSUER === '' ? undefined : originIn(ISSUER),
});
