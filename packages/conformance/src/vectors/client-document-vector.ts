import * as v from 'valibot';
import { about, type About } from './about.ts';

/** What the server of a document answers, where it is not the usual response with the document. */
interface VectorResponse {
  readonly status: number;
  /** `null`: there is no Content-Type. */
  readonly type: string | null;
  /** The body, in place of the document. */
  readonly text?: string | undefined;
  /** The body in base64, if it is no text. */
  readonly base64?: string | undefined;
  /** With spaces after it, the document has so many bytes. */
  readonly padTo?: number | undefined;
}

/** A client metadata document, and the client that it describes. */
export interface ClientDocumentVector extends About {
  /** The client_id of the request. */
  readonly url: string;
  /** How clients can authenticate at the server. */
  readonly methods: readonly string[];
  readonly customRedirectSchemes: readonly string[];
  readonly response: VectorResponse;
  readonly document: Readonly<Record<string, unknown>>;
  readonly expect: /** Some members of the client. */
    | { readonly kind: 'valid'; readonly client?: Readonly<Record<string, unknown>> | undefined }
    /** A problem contains this text. */
    | { readonly kind: 'invalid'; readonly says: string };
}

const response: v.GenericSchema<unknown, VectorResponse> = v.strictObject({
  status: v.optional(v.number(), 200),
  type: v.optional(v.nullable(v.string()), 'application/json'),
  text: v.optional(v.string()),
  base64: v.optional(v.string()),
  padTo: v.optional(v.number()),
});

const clientDocumentVector: v.GenericSchema<unknown, ClientDocumentVector> = v.strictObject({
  ...about,
  url: v.optional(v.string(), 'https://client.example/client.json'),
  methods: v.optional(v.array(v.string()), ['none']),
  customRedirectSchemes: v.optional(v.array(v.string()), []),
  response: v.optional(response, {}),
  document: v.optional(v.record(v.string(), v.unknown()), {}),
  expect: v.variant('kind', [
    v.strictObject({ kind: v.literal('valid'), client: v.optional(v.record(v.string(), v.unknown())) }),
    v.strictObject({ kind: v.literal('invalid'), says: v.string() }),
  ]),
});

/** Reads a file of vectors for client metadata documents. Throws if it is invalid. */
export const readClientDocumentVectors = (file: unknown): readonly ClientDocumentVector[] =>
  v.parse(v.array(clientDocumentVector), file);
