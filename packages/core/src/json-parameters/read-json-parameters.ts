import { parseJson } from '../encoding/parse-json.ts';
import { httpRules, parameterLimit } from '../errors/http-rules.ts';
import type { RefusalVerdict } from '../errors/refusal.ts';
import { Broken } from '../rules/stage.ts';
import { type JsonParameters, jsonParametersStage } from './json-parameters-stage.ts';
import { memberCount } from './member-count.ts';

/**
 * Reads the parameters of a request from JSON.
 *
 * @returns pairs that mean the same as those of a form, or the first rule that the text breaks. Never throws
 * @see RFC 8259
 */
export const readJsonParameters = (text: string): JsonParameters | Broken<RefusalVerdict> => {
  const parsed = parseJson(text);
  if (parsed === undefined) return new Broken(httpRules.jsonReadable);
  const count = memberCount(text);
  // Before the members are looked at: thousands of them take several times as long as the text.
  if (count > parameterLimit) return new Broken(httpRules.parameterCount);
  return jsonParametersStage.run({ value: parsed.value, memberCount: count });
};
