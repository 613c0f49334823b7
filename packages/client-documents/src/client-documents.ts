import { workByKey } from '#send';
import {
  type Client,
  type ClientSource,
  isClientDocumentUrl,
  readClientDocument,
  type Result,
  type SourceSettings,
} from '@codegrant/server';
import { LRUCache } from 'lru-cache';
import { attempts } from './attempts.ts';
import { checkClientDocuments, type ClientDocumentsSettings, type Trust } from './client-documents-settings.ts';
import { documentLifetime } from './document-lifetime.ts';
import { type FetchedDocument, fetchDocument, takeFromLimit } from './fetch-document.ts';
import type { FetchedResponse } from './fetched-response.ts';
import { guardedFetch } from './guarded-fetch.ts';
import { reportRefused } from './report-refused.ts';

/** A valid document. Only its bytes are kept, so that the operator can change who is trusted at any time. */
interface KeptDocument {
  readonly response: FetchedResponse;
  /** Both in seconds since 1970-01-01T00:00:00Z. */
  readonly fetchedAt: number;
  readonly expiresAt: number;
}

// The types say so too, but JavaScript has no types.
const checkedTrust = (trust: Trust): Trust => {
  if (!['refuse', 'ask', 'trusted'].includes(trust))
    throw new TypeError(
      `trust of clientDocuments must return 'refuse', 'ask' or 'trusted', and returned ${JSON.stringify(trust)}.`,
    );
  return trust;
};

/**
 * Clients whose `client_id` is the URL of a client metadata document, for the option `clientSources`. Such a client is not registered:
 * the server fetches its document when the client is first used, and keeps it for a while.
 *
 * @throws {InvalidSettings} if a setting is invalid
 * @see draft-ietf-oauth-client-id-metadata-document-02
 * @example
 * const documents = clientDocuments({
 *   trust: ({ host }) => (host === 'client.example' ? 'trusted' : 'ask'),
 *   report: ({ url, problems }) => console.warn(url, ...problems),
 * });
 */
export const clientDocuments = (settings: ClientDocumentsSettings = {}): ClientSource => {
  checkClientDocuments(settings);
  const { fetch = guardedFetch, trust = () => 'ask', customRedirectSchemes, pauseSeconds = 5, report } = settings;
  const { minimumSeconds = 60, maximumSeconds = 86_400, entries = 1000 } = settings.cache ?? {};
  const kept = new LRUCache<string, KeptDocument>({ max: entries });
  const pauses = attempts(pauseSeconds, entries);
  const oneByOne = workByKey<FetchedDocument>();

  const refuse = (url: string, problems: readonly string[]): undefined => {
    if (report !== undefined) reportRefused(report, { url, problems });
  };

  const attempt = async (url: string, server: SourceSettings): Promise<FetchedDocument> => {
    pauses.check(url, server.now());
    await takeFromLimit(url, server);
    return fetchDocument(url, fetch).catch((cause: unknown) => {
      pauses.failed(url, server.now());
      throw cause;
    });
  };

  const fetchOrKept = async (url: string, server: SourceSettings): Promise<FetchedDocument> => {
    const document = kept.get(url);
    if (document !== undefined && server.now() < document.expiresAt)
      return { kind: 'kept', response: document.response };
    try {
      return await oneByOne(url, () => attempt(url, server));
    } catch (cause) {
      // RFC 9111 §4.2.4: its users stay signed in while the server of a document has an outage.
      if (document !== undefined && server.now() < document.fetchedAt + maximumSeconds)
        return { kind: 'kept', response: document.response };
      throw cause;
    }
  };

  const find = async (url: string, server: SourceSettings): Promise<Client | undefined> => {
    const verdict = checkedTrust(await trust({ host: new URL(url).host, url }));
    if (verdict === 'refuse') return refuse(url, ['The operator refuses the document.']);
    const document = await fetchOrKept(url, server);
    const { authMethods: methods, authConflicts } = server;
    const trusted = verdict === 'trusted';
    const client: Result<Client> =
      document.kind === 'refused'
        ? { kind: 'invalid', problems: [document.problem] }
        : readClientDocument(url, document.response, { methods, authConflicts, trusted, customRedirectSchemes });
    // §5.2: neither an error nor an invalid document is kept.
    if (client.kind === 'invalid') {
      kept.delete(url);
      pauses.failed(url, server.now());
      return refuse(url, client.problems);
    }
    if (document.kind === 'fetched') {
      const lifetime = documentLifetime(url, document.response, { minimumSeconds, maximumSeconds });
      const fetchedAt = server.now();
      kept.set(url, { response: document.response, fetchedAt, expiresAt: fetchedAt + lifetime });
    }
    return client.value;
  };

  return {
    name: 'clientDocuments',
    owns: isClientDocumentUrl,
    find,
    metadata: { client_id_metadata_document_supported: true },
  };
};
