import { locationOf } from './location-of.ts';
import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash, createHmac } from 'node:crypto';
import { type NodeRequest, publishEvents, toNodeHandler } from '@codegrant/node';
import {
  clientCredentials,
  clientList,
  clientManagement,
  createAuthorizationServer,
  defineClient,
  defineLimits,
  introspection,
  grantList,
  memoryClientRegistry,
  type Owner,
  registration,
  revocation,
  type ServerEvent,
  type ServerOptions,
} from '@codegrant/server';
import { type Context, context, ROOT_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api';
import {
  AggregationTemporality,
  DataPointType,
  InMemoryMetricExporter,
  MeterProvider,
  type MetricData,
  PeriodicExportingMetricReader,
} from '@opentelemetry/sdk-metrics';
import { InMemorySpanExporter, type ReadableSpan, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { consentTokenOn } from './consent-token-on.ts';
import { blocksOf, read, snippet } from './documents.ts';
import { type Listening, listen } from './listen.ts';
import { onEvent } from './snippets/observability-channel.ts';
import { logEvents } from './snippets/observability-log.ts';
import { countEvents } from './snippets/observability-metrics.ts';
import { hashesOf } from './snippets/observability-subject.ts';
import { traceEvents } from './snippets/observability-traces.ts';

const document = read('docs/observability.md');

const consentKey = new Uint8Array(32).fill(7);
const redirectUri = 'https://app.example/cb';
const verifier = 'verifier-of-this-test-with-more-than-43-characters';
const challenge = createHash('sha256').update(verifier).digest('base64url');

/** Values that the flows receive and must not report. The flows also create such values: codes and tokens. */
const sent = {
  subject: 'subject-of-this-test',
  state: 'state-of-this-test',
  verifier,
  wrongVerifier: `wrong-${verifier}`,
  challenge,
  clientSecret: 'client-secret-of-this-test',
  wrongSecret: 'guessed-secret-of-this-test',
  caller: 'caller-of-this-test',
  unknownClient: 'unknown-client-of-this-test',
  unknownToken: 'unknown-token-of-this-test',
  unknownUri: 'https://unknown-uri-of-this-test.example/cb',
};

const outage = new Error('the sessions are down');

/** Any cookie means signed in, except `broken`: it makes the port throw. */
const identify = ({ headers: { cookie } }: NodeRequest): Owner | undefined => {
  if (cookie === 'broken') throw outage;
  return cookie === undefined ? undefined : { subject: sent.subject };
};

const options: ServerOptions<NodeRequest> = {
  policy: {
    issuer: 'https://login.example',
    scopes: { read: { name: 'Read' } },
    defaultScope: ['read'],
    codeReuseSeconds: 0,
    refreshTokens: 'always',
  },
  clients: clientList([
    defineClient({
      client_id: 'app',
      client_secret: sent.clientSecret,
      redirect_uris: [redirectUri],
      grant_types: ['authorization_code', 'refresh_token', 'client_credentials'],
      scope: 'read',
    }),
  ]),
  owner: { identify },
  grantTypes: [clientCredentials],
  endpoints: [revocation, introspection()],
  consentKeys: [consentKey],
};

type Form = Readonly<Record<string, string>>;

const urlIn = (response: Response): URL => new URL(locationOf(response), 'https://login.example');

const request = {
  response_type: 'code',
  client_id: 'app',
  redirect_uri: redirectUri,
  state: sent.state,
  code_challenge: challenge,
  code_challenge_method: 'S256',
};

/** The requests that a browser and a client send to one server. */
const requestsTo = (origin: string) => {
  const authorize = (headers: Form, changes: Form = {}): Promise<Response> =>
    fetch(`${origin}/oauth/authorize?${new URLSearchParams({ ...request, ...changes }).toString()}`, {
      headers,
      redirect: 'manual',
    });
  const answer = (consentToken: string, decision: string): Promise<Response> =>
    fetch(`${origin}/oauth/consent`, {
      method: 'POST',
      headers: { cookie: 'signed-in' },
      body: new URLSearchParams({ consent_token: consentToken, decision, scope: 'read' }),
      redirect: 'manual',
    });
  const redeem = (code: string, changes: Form = {}): Promise<Response> => {
    const form = {
      grant_type: 'authorization_code',
      client_id: 'app',
      client_secret: sent.clientSecret,
      redirect_uri: redirectUri,
      code,
      code_verifier: verifier,
      ...changes,
    };
    return fetch(`${origin}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
  };
  const refresh = (refresh_token: string): Promise<Response> => {
    const form = { grant_type: 'refresh_token', client_id: 'app', client_secret: sent.clientSecret, refresh_token };
    return fetch(`${origin}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
  };
  const forItself = (): Promise<Response> => {
    const form = { grant_type: 'client_credentials', client_id: 'app', client_secret: sent.clientSecret };
    return fetch(`${origin}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
  };
  const present = (path: string, token: string): Promise<Response> => {
    const form = { client_id: 'app', client_secret: sent.clientSecret, token };
    return fetch(`${origin}${path}`, { method: 'POST', body: new URLSearchParams(form) });
  };
  return { authorize, answer, redeem, refresh, forItself, present };
};

const signedIn = { cookie: 'signed-in' };

/** Requests with every outcome that the built-in consent page allows. */
const runFlows = async (origin: string): Promise<Form> => {
  const { authorize, answer, redeem, refresh, forItself, present } = requestsTo(origin);
  await authorize({});
  const consentToken = consentTokenOn(await (await authorize(signedIn)).text());
  const code = urlIn(await answer(consentToken, 'allow')).searchParams.get('code') ?? '';
  await answer(consentToken, 'allow');
  await redeem(code, { client_secret: sent.wrongSecret });
  const { access_token: accessToken = '', refresh_token: refreshToken = '' }: Form = await (await redeem(code)).json();
  const { refresh_token: nextToken = '' }: Form = await (await refresh(refreshToken)).json();
  await forItself();
  await present('/oauth/introspect', accessToken);
  await present('/oauth/revoke', sent.unknownToken);
  await present('/oauth/revoke', nextToken);
  await redeem(code, { code_verifier: sent.wrongVerifier });
  await redeem(code);
  await authorize(signedIn, { client_id: sent.unknownClient });
  await authorize(signedIn, { redirect_uri: sent.unknownUri });
  await authorize(signedIn, { code_challenge_method: 'plain' });
  await authorize({ cookie: 'broken' });
  // The user allowed this before, so there is no consent page.
  const secondCode = urlIn(await authorize(signedIn)).searchParams.get('code') ?? '';
  await redeem(secondCode, { code_verifier: sent.wrongVerifier });
  return { consentToken, code, accessToken, refreshToken, nextToken, secondCode };
};

/** A client that registers itself. */
const runRegistration = async (origin: string): Promise<void> => {
  const body = JSON.stringify({ redirect_uris: [redirectUri], token_endpoint_auth_method: 'none' });
  await fetch(`${origin}/oauth/register`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
};

/** A client that a manager creates, and the list. */
const runManagement = async (origin: string): Promise<void> => {
  const body = JSON.stringify({
    name: 'Shop',
    client_type: 'confidential',
    allowed_scopes: ['read'],
    allowed_grant_types: ['authorization_code'],
    redirect_uris: [redirectUri],
  });
  await fetch(`${origin}/oauth_clients`, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  await fetch(`${origin}/oauth_clients`);
};

/** One flow with a hosted consent page, and with the revocation of its grant. */
const runHostedFlow = async (origin: string): Promise<Form> => {
  const { authorize, redeem } = requestsTo(origin);
  const consentToken = urlIn(await authorize(signedIn)).searchParams.get('consent_token') ?? '';
  await fetch(`${origin}/oauth/consent/${consentToken}`, { headers: signedIn });
  const body = JSON.stringify({ consent_token: consentToken, allowed: true });
  const headers = { ...signedIn, 'content-type': 'application/json' };
  const granted = await (await fetch(`${origin}/oauth/grants`, { method: 'POST', headers, body })).text();
  const code = /code=([\w-]{43})/.exec(granted)?.[1] ?? '';
  const { access_token: accessToken = '' }: Form = await (await redeem(code)).json();
  const { data } = await (await fetch(`${origin}/oauth_grants`, { headers: signedIn })).json();
  await fetch(`${origin}/oauth_grants/${data[0].id}`, { method: 'DELETE', headers: signedIn });
  return { consentToken, code, accessToken };
};

const lines: string[] = [];
const received: ServerEvent[] = [];
const events: ServerEvent[] = [];
const metricExporter = new InMemoryMetricExporter(AggregationTemporality.CUMULATIVE);
const metricReader = new PeriodicExportingMetricReader({ exporter: metricExporter, exportIntervalMillis: 3_600_000 });
const meterProvider = new MeterProvider({ readers: [metricReader] });
const spanExporter = new InMemorySpanExporter();
const tracerProvider = new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter: spanExporter })] });

const log = logEvents(pino({ level: 'debug' }, { write: (line) => void lines.push(line) }));
const count = countEvents(meterProvider.getMeter('codegrant'));
const traceEvent = traceEvents(tracerProvider.getTracer('codegrant'));

const report = (event: ServerEvent): void => {
  events.push(event);
  log(event);
  count(event);
  traceEvent(event);
  publishEvents(event);
};

const serve = (changes: Partial<ServerOptions<NodeRequest>> = {}): Promise<Listening> =>
  listen(toNodeHandler(createAuthorizationServer({ ...options, report, ...changes })));

let secrets: readonly (readonly [name: string, secret: string])[] = [];
let startedAt = 0;
let metrics: readonly MetricData[] = [];

beforeAll(async () => {
  startedAt = Date.now();
  const unsubscribe = onEvent((event) => received.push(event));
  const server = await serve();
  const hosted = await serve({ consentUrl: 'https://login.example/my-consent', endpoints: [grantList] });
  secrets = [
    ...Object.entries(sent),
    ...Object.entries(await runFlows(server.origin)),
    ...Object.entries(await runHostedFlow(hosted.origin)),
  ];
  const limited = await serve({
    limits: defineLimits({ take: () => ({ allowed: false, retryAfterSeconds: 900 }), callerOf: () => sent.caller }),
  });
  await requestsTo(limited.origin).redeem('x', { client_secret: sent.wrongSecret });
  const registering = await serve({ endpoints: [registration({ keys: [new Uint8Array(32).fill(9)] })] });
  await runRegistration(registering.origin);
  const managed = await serve({
    endpoints: [
      clientManagement({ registry: memoryClientRegistry(), authorize: () => ({ orgId: 'org-1', userId: 'ada' }) }),
    ],
  });
  await runManagement(managed.origin);
  await meterProvider.forceFlush();
  metrics = metricExporter.getMetrics().flatMap(({ scopeMetrics }) => scopeMetrics.flatMap(({ metrics }) => metrics));
  unsubscribe();
  await server.close();
  await hosted.close();
  await limited.close();
  await registering.close();
  await managed.close();
});
afterAll(async () => {
  await meterProvider.shutdown();
  await tracerProvider.shutdown();
});

/** The table under a heading: the name in the first cell of each row, with the names in its last cell. */
const tableUnder = (heading: string): ReadonlyMap<string, readonly string[]> => {
  const section = document.split(/^## /m).find((text) => text.startsWith(heading)) ?? '';
  const rows = Array.from(section.matchAll(/^\| `(\w+)` \|(?:.*\|)? ?([^|]*)\|$/gm));
  return new Map(
    rows.map(([, name = '', last = '']) => [name, Array.from(last.matchAll(/`(\w+)`/g), ([, id]) => id ?? '')]),
  );
};

describe('docs/observability.md', () => {
  it('shows only the snippets that are tested here, each at most 24 lines long.', () => {
    const blocks = blocksOf('docs/observability.md');
    const names = ['subject', 'log', 'metrics', 'traces', 'channel'].map((name) => `observability-${name}.ts`);
    expect(blocks).toEqual(names.map(snippet));
    for (const name of names) expect(snippet(name).trimEnd().split('\n').length, name).toBeLessThan(25);
  });

  it('lists exactly the members of every event in its tables.', () => {
    const common = [...tableUnder('Members of every event').keys()];
    const kinds = tableUnder('Kinds of events');
    expect(new Set(events.map(({ kind }) => kind))).toEqual(new Set(kinds.keys()));
    for (const event of events)
      expect(Object.keys(event).toSorted(), event.kind).toEqual(
        [...common, ...(kinds.get(event.kind) ?? [])].toSorted(),
      );
  });

  it('shows an event that a flow reports.', () => {
    const shown: unknown = JSON.parse(/```\n(\{"kind"[^`]*\})\n```/.exec(document)?.[1] ?? '');
    const measured = { at: expect.any(Number), durationMs: expect.any(Number) };
    expect(events).toContainEqual({ ...Object(shown), ...measured });
  });

  it('shows how to compute the hash of a subject.', () => {
    const hmac = createHmac('sha256', consentKey).update(`codegrant subject 1.${sent.subject}`).digest('base64url');
    expect(events.map(({ subjectHash }) => subjectHash)).toContain(hmac);
    const newKey = new Uint8Array(32).fill(8);
    expect(hashesOf(sent.subject, [newKey, consentKey])).toEqual([expect.stringMatching(/^[\w-]{43}$/), hmac]);
  });
});

describe('The events of a request:', () => {
  it('failed, with the error that the port threw, and then rejected, as the client is told.', () => {
    const index = events.findIndex(({ kind }) => kind === 'failed');
    const failed = events[index];
    expect(failed?.kind === 'failed' && failed.cause).toBe(outage);
    expect(events[index + 1]).toMatchObject({ kind: 'rejected', error: 'server_error' });
  });

  const eventsOf = async (changes: Partial<ServerOptions<NodeRequest>>, path: string, init: RequestInit = {}) => {
    const reported: ServerEvent[] = [];
    const { origin, close } = await serve({ ...changes, report: (event) => reported.push(event) });
    onTestFinished(close);
    const { status } = await fetch(`${origin}${path}`, init);
    return { status, kinds: reported.map(({ kind }) => kind) };
  };
  const fail = (): never => {
    throw outage;
  };

  it.each([
    ['a port that throws before the redirect URI is matched', { clients: { find: fail } }, 500, ['failed']],
    ['a page that throws', { pages: { refusal: fail } }, 404, ['refused', 'failed']],
  ])('%s', async (_title, changes, status, kinds) => {
    expect(await eventsOf(changes, `/oauth/authorize?client_id=x&redirect_uri=x`)).toEqual({ status, kinds });
  });

  it.each([
    ['metadata has none', '/.well-known/oauth-authorization-server', 'GET', 200],
    ['a CORS preflight has none', '/oauth/token', 'OPTIONS', 204],
    ['a path outside the server has none', '/other', 'GET', 404],
  ])('%s', async (_title, path, method, status) => {
    expect(await eventsOf({}, path, { method })).toEqual({ status, kinds: [] });
  });
});

describe('The recipe for pino', () => {
  const entries = (): readonly Record<string, unknown>[] => lines.map((line) => JSON.parse(line));

  it('writes a line for each event, with its kind as the message and all its members.', () => {
    expect(entries().map(({ msg }) => msg)).toEqual(events.map(({ kind }) => kind));
    entries().forEach((entry, index) => {
      const { kind, ...members } = JSON.parse(JSON.stringify(events[index]));
      expect(entry).toMatchObject(kind === 'failed' ? { endpoint: 'authorize', clientId: 'app' } : members);
    });
  });

  it('gives each kind a level.', () => {
    const levels = Object.fromEntries(entries().map(({ msg, level }) => [msg, pino.levels.labels[Number(level)]]));
    expect(levels).toEqual({
      failed: 'error',
      replayed: 'warn',
      limited: 'warn',
      registered: 'info',
      refused: 'info',
      rejected: 'info',
      granted: 'info',
      redeemed: 'info',
      refreshed: 'info',
      tokenIssued: 'info',
      revoked: 'info',
      notRevoked: 'info',
      introspected: 'debug',
      grantRevoked: 'info',
      clientsShown: 'info',
      clientManaged: 'info',
      signInRequested: 'debug',
      consentRequested: 'debug',
      consentShown: 'debug',
      grantsShown: 'debug',
    });
  });

  it('writes the message and the stack of an error that a port threw.', () => {
    const { message, stack } = outage;
    expect(entries().find(({ msg }) => msg === 'failed')).toMatchObject({ cause: { type: 'Error', message, stack } });
  });
});

describe('The recipe for metrics', () => {
  const pointsOf = (name: string) => metrics.find(({ descriptor }) => descriptor.name === name)?.dataPoints ?? [];

  it('counts every event by endpoint, kind and rule, and by no value that requests control.', () => {
    const points = pointsOf('codegrant.events');
    const counted = (endpoint: string, kind: string, rule?: string): unknown =>
      points.find(({ attributes }) =>
        [
          attributes['codegrant.endpoint'] === endpoint,
          attributes['codegrant.event'] === kind,
          attributes['codegrant.rule'] === rule,
        ].every(Boolean),
      )?.value;
    expect(counted('authorize', 'signInRequested')).toBe(1);
    expect(counted('token', 'redeemed')).toBe(2);
    expect(counted('token', 'replayed', 'code-first-use')).toBe(1);
    expect(points.reduce((total, { value }) => total + Number(value), 0)).toBe(events.length);
    expect(new Set(points.flatMap(({ attributes }) => Object.keys(attributes)))).toEqual(
      new Set(['codegrant.endpoint', 'codegrant.event', 'codegrant.rule']),
    );
  });

  it('records the durations by endpoint and kind, in milliseconds.', () => {
    const histogram = metrics.find(({ descriptor }) => descriptor.name === 'codegrant.event.duration');
    expect(histogram).toMatchObject({ descriptor: { unit: 'ms' }, dataPointType: DataPointType.HISTOGRAM });
    if (histogram?.dataPointType !== DataPointType.HISTOGRAM) return;
    const sum = histogram.dataPoints.reduce((total, { value }) => total + (value.sum ?? 0), 0);
    expect(sum).toBeCloseTo(
      events.reduce((total, { durationMs }) => total + durationMs, 0),
      3,
    );
    expect(new Set(histogram.dataPoints.flatMap(({ attributes }) => Object.keys(attributes)))).toEqual(
      new Set(['codegrant.endpoint', 'codegrant.event']),
    );
  });
});

describe('The recipe for traces', () => {
  const milliseconds = ([seconds, nanoseconds]: ReadableSpan['startTime']): number =>
    seconds * 1000 + nanoseconds / 1_000_000;

  it('makes a span for each event, with its duration, that ends when the event happened.', () => {
    const spans = spanExporter.getFinishedSpans();
    expect(spans.map(({ attributes }) => attributes['codegrant.event'])).toEqual(events.map(({ kind }) => kind));
    const endedAt = Date.now();
    spans.forEach((span, index) => {
      expect(milliseconds(span.duration)).toBeCloseTo(events[index]?.durationMs ?? 0, 2);
      expect(milliseconds(span.endTime)).toBeGreaterThanOrEqual(startedAt);
      expect(milliseconds(span.endTime)).toBeLessThanOrEqual(endedAt);
    });
  });

  it('sets the attributes that are known, and no others.', () => {
    const [signIn, consentRequest] = spanExporter.getFinishedSpans();
    expect(signIn).toMatchObject({ name: 'codegrant authorize' });
    expect(signIn?.attributes).toStrictEqual({
      'codegrant.endpoint': 'authorize',
      'codegrant.event': 'signInRequested',
      'codegrant.client_id': 'app',
    });
    expect(consentRequest?.attributes['user.hash']).toBe(events[1]?.subjectHash);
    const replayed = spanExporter
      .getFinishedSpans()
      .find(({ attributes }) => attributes['codegrant.event'] === 'replayed');
    expect(replayed?.attributes['codegrant.rule']).toBe('code-first-use');
  });

  it('marks only failures as errors.', () => {
    const failed = spanExporter.getFinishedSpans().filter(({ status }) => status.code === SpanStatusCode.ERROR);
    expect(failed.map(({ attributes }) => attributes['codegrant.event'])).toEqual(['failed']);
    expect(JSON.stringify(failed.map(({ events, attributes }) => [events, attributes]))).not.toContain(outage.message);
  });

  it('makes it a child of the active span of the request.', async () => {
    const storage = new AsyncLocalStorage<Context>();
    context.setGlobalContextManager({
      active: () => storage.getStore() ?? ROOT_CONTEXT,
      with: (active, run, self, ...given) => storage.run(active, () => run.call(self, ...given)),
      bind: (_active, target) => target,
      enable() {
        return this;
      },
      disable() {
        return this;
      },
    });
    onTestFinished(() => context.disable());
    const handler = toNodeHandler(createAuthorizationServer({ ...options, report: traceEvent }));
    const parent = tracerProvider.getTracer('http').startSpan('GET');
    const { origin, close } = await listen((incoming, response) =>
      context.with(trace.setSpan(context.active(), parent), () => handler(incoming, response)),
    );
    onTestFinished(close);
    await requestsTo(origin).authorize(signedIn, { client_id: sent.unknownClient });
    const child = spanExporter.getFinishedSpans().at(-1);
    expect(child?.attributes['codegrant.event']).toBe('refused');
    expect(child?.parentSpanContext?.spanId).toBe(parent.spanContext().spanId);
  });
});

it('The recipe for the channel receives every event, unchanged, until it unsubscribes.', () => {
  expect(received).toHaveLength(events.length);
  for (const [index, event] of received.entries()) expect(event).toBe(events[index]);
  const before = received.length;
  publishEvents(Object(events[0]));
  expect(received).toHaveLength(before);
});

describe('No secret is reported:', () => {
  /** JSON.stringify leaves out the message and the stack of an error. */
  const withErrors = (_name: string, value: unknown): unknown =>
    value instanceof Error ? [value.message, value.stack] : value;

  const outputs: Readonly<Record<string, () => string>> = {
    'the events': () => JSON.stringify(events, withErrors),
    'the pino log': () => lines.join(''),
    'the metrics': () => JSON.stringify(metrics),
    'the spans': () =>
      JSON.stringify(spanExporter.getFinishedSpans().map(({ name, attributes, events }) => [name, attributes, events])),
  };

  it('the flows created every secret, and every output was written.', () => {
    expect(secrets).toHaveLength(Object.keys(sent).length + 9);
    for (const [name, secret] of secrets) expect(secret.length, name).toBeGreaterThan(15);
    for (const output of Object.values(outputs)) expect(output()).toContain('redeemed');
  });

  it.each(Object.keys(outputs))('none is in %s.', (output) => {
    const text = outputs[output]?.() ?? '';
    const found = secrets.filter(([, secret]) =>
      [secret, encodeURIComponent(secret)].some((form) => text.includes(form)),
    );
    expect(found.map(([name]) => name)).toEqual([]);
  });
});
