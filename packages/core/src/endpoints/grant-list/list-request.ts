import { hasAny, type Params } from '../../encoding/read-params.ts';
import { badRequest, type RefusalVerdict } from '../../errors/refusal.ts';
import { type Stage, stage } from '../../rules/stage.ts';

/** Which part of the list is asked for. */
export interface ListRequest {
  /** From 1. */
  readonly pageNumber: number;
  /** How many records a page has: 1 to 100. */
  readonly pageSize: number;
}

const pageNumberName = 'page[number]';
const pageSizeName = 'page[size]';
const pageParameters = [pageNumberName, pageSizeName];

const longestPage = 100;
const usualPage = 20;

/** A whole number from 1 to 999999999, without leading zeros. */
const isCount = (text: string): boolean => /^[1-9][0-9]{0,8}$/.test(text);

/** The value of a parameter as a number. Call it after the rules for its syntax. */
const numberIn = ({ values }: Params, name: string, ifAbsent: number): number => Number(values.get(name) ?? ifAbsent);

/** The rules for the page of a list that is asked for, of grants or of clients. Other parameters change nothing. */
export const listRequestStage: Stage<Params, ListRequest, RefusalVerdict> = /* @__PURE__ */ stage<
  Params,
  RefusalVerdict
>()
  .require(
    {
      name: 'page-parameters-once',
      requirements: ['R288'],
      source: 'RFC 6749 §3.1',
      message: 'page[number] or page[size] is sent more than once. Send each parameter at most once.',
      verdict: badRequest,
    },
    ({ repeated }) => !hasAny(repeated, pageParameters),
  )
  .require(
    {
      name: 'page-parameters-decode',
      requirements: ['R288'],
      source: 'RFC 6749 appendix B',
      message: 'page[number] or page[size] is not percent-encoded UTF-8.',
      verdict: badRequest,
    },
    ({ malformed }) => !hasAny(malformed, pageParameters),
  )
  .require(
    {
      name: 'page-number-from-one',
      requirements: ['R288'],
      source: 'RFC 9110 §15.5.1',
      message: 'page[number] is invalid. Send a whole number from 1.',
      verdict: badRequest,
    },
    ({ values }) => isCount(values.get(pageNumberName) ?? '1'),
  )
  .refine(
    {
      name: 'page-size-in-range',
      requirements: ['R288'],
      source: 'RFC 9110 §15.5.1',
      message: 'page[size] is invalid. Send a whole number from 1 to 100.',
      verdict: badRequest,
    },
    (params) => {
      const size = params.values.get(pageSizeName) ?? String(usualPage);
      if (!isCount(size) || Number(size) > longestPage) return undefined;
      return { pageNumber: numberIn(params, pageNumberName, 1), pageSize: numberIn(params, pageSizeName, usualPage) };
    },
  );
