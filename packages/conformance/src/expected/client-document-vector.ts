import { type Client, readClientDocument, type Result } from '@codegrant/core';
import type { ClientDocumentVector } from '../vectors/client-document-vector.ts';

const bytesOf = ({ response, document }: ClientDocumentVector): Uint8Array => {
  const { base64, text = JSON.stringify(document), padTo = 0 } = response;
  return base64 === undefined
    ? new TextEncoder().encode(text.padEnd(padTo))
    : Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
};

/** What core reads in the document of a vector. */
export const readVectorDocument = (vector: ClientDocumentVector): Result<Client> => {
  const { url, methods, customRedirectSchemes, response } = vector;
  const { status, type } = response;
  return readClientDocument(
    url,
    { status, type: type ?? undefined, bytes: bytesOf(vector) },
    { methods, customRedirectSchemes },
  );
};
