import { readParams } from '@codegrant/core';
import { allValuesOf, consentFormStage, decodePairs } from '@codegrant/core/internal';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished, vi } from 'vitest';

const valuesOf = (form: Parameters<typeof readParams>[0]): Record<string, string> =>
  Object.fromEntries(readParams(form).values);

describe('readParams', () => {
  it('decodes percent-encoding and plus signs in names and values.', () => {
    expect(valuesOf('a%20b=c+d&e=%C3%A9&f=1%2B1')).toEqual({ 'a b': 'c d', e: 'é', f: '1+1' });
  });

  it('reads empty pairs and missing equals signs like URLSearchParams.', () => {
    expect(valuesOf('&&a=1&b&=c&d==e&')).toEqual({ a: '1', '': 'c', d: '=e' });
    expect(readParams('').values.size).toBe(0);
    expect([...readParams('&&').repeated]).toEqual([]);
  });

  it('gives a repeated name no value, even if one of its values is empty.', () => {
    for (const form of ['a=1&a=2', 'a=&a=2', 'a=1&a=', 'a&a', 'a=1&%61=1']) {
      expect(valuesOf(form)).toEqual({});
      expect([...readParams(form).repeated]).toEqual(['a']);
    }
  });

  it('gives a name no value if one of its values is undecodable.', () => {
    const { values, malformed, repeated } = readParams('a=1&a=%ZZ&b=%FF&c=\uD800&d=1');
    expect(Object.fromEntries(values)).toEqual({ d: '1' });
    expect([...malformed]).toEqual(['a', 'b', 'c']);
    expect([...repeated]).toEqual(['a']);
  });

  it('has every value of a repeated name, in the order sent, without undecodable ones.', () => {
    for (const form of [
      'r=2&a=9&r=&r=1&%72=2&r=%FF&%FF=3',
      [
        ['r', '2'],
        ['a', '9'],
        ['r', ''],
        ['r', '1'],
        ['r', '2'],
      ],
    ] as const) {
      const params = readParams(form);
      expect(params.all('r')).toEqual(['2', '', '1', '2']);
      expect([params.all('a'), params.all('b')]).toEqual([['9'], []]);
    }
  });

  it('leaves out an undecodable name.', () => {
    const { values, malformed, repeated } = readParams('%ZZ=1&%FF=2&%ZZ=3&a=1');
    expect([Object.fromEntries(values), malformed.size, repeated.size]).toEqual([{ a: '1' }, 0, 0]);
  });

  it('lists every sent name once, with or without a value.', () => {
    expect(readParams('a=1&b=&c&a=2&%64=%FF&scope%5B%5D=x&=y&%ZZ=1&&').names).toEqual(
      new Set(['a', 'b', 'c', 'd', 'scope[]', '']),
    );
    expect([...readParams('').names]).toEqual([]);
    const pairs = [
      ['a[]', ''],
      ['b', '\uDC00'],
      ['\uD800', 'x'],
    ] as const;
    expect([...readParams(pairs).names]).toEqual(['a[]', 'b']);
  });

  it('does not decode pairs.', () => {
    const { values, malformed, repeated } = readParams([
      ['a', '1+1%20'],
      ['b', ''],
      ['c', '\uDC00'],
      ['d', '1'],
      ['d', '2'],
      ['\uD800', 'x'],
    ]);
    expect(Object.fromEntries(values)).toEqual({ a: '1+1%20' });
    expect([[...malformed], [...repeated]]).toEqual([['c'], ['d']]);
  });
});

describe('allValuesOf', () => {
  it('gives every value of one name, in the order sent.', () => {
    const pairs = decodePairs('scope=b&x=y&scope=a&scope=&scope=%ZZ');
    expect(allValuesOf(pairs, 'scope')).toEqual(['b', 'a', '']);
    expect(allValuesOf(pairs, 'y')).toEqual([]);
    const parsed = decodePairs([
      ['scope', 'b'],
      ['x', 'y'],
      ['scope', 'a'],
    ]);
    expect(allValuesOf(parsed, 'scope')).toEqual(['b', 'a']);
  });
});

/** How often a task decodes, and how many of the attempts throw. */
const decodingIn = (task: () => void): { readonly attempts: number; readonly exceptions: number } => {
  const decoder = vi.spyOn(globalThis, 'decodeURIComponent');
  onTestFinished(() => decoder.mockRestore());
  task();
  const { results } = decoder.mock;
  return { attempts: results.length, exceptions: results.filter(({ type }) => type === 'throw').length };
};

describe('A byte order mark', () => {
  it('is a character like any other, also beside a plus.', () => {
    expect(valuesOf('\uFEFFa=1+2&b=\uFEFF')).toEqual({ '\uFEFFa': '1 2', b: '\uFEFF' });
  });
});

describe('A form that a stranger fills', () => {
  it.each(['%&', '%ff&', 'a=%&', '%=%&', 'state=%E2%82&', '%C3+&'])(
    'causes no exception inside, whatever it repeats: %s',
    (part) => {
      expect(decodingIn(() => readParams(part.repeat(65_536 / part.length)))).toMatchObject({ exceptions: 0 });
    },
  );

  it('is decoded once, also if a parameter may repeat, and only where something is encoded.', () => {
    const form = 'consent_token=t&decision=allow&scope=%C3%A1&scope=b+c&%73cope=d%2B%C3%A9&%C3%A9=e';
    expect(decodingIn(() => consentFormStage.run(form))).toEqual({ attempts: 4, exceptions: 0 });
  });
});

