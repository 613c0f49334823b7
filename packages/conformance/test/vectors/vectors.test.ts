import { type Decision, readClient, readRegistrationRequest, type Reply } from '@codegrant/core';
import {
  allVectors,
  type AnyVector,
  authorizeReply,
  authorizeVectors,
  clientCredentialsVectors,
  clientAssertionInWords,
  clientAssertionVectors,
  clientDocumentVectors,
  bearerInWords,
  bearerVectors,
  consentInWords,
  consentReply,
  consentVectors,
  decideConsentVector,
  decideVector,
  introspectionInWords,
  introspectionVector,
  introspectionVectors,
  decideGrantListVector,
  clientManagementInWords,
  clientManagementVectorReply,
  clientManagementVectors,
  decideClientManagementVector,
  grantListInWords,
  grantListVectorReply,
  grantListVectors,
  inWords,
  extensionGrantVectors,
  redeemVector,
  redemptionInWords,
  redemptionVectors,
  refreshInWords,
  refreshVectors,
  registerReply,
  registerVector,
  registerVectors,
  registrationInWords,
  readVectorDocument,
  registrationVectors,
  tokenInWords,
  revocationInWords,
  revocationVector,
  revocationVectors,
  type VectorGroup,
} from '@codegrant/conformance';
import { locationIn } from '@codegrant/conformance/suite';
import { describe, expect, it } from 'vitest';

const counts = Object.entries(allVectors).map(
  ([folder, groups]) => `${groups.flatMap(({ vectors }) => vectors).length} of ${folder}`,
);

// Shows the number of vectors when the tests run.
console.log(`Vectors: ${counts.join(', ')}.`);

/** An expectation of any kind. Only the first member is part of every decision of core. */
interface Expected {
  readonly kind: string;
  readonly location?: string | undefined;
  /** The status of the page that an error stays on. */
  readonly page?: number | undefined;
  readonly present?: readonly string[] | undefined;
  readonly absent?: readonly string[] | undefined;
  readonly remembers?: readonly string[] | undefined;
}

/** The URL of the only link of a page. */
const linkOn = (body: string): string | undefined =>
  /<a href="([^"]*)"/.exec(body)?.[1]?.replaceAll('&amp;', '&').replaceAll('&#39;', "'");

/** Where a reply leads: the browser goes there, or the page that the error stays on has a link to there. */
const placeOfReply = (reply: Reply, page: number | undefined): string | undefined => {
  if (page === undefined) return locationIn(reply);
  expect(reply.status).toBe(page);
  expect(reply.headers).not.toHaveProperty('location');
  expect(reply.headers).not.toHaveProperty('refresh');
  return linkOn(reply.body);
};

const expectRemembered = (decision: Decision, remembers: Expected['remembers']): void => {
  if (remembers !== undefined) expect(decision).toMatchObject({ grant: { allowed: remembers } });
};

/** The error code in a JSON response, if the vector expects an error. */
const errorIn = ({ kind }: Expected, body: unknown): object =>
  kind === 'refuse' && typeof body === 'object' && body !== null && 'error' in body ? { error: body.error } : {};

const code = 'AQIDBAUGBwgJCgsMDQ4PEBESExQVFhcYGRobHB0eHyA';

describe.each(authorizeVectors)('authorization endpoint, $name:', ({ vectors }) => {
  it.each(vectors)('$name', (vector) => {
    const reply = authorizeReply(vector);
    const { location, page, present, absent, remembers, ...words }: Expected = vector.expect;
    const decision = decideVector(vector);
    expect(inWords(decision)).toEqual(words);
    expectRemembered(decision, remembers);
    const place = placeOfReply(reply, page);
    if (location !== undefined) expect(place).toBe(location.replace('{code}', code));
    if (decision.kind === 'reject') expect(place).toContain(decision.redirectUri);
    for (const text of present ?? []) expect(reply.body).toContain(text);
    for (const text of absent ?? []) expect(reply.body).not.toContain(text);
  });
});

describe.each(consentVectors)('consent, $name:', ({ vectors }) => {
  it.each(vectors)('$name', (vector) => {
    const reply = consentReply(vector);
    const { location, page, present, absent, remembers, ...words }: Expected = vector.expect;
    const decided = decideConsentVector(vector);
    const body: unknown = 'form' in vector.request ? undefined : JSON.parse(reply.body);
    expect({ ...consentInWords(decided), ...errorIn(vector.expect, body) }).toEqual(words);
    if (decided.kind !== 'showQuestion') expectRemembered(decided, remembers);
    for (const text of present ?? []) expect(reply.body).toContain(text);
    for (const text of absent ?? []) expect(reply.body).not.toContain(text);
    const place = placeOfReply(reply, page);
    if (location !== undefined)
      expect(place ?? body).toEqual(
        body === undefined ? location.replace('{code}', code) : { redirect_uri: location.replace('{code}', code) },
      );
  });
});

