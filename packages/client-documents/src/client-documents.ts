import { workByKey } from '#send';
import { type Client, type ClientSource, isClientDocumentUrl, readClientDocument } from '@codegrant/server';
import type { SourceSettings } from '@codegrant/server';
import { LRUCache } from 'lru-cache';
import { checkClientDocuments, type ClientDocumentsSettings, type Trust } from './client-documents-settings.ts';
import { documentLifetime } from './document-lifetime.ts';
import { type FetchedDocument, fetchDocument } from './fetch-document.ts';
import type { FetchedResponse } from './fetched-response.ts';
import { guardedFetch } from './guarded-fetch.ts';

/** A valid document. Only its bytes are kept, so that the operator can change who is trusted at any time. */
interface KeptDocument {
  readonly response: FetchedResponse;
  /** In seconds since 1970-01-01T00:00:00Z. */
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
  const { fetch = guardedFetch, trust = () => 'ask', customRedirectSchemes, report } = settings;
  const { minimumSeconds = 60, maximumSeconds = 86_400, entries = 1000 } = settings.cache ?? {};
  const kept = new LRUCache<string, KeptDocument>({ max: entries });
  const oneByOne = workByKey<FetchedDocument>();

  const refuse = (url: string, problems: readonly string[]): undefined => {
    report?.({ url, problems });
  };

  const find = async (url: string, server: SourceSettings): Promise<Client | undefined> => {
    const verdict = checkedTrust(await trust({ host: new URL(url).host, url }));
    if (verdict === 'refuse') return refuse(url, ['The operator refuses the document.']);
    const read = (response: FetchedResponse) =>
      readClientDocument(url, response, {
        methods: server.authMethods,
        trusted: verdict === 'trusted',
        customRedirectSchemes,
      });
    const current = kept.get(url);
    if (current !== undefined && server.now() < current.expiresAt) {
      const client = read(current.response);
      if (client.kind === 'valid') return client.value;
    }
    const document = await oneByOne(url, () => fetchDocument(url, fetch, server));
    if (document.kind === 'refused') return refuse(url, [document.problem]);
    const client = read(document.response);
    // §5.2: neither an error nor an invalid document is kept.
    if (client.kind === 'invalid') return refuse(url, client.problems);
    const lifetime = documentLifetime(url, document.response, { minimumSeconds, maximumSeconds });
    kept.set(url, { response: document.response, expiresAt: server.now() + lifetime });
    return client.value;
  };

  return {
    name: 'clientDocuments',
    owns: isClientDocumentUrl,
    find,
    metadata: { client_id_metadata_document_supported: true },
  };
};
