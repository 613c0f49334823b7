import { isPromise } from '../ports/awaitable.ts';

/** Ports of the option `storage`. In JavaScript they can be anything. */
interface NamedPorts {
  /** How error messages name them. */
  readonly name: string;
  readonly ports: unknown;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** What a store returned has its ports in `storage`. A promise of it has none. */
const portsIn = (stored: unknown): unknown => {
  if (isPromise(stored)) return stored;
  return isObject(stored) ? Reflect.get(stored, 'storage') : undefined;
};

/** The ports of the option `storage`, which is ports or a list of what stores return. */
export const namedPortsOf = (storage: unknown): readonly NamedPorts[] => {
  if (storage === undefined) return [];
  if (!Array.isArray(storage)) return [{ name: 'storage', ports: storage }];
  return storage.map((stored: unknown, index) => ({
    name: `storage.${index}`,
    ports: portsIn(stored),
  }));
};