describe.each(registrationVectors)('registration, $name:', ({ vectors }) => {
  it.each(vectors)('$name', ({ reader, metadata, expect: expected }) => {
    const reading =
      reader === 'operator' ? readClient(metadata) : readRegistrationRequest(metadata, { scope: ['read', 'write'] });
    if (expected.kind === 'valid')
      return reader === 'operator'
        ? expect(reading).toMatchObject({ kind: 'valid' })
        : expect(reading).toEqual(expected);
    const problems = reading.kind === 'invalid' ? reading.problems : [];
    expect(
      problems.some((problem) => problem.startsWith(expected.member) && problem.includes(expected.says)),
      problems.join('\n'),
    ).toBe(true);
  });
});

/** The first text of each invalid field. */
const fieldsIn = (body: string): Readonly<Record<string, string>> => {
  const { invalid_fields: fields = {} }: { readonly invalid_fields?: Readonly<Record<string, readonly string[]>> } =
    JSON.parse(body);
  return Object.fromEntries(Object.entries(fields).map(([name, [first = '']]) => [name, first]));
};

describe.each(registerVectors)('registration endpoint, $name:', ({ vectors }) => {
  it.each(vectors)('$name', (vector) => {
    const { expect: expected } = vector;
    const { fields = {}, ...words } = { fields: undefined, ...expected };
    expect(registrationInWords(registerVector(vector))).toEqual(words);
    const found = fieldsIn(registerReply(vector).body);
    expect(Object.keys(found)).toEqual(Object.keys(fields));
    for (const [name, text] of Object.entries(fields)) expect(found[name]).toContain(text);
  });
});

describe.each(clientDocumentVectors)('client metadata documents, $name:', ({ vectors }) => {
  it.each(vectors)('$name', (vector) => {
    const { expect: expected } = vector;
    const reading = readVectorDocument(vector);
    if (expected.kind === 'valid')
      return expect(reading).toMatchObject({ kind: 'valid', value: expected.client ?? {} });
    const problems = reading.kind === 'invalid' ? reading.problems : [];
    expect(problems.join('\n')).toContain(expected.says);
  });
});

describe.each(refreshVectors)('refresh, $name:', ({ vectors }) => {
  it.each(vectors)('$name', (vector) => {
    expect(refreshInWords(vector)).toMatchObject(vector.expect);
  });
});

describe.each(grantListVectors)('list of grants, $name:', ({ vectors }) => {
  it.each(vectors)('$name', (vector) => {
    const { body, ...words } = vector.expect;
    expect(grantListInWords(decideGrantListVector(vector))).toEqual(words);
    if (body !== undefined) expect(JSON.parse(grantListVectorReply(vector).body)).toEqual(body);
  });
});

describe.each(clientManagementVectors)('management of clients, $name:', ({ vectors }) => {
  it.each(vectors)('$name', (vector) => {
    const { data, fields, ...words } = { data: undefined, fields: undefined, ...vector.expect };
    expect(clientManagementInWords(decideClientManagementVector(vector))).toEqual(words);
    const { body } = clientManagementVectorReply(vector);
    if (data !== undefined) expect(JSON.parse(body).data).toMatchObject(data);
    const found = Object.entries<readonly string[]>((body === '' ? {} : JSON.parse(body)).invalid_fields ?? {});
    expect(found.map(([field]) => field)).toEqual(Object.keys(fields ?? {}));
    for (const [field, [text]] of found) expect(text).toContain(Object(fields)[field]);
  });
});

/** Tests of a kind whose expectation is the whole decision. */
const describeDecisions = <Vector extends AnyVector>(
  title: string,
  groups: readonly VectorGroup<Vector>[],
  inWords: (vector: Vector) => unknown,
): void => {
  describe.each(groups)(`${title}, $name:`, ({ vectors }) => {
    it.each(vectors)('$name', (vector) => {
      expect(inWords(vector)).toEqual(vector.expect);
    });
  });
};

describeDecisions('token endpoint', redemptionVectors, (vector) => redemptionInWords(redeemVector(vector)));
describeDecisions('client credentials', clientCredentialsVectors, tokenInWords);
describeDecisions('client assertions', clientAssertionVectors, clientAssertionInWords);
describeDecisions('extension grants', extensionGrantVectors, tokenInWords);
describeDecisions('revocation', revocationVectors, (vector) => revocationInWords(revocationVector(vector)));
describeDecisions('introspection', introspectionVectors, (vector) => introspectionInWords(introspectionVector(vector)));
describeDecisions('protected resource', bearerVectors, bearerInWords);
