import { parseJson } from '../encoding/parse-json.ts';
import { httpRules } from '../errors/http-rules.ts';
import type { RefusalVerdict } from '../errors/refusal.ts';
import { Broken } from '../rules/stage.ts';
import { type JsonParameters, jsonParametersStage } from './json-parameters-stage.ts';

/**
 * Reads the parameters of a request from JSON.
 *
 * @returns pairs that mean the same as those of a form, or the first rule that the text breaks. Never throws
 * @see RFC 8259
 */
export const readJsonParameters = (text: string): JsonParameters | Broken<RefusalVerdict> => {
  const parsed = parseJson(text);
  return parsed === undefined
    ? new Broken(httpRules.jsonReadable)
    : jsonParametersStage.run({ value: parsed.value, text });
};
