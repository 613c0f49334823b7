import * as v from 'valibot';

/** The members that describe every vector. */
export interface About {
  /** What the vector tests, as a sentence. */
  readonly name: string;
  readonly requirements: readonly string[];
  /** Why the rule exists, or what goes wrong without it. */
  readonly why: string;
}

const sentence = v.pipe(v.string(), v.minLength(8));

/** The members of {@link About}. */
export const about: {
  readonly name: v.GenericSchema<string>;
  readonly requirements: v.GenericSchema<string[]>;
  readonly why: v.GenericSchema<string>;
} = {
  name: sentence,
  requirements: v.pipe(v.array(v.pipe(v.string(), v.regex(/^R[1-9][0-9]*$/))), v.minLength(1)),
  why: sentence,
};
