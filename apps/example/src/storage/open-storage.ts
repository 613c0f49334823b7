import { InvalidSettings } from '@codegrant/server';
import type { StoreSetting } from '../store-setting.ts';
import type { AppStorage } from './app-storage.ts';
import { memoryStorage } from './memory-storage.ts';
import { orUnavailable } from './or-unavailable.ts';
import { reasonOf } from './reason-of.ts';

/** Loads only the client that is chosen: the example starts fast. */
const open = async (setting: StoreSetting): Promise<AppStorage> => {
  switch (setting.kind) {
    case 'memory':
      return memoryStorage();
    case 'sqlite':
      return (await import('./sqlite-storage.ts')).sqliteStorage(setting.file);
    case 'redis':
      return (await import('./redis-storage.ts')).redisStorage(setting.url);
    case 'postgresql':
      return (await import('./postgresql-storage.ts')).postgresqlStorage(setting.url);
  }
};

const whatToDo: Readonly<Record<StoreSetting['kind'], string>> = {
  memory: '',
  sqlite: 'Write sqlite:FILE with a file in a folder that exists and that this process may write to.',
  redis: 'Start Redis, or correct the URL: redis://USER:PASSWORD@HOST:PORT.',
  postgresql: 'Start PostgreSQL, or correct the URL: postgres://USER:PASSWORD@HOST:PORT/DATABASE.',
};

/**
 * Opens the storage that STORE names.
 *
 * @throws {InvalidSettings} if it cannot be used
 */
export const openStorage = async (setting: StoreSetting): Promise<AppStorage> => {
  try {
    const storage = await open(setting);
    return { ...storage, entries: orUnavailable(storage.entries) };
  } catch (error) {
    if (error instanceof InvalidSettings) throw error;
    throw new InvalidSettings('STORE', [`cannot use ${setting.kind}: ${reasonOf(error)}. ${whatToDo[setting.kind]}`]);
  }
};
