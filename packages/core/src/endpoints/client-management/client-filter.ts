import { hasAny, type Params } from '../../encoding/read-params.ts';
import { badRequest, type RefusalVerdict } from '../../errors/refusal.ts';
import { type Stage, stage } from '../../rules/stage.ts';

/** Which clients a list contains. Every condition must hold. */
export interface ClientListFilter {
  readonly clientId?: string | undefined;
  readonly clientType?: 'confidential' | 'public' | undefined;
  readonly name?: string | undefined;
  readonly nameContains?: string | undefined;
  readonly grantType?: string | undefined;
  readonly verified?: boolean | undefined;
}

/** The parameters that filter a list. */
const parameterNames = {
  clientId: 'filter[client_id]',
  clientType: 'filter[client_type]',
  name: 'filter[name]',
  nameContains: 'filter[name][contains]',
  grantType: 'filter[allowed_grant_types][contains]',
  verified: 'filter[verified]',
} as const;

const filterParameters = /* @__PURE__ */ Object.values(parameterNames);

const clientTypes: ReadonlyMap<string | undefined, ClientListFilter['clientType']> = /* @__PURE__ */ new Map([
  ['confidential', 'confidential'],
  ['public', 'public'],
]);

const booleans: ReadonlyMap<string | undefined, boolean> = /* @__PURE__ */ new Map([
  ['true', true],
  ['false', false],
]);

const filterIn = ({ values }: Params): ClientListFilter | undefined => {
  const type = values.get(parameterNames.clientType);
  const verified = values.get(parameterNames.verified);
  const [clientType, isVerified] = [clientTypes.get(type), booleans.get(verified)];
  if ((type !== undefined && clientType === undefined) || (verified !== undefined && isVerified === undefined))
    return undefined;
  return {
    clientId: values.get(parameterNames.clientId),
    clientType,
    name: values.get(parameterNames.name),
    nameContains: values.get(parameterNames.nameContains),
    grantType: values.get(parameterNames.grantType),
    verified: isVerified,
  };
};

/** The rules for the filters of a list of clients. Other parameters change nothing. */
export const clientFilterStage: Stage<Params, ClientListFilter, RefusalVerdict> = /* @__PURE__ */ stage<
  Params,
  RefusalVerdict
>()
  .require(
    {
      name: 'client-filters-once',
      requirements: ['R383'],
      source: 'RFC 6749 §3.1',
      message: 'A filter is sent more than once. Send each filter at most once.',
      verdict: badRequest,
    },
    ({ repeated }) => !hasAny(repeated, filterParameters),
  )
  .require(
    {
      name: 'client-filters-decode',
      requirements: ['R383'],
      source: 'RFC 6749 appendix B',
      message: 'A filter is not percent-encoded UTF-8.',
      verdict: badRequest,
    },
    ({ malformed }) => !hasAny(malformed, filterParameters),
  )
  .refine(
    {
      name: 'client-filters-known',
      requirements: ['R383'],
      source: 'RFC 9110 §15.5.1',
      message: 'filter[client_type] must be confidential or public, and filter[verified] must be true or false.',
      verdict: badRequest,
    },
    filterIn,
  );
