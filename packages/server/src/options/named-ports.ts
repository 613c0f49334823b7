/** Ports of the option `storage`. In JavaScript they can be anything. */
interface NamedPorts {
  /** How error messages name them. */
  readonly name: string;
  readonly ports: unknown;
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** The ports of the option `storage`, which is ports or a list of what stores return. */
export const namedPortsOf = (storage: unknown): readonly NamedPorts[] => {
  if (storage === undefined) return [];
  if (!Array.isArray(storage)) return [{ name: 'storage', ports: storage }];
  return storage.map((stored: unknown, index) => ({
    name: `storage.${index}`,
    ports: isObject(stored) ? Reflect.get(stored, 'storage') : undefined,
  }));
};
