/** A default that no object shows: its words, and a check that fails where they are not true. */
export interface SaidDefault {
  readonly says: string;
  readonly shownBy: () => unknown;
}

/** A default: read from what was made of the least options, now or later, or said and shown. */
type Default<Made> = ((made: Made) => unknown) | SaidDefault;

interface Described {
  readonly says: string;
  /** The unit of a number. */
  readonly unit?: string;
  /** Values that are refused beside the least options. */
  readonly refused?: readonly unknown[];
}

interface Example<Value> {
  readonly example: Value;
  /** Other members that the example needs. */
  readonly beside?: object;
}

/** A member that must be given has no default. */
type DefaultOf<Options, Name extends keyof Options, Made> =
  Partial<Pick<Options, Name>> extends Pick<Options, Name>
    ? { readonly default: Default<Made> }
    : { readonly default?: never };

/** An entry for every member of an interface of options, whose examples are elsewhere. */
export type EntriesWithoutExample<Options, Made> = {
  readonly [Name in keyof Options]-?: Described & DefaultOf<Options, Name, Made>;
};

/** An entry for every member of an interface of options: one too many or too few does not compile. */
export type Entries<Options, Made> = {
  readonly [Name in keyof Options]-?: Described &
    DefaultOf<Options, Name, Made> &
    Example<Exclude<Options[Name], undefined>>;
};

/** An entry of any member, for what goes over all of them. */
export interface AnyEntry<Made> extends Described, Partial<Example<unknown>> {
  readonly default?: Default<Made>;
}

/** What the page says of one method of a port. */
export interface MethodEntry {
  readonly says: string;
  /** Each argument by its name. */
  readonly takes: Readonly<Record<string, string>>;
  readonly gives: string;
  readonly contract: readonly string[];
  /** What is lost where it throws, beside the answers, which are observed. */
  readonly afterwards: string;
}

/** An entry for every method of a port. */
export type MethodEntries<Port> = { readonly [Name in keyof Port]-?: MethodEntry };

/** What the page says of one member of a record that a port takes or gives. */
interface FieldEntry<Value> {
  readonly says: string;
  readonly unit?: string;
  /** `undefined` only for a member that cannot have a value yet. */
  readonly example: [Value] extends [undefined] ? undefined : Exclude<Value, undefined>;
  /** What the page shows in place of a long example. */
  readonly shown?: string;
}

/** An entry for every member of a record. */
export type FieldEntries<Fields> = { readonly [Name in keyof Fields]-?: FieldEntry<Fields[Name]> };

/** An entry for every parameter of a function, in their order. */
export type ParameterEntries<Parameters extends readonly unknown[]> = {
  readonly [Index in keyof Parameters]-?: Described &
    Example<Exclude<Parameters[Index], undefined>> & {
      readonly name: string;
      readonly type: string;
      readonly default?: SaidDefault;
    };
};
