import { type Client, readClient } from '../client/client.ts';
import type { Result } from '../settings/invalid-settings.ts';
import { isClientDocumentUrl } from './client-document-url.ts';
import { authMethodProblems, documentAuthMethod } from './document-auth-method.ts';
import type { JsonObject } from '../encoding/json-object.ts';
import { type DocumentResponse, readDocumentJson } from './document-json.ts';
import { documentMetadata } from './document-metadata.ts';
import { documentProblems } from './document-problems.ts';

/** How a server reads client metadata documents. */
export interface DocumentSettings {
  /** How clients can authenticate at the server. */
  readonly methods: readonly string[];
  /** Returns why a client cannot authenticate at the server, each as a sentence. Default: nothing. */
  readonly authConflicts?: ((client: Client) => readonly string[]) | undefined;
  /** Whether the operator trusts the publisher of the document. Default: false. */
  readonly trusted?: boolean | undefined;
  /** Schemes without a dot that redirect URIs may have, for example `['cursor']`. Default: none. */
  readonly customRedirectSchemes?: readonly string[] | undefined;
}

const responseTypeProblems = ({ response_types }: JsonObject): readonly string[] =>
  Array.isArray(response_types) && !response_types.includes('code')
    ? ['response_types must contain code, which is the only response type of the server.']
    : [];

const grantTypeProblems = ({ grant_types }: JsonObject): readonly string[] =>
  Array.isArray(grant_types) && !grant_types.includes('authorization_code')
    ? ['grant_types must contain authorization_code, which is how the client of a document gets tokens.']
    : [];

/** The problems of both, each once. The reader of registrations does not know that some were found before. */
const together = (problems: readonly string[], read: Result<Client>): Result<Client> => {
  const [first, ...others] = [...new Set([...problems, ...(read.kind === 'invalid' ? read.problems : [])])];
  return first === undefined ? read : { kind: 'invalid', problems: [first, ...others] };
};

const readMetadata = (url: string, document: JsonObject, settings: DocumentSettings): Result<Client> => {
  const { methods, authConflicts, trusted = false, customRedirectSchemes = [] } = settings;
  const problems = [
    ...documentProblems(url, document),
    ...authMethodProblems(document, methods),
    ...responseTypeProblems(document),
    ...grantTypeProblems(document),
  ];
  const method = documentAuthMethod(document, methods) ?? 'none';
  const read = readClient({
    ...documentMetadata(document, method, customRedirectSchemes),
    client_id: url,
    token_endpoint_auth_method: method,
    origin: 'document',
    trusted,
  });
  const ofKeys = read.kind === 'valid' ? (authConflicts?.(read.value) ?? []) : [];
  return together([...problems, ...ofKeys], read);
};

/**
 * Reads a client metadata document: the registration of a client that nobody entered, at the URL that is its `client_id`. Members that
 * are not known are ignored, also those with which an operator decides what a client may do. Redirect URIs that cannot be registered
 * are left out, unless none remains.
 *
 * @param url the `client_id`, which is the URL of the document
 * @param response what the server of the document answered
 * @returns the client, with the origin `document`, or every problem as a sentence
 * @see draft-ietf-oauth-client-id-metadata-document-02 §4
 * @example
 * const url = 'https://client.example/client.json';
 * const document = { client_id: url, client_name: 'Editor', redirect_uris: ['https://client.example/callback'] };
 * const bytes = new TextEncoder().encode(JSON.stringify(document));
 * readClientDocument(url, { status: 200, type: 'application/json', bytes }, { methods: ['none'] }).kind; // 'valid'
 */
export const readClientDocument = (
  url: string,
  response: DocumentResponse,
  settings: DocumentSettings,
): Result<Client> => {
  if (!isClientDocumentUrl(url))
    return {
      kind: 'invalid',
      problems: [
        `client_id ${JSON.stringify(url)} must be an https URL with a path and at most 1024 characters, and without a user name, a fragment and dot segments.`,
      ],
    };
  const json = readDocumentJson(response);
  return json.kind === 'invalid' ? json : readMetadata(url, json.value, settings);
};
