import { InvalidSettings } from '@codegrant/core';
import { type StoragePorts, type StoredPorts, storedPorts } from './storage-ports.ts';

const exceptProblems = (except: unknown, names: readonly string[]): readonly string[] => {
  // The types say so too, but JavaScript has no types.
  if (!Array.isArray(except)) return [`except must be a list of ports, for example ['${names[0]}'].`];
  const unknown = except.filter((name) => !names.includes(name));
  return unknown.length > 0 ? [`except names ${unknown.join(', ')}. It may name ${names.join(', ')}.`] : [];
};

/**
 * What a store returns that leaves some of its ports to another store.
 *
 * @param what the store, for the error
 * @param ports every port that the store can fill
 * @param except the names of the ports that it leaves
 * @throws {InvalidSettings} if `except` is no list, or names something else
 */
export const storedExcept = <Ports extends StoragePorts, Left extends keyof Ports>(
  what: string,
  ports: Ports,
  except: readonly Left[],
): StoredPorts<Omit<Ports, Left>> => {
  const problems = exceptProblems(except, Object.keys(ports));
  if (problems.length > 0) throw new InvalidSettings(what, problems);
  const isFilled = ([name]: readonly [string, unknown]): boolean => !except.some((left) => left === name);
  return storedPorts(Object.fromEntries(Object.entries(ports).filter(isFilled)) as Omit<Ports, Left>);
};
