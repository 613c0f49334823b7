import { isScopeString } from '@codegrant/core/internal';
import { type Check, orUndefined } from './checked-record.ts';
import { isNonEmptyString } from './is-non-empty-string.ts';
import { isTime } from './is-time.ts';

/** A string that must not be empty, and must come back as it was saved. */
export const savedString: Check<string> = { is: isNonEmptyString, what: 'the non-empty string that was saved' };

export const savedStringOrNone: Check<string | undefined> = /* @__PURE__ */ orUndefined(savedString);

export const aString: Check<string> = { is: isNonEmptyString, what: 'a non-empty string' };

export const aStringOrNone: Check<string | undefined> = /* @__PURE__ */ orUndefined(aString);

export const aScope: Check<string> = {
  is: (value): value is string => isNonEmptyString(value) && isScopeString(value),
  what: 'scope tokens with one space between them',
};

export const aTime: Check<number> = { is: isTime, what: 'a number of seconds since 1970-01-01T00:00:00Z' };

export const aTimeOrNone: Check<number | undefined> = /* @__PURE__ */ orUndefined(aTime);

export const aWholeTime: Check<number> = {
  is: (value): value is number => isTime(value) && Number.isInteger(value),
  what: 'a whole number of seconds since 1970-01-01T00:00:00Z',
};
