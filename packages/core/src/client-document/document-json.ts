import { decodeUtf8 } from '../encoding/decode-utf8.ts';
import { isJsonObject, type JsonObject } from '../encoding/json-object.ts';
import { parseJson } from '../encoding/parse-json.ts';
import { type Result, resultOf } from '../settings/invalid-settings.ts';

/** The response of the server that publishes a document. */
export interface DocumentResponse {
  readonly status: number;
  /** The header Content-Type. `undefined` if there is none. */
  readonly type: string | undefined;
  readonly bytes: Uint8Array;
}

/** draft-ietf-oauth-client-id-metadata-document-02 §8.7: 5 kilobytes, counted in bytes. */
export const largestDocument = 5120;

const isJsonType = (type: string | undefined): boolean =>
  /^application\/(?:[a-z0-9!#$&^_.-]+\+)?json[ \t]*(?:;|$)/i.test(type ?? '');

const responseProblems = ({ status, type, bytes }: DocumentResponse): readonly string[] => {
  if (status !== 200) return [`The status of the document is ${status}, and must be 200.`];
  return [
    ...(isJsonType(type)
      ? []
      : [`The Content-Type of the document is ${type ?? 'missing'}, and must be application/json.`]),
    ...(bytes.length <= largestDocument
      ? []
      : [`The document has ${bytes.length} bytes, and must not have more than ${largestDocument}.`]),
  ];
};

/** Reads the JSON object of a response, or why there is none. */
export const readDocumentJson = (response: DocumentResponse): Result<JsonObject> => {
  const [problem, ...others] = responseProblems(response);
  if (problem !== undefined) return { kind: 'invalid', problems: [problem, ...others] };
  const text = decodeUtf8(response.bytes);
  if (text === undefined) return { kind: 'invalid', problems: ['The document is not UTF-8.'] };
  const json = parseJson(text)?.value;
  return isJsonObject(json)
    ? resultOf([], () => json)
    : { kind: 'invalid', problems: ['The document is not a JSON object.'] };
};