/** What {@link readParams} does to a name or a value, by the platform's own decoder. */
const decodedByPlatform = (text: string): string | undefined => {
  try {
    const decoded = decodeURIComponent(text.replaceAll('+', ' '));
    return decoded.isWellFormed() ? decoded : undefined;
  } catch {
    return undefined;
  }
};

const decoded = (text: string): string | undefined => {
  const { values, malformed } = readParams(`a=${text}`);
  return malformed.has('a') ? undefined : (values.get('a') ?? '');
};

/** Octets next to every limit of RFC 3629 §4. */
const octets = [
  0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef,
  0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff,
];

const escapeOf = (octet: number): string => `%${octet.toString(16).padStart(2, '0')}`;

const expectAsPlatform = (text: string): void => {
  if (decoded(text) !== decodedByPlatform(text)) expect([text, decoded(text)]).toEqual([text, decodedByPlatform(text)]);
};

describe('A value is decoded as the platform decodes it (R22):', () => {
  it('every octet, and every pair of octets.', () => {
    const all = Array.from({ length: 256 }, (_, octet) => escapeOf(octet));
    for (const first of all) for (const second of ['', ...all]) expectAsPlatform(first + second);
  });

  it('every three octets near a limit.', () => {
    const near = octets.map(escapeOf);
    for (const first of near)
      for (const second of near) for (const third of near) expectAsPlatform(first + second + third);
  });

  it('every four octets near a limit, of which the first begins a character of four.', () => {
    const near = octets.map(escapeOf);
    for (const first of ['%f0', '%F1', '%f3', '%F4', '%f5'])
      for (const second of near)
        for (const third of near) for (const fourth of near) expectAsPlatform(first + second + third + fourth);
  });

  it.each([
    '%',
    '%4',
    '%4g',
    '%g4',
    '%:0',
    '%0:',
    '%/0',
    '%@0',
    '%`0',
    '%G0',
    '%C3',
    '%C3%',
    '%C3é',
    'é%C3%A9é',
    '%c3a9',
    '%+1',
    '%%41',
  ])('what is hardly an escape: %s', (text) => {
    expect(decoded(text)).toBe(decodedByPlatform(text));
    expect(decoded(`x${text}y`)).toBe(decodedByPlatform(`x${text}y`));
  });

  it('any mixture of escapes, pluses and characters.', () => {
    const part = fc.oneof(
      fc.constantFrom('%', '%4', '+', 'a', 'é', '😀', '\uD83D', '\uDE00', '%F0%9F%98%80', '%E2%82%AC', '%C3%A9'),
      fc.integer({ min: 0, max: 255 }).map(escapeOf),
    );
    fc.assert(fc.property(fc.array(part, { maxLength: 8 }), (parts) => expectAsPlatform(parts.join(''))));
  });
});

/** What {@link readParams} says of a form, read in the obvious way. */
const readSlowly = (form: string): object => {
  const pairs = form
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => pair.split('=').map(decodedByPlatform))
    .map(([name, ...rest]) => ({ name, value: rest.includes(undefined) ? undefined : rest.join('=') }))
    .flatMap(({ name, value }) => (name === undefined ? [] : [{ name, value }]));
  const isSentOnce = (name: string): boolean => pairs.filter((pair) => pair.name === name).length === 1;
  return {
    values: pairs.flatMap(({ name, value }) =>
      value === undefined || value === '' || !isSentOnce(name) ? [] : [[name, value]],
    ),
    names: [...new Set(pairs.map(({ name }) => name))].toSorted(),
    repeated: [...new Set(pairs.map(({ name }) => name).filter((name) => !isSentOnce(name)))].toSorted(),
    malformed: [...new Set(pairs.filter(({ value }) => value === undefined).map(({ name }) => name))],
  };
};

const readFast = (form: string): object => {
  const { values, names, repeated, malformed } = readParams(form);
  return {
    values: [...values],
    names: [...names].toSorted(),
    repeated: [...repeated].toSorted(),
    malformed: [...malformed],
  };
};

/** Separators, escapes of one to four octets, and what is hardly an escape. */
const encodedParts = ['&', '=', '+', '%', '%4', '%zz', '%41', '%2B', '%26', '%3d', '%7F', '%80', '%C3%A9', '%E2%82'];

/** Names, and characters of every kind. */
const plainParts = ['a', 'state', 'client_id', 'é', '😀', '\uD83D', '\uDE00', '\uFEFF', '\u0000', ' '];

const formParts = fc.constantFrom('%F0%9F%98%80', ...encodedParts, ...plainParts);

describe('A form is read as in the obvious way (R12, R22)', () => {
  it('if it is short.', () => {
    fc.assert(
      fc.property(fc.array(formParts, { maxLength: 24 }), (parts) => {
        expect(readFast(parts.join(''))).toEqual(readSlowly(parts.join('')));
      }),
    );
  });

  it('if it is long, or a value in it is.', () => {
    const long = fc.tuple(fc.array(formParts, { maxLength: 12 }), formParts, fc.integer({ min: 50, max: 2500 }));
    fc.assert(
      fc.property(long, ([parts, part, times]) => {
        const form = `a=${part.repeat(times)}${parts.join('')}&b=1+2`;
        expect(readFast(form)).toEqual(readSlowly(form));
      }),
    );
  });
});
