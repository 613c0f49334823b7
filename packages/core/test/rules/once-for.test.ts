import { expect, it } from 'vitest';
import { onceFor } from '../../src/rules/once-for.ts';

it('A result is made once for each argument.', () => {
  const made: unknown[] = [];
  const once = onceFor((argument: { readonly name: string }) => {
    made.push(argument);
    return { of: argument.name };
  });
  const [one, another] = [{ name: 'a' }, { name: 'a' }];
  expect(once(one)).toEqual({ of: 'a' });
  expect(once(one)).toBe(once(one));
  expect(once(another)).not.toBe(once(one));
  expect(made).toEqual([one, another]);
});
