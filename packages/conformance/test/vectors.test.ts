import { defaultPages, readClient, type Reply, type Surface, toReply } from '@codegrant/core';
import {
  authorizeVectors,
  type AuthorizeVector,
  decideVector,
  inWords,
  redeemVector,
  redemptionInWords,
  redemptionVectors,
  registrationVectors,
  sentBy,
  vectorPolicy,
} from '@codegrant/conformance';
import { describe, expect, it } from 'vitest';

const count = (groups: readonly { readonly vectors: readonly unknown[] }[]): number =>
  groups.reduce((sum, { vectors }) => sum + vectors.length, 0);

// For whoever runs the tests: how much of the law stands in vectors.
console.log(
  `Vectors: ${count(authorizeVectors)} of the authorization endpoint, ${count(registrationVectors)} of registration, ` +
    `${count(redemptionVectors)} of the token endpoint.`,
);

const replyTo = (vector: AuthorizeVector): Reply => {
  const surface: Surface = {
    policy: vectorPolicy(vector.given.policy),
    authorizePath: '/oauth/authorize',
    consentPath: '/oauth/consent',
    signInUrl: '/sign-in',
    pages: defaultPages,
  };
  return toReply(decideVector(vector), surface, sentBy(vector).method);
};

/** An expectation of any kind: the last three are beside what core decides. */
interface Expected {
  readonly kind: string;
  readonly location?: string | undefined;
  readonly present?: readonly string[] | undefined;
  readonly absent?: readonly string[] | undefined;
}

const code = 'AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA';

describe.each(authorizeVectors)('authorization endpoint, $name:', ({ vectors }) => {
  it.each(vectors)('$name', (vector) => {
    const reply = replyTo(vector);
    const { location, present, absent, ...words }: Expected = vector.expect;
    expect(inWords(decideVector(vector))).toEqual(words);
    if (location !== undefined) expect(reply.headers['location']).toBe(location.replace('{code}', code));
    for (const text of present ?? []) expect(reply.body).toContain(text);
    for (const text of absent ?? []) expect(reply.body).not.toContain(text);
  });
});

describe.each(registrationVectors)('registration, $name:', ({ vectors }) => {
  it.each(vectors)('$name', ({ metadata, expect: expected }) => {
    const reading = readClient(metadata);
    if (expected.kind === 'valid') return expect(reading).toMatchObject({ kind: 'valid' });
    const problems = reading.kind === 'invalid' ? reading.problems : [];
    expect(
      problems.some((problem) => problem.startsWith(expected.member) && problem.includes(expected.says)),
      problems.join('\n'),
    ).toBe(true);
  });
});

describe.each(redemptionVectors)('token endpoint, $name:', ({ vectors }) => {
  it.each(vectors)('$name', (vector) => {
    expect(redemptionInWords(redeemVector(vector))).toEqual(vector.expect);
  });
});
