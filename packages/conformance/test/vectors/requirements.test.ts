import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  authorizeVectors,
  consentVectors,
  type Requirement,
  redemptionVectors,
  registrationVectors,
  requirements,
  type VectorGroup,
} from '@codegrant/conformance';
import { authorizationRules, type Rule } from '@codegrant/core';
import { consentRules, httpRules, tokenRules } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../../../..');

interface Cited {
  readonly file: string;
  readonly name: string;
  readonly requirements: readonly string[];
  readonly expect: { readonly kind: string; readonly rule?: string | undefined };
}

const citedIn = (folder: string, groups: readonly VectorGroup<Omit<Cited, 'file'>>[]): readonly Cited[] =>
  groups.flatMap(({ name: group, vectors }) =>
    vectors.map(({ name, requirements: cited, expect: expected }) => ({
      file: `${folder}/${group}`,
      name,
      requirements: cited,
      expect: expected,
    })),
  );

const vectors = [
  ...citedIn('authorize', authorizeVectors),
  ...citedIn('consent', consentVectors),
  ...citedIn('registration', registrationVectors),
  ...citedIn('redemption', redemptionVectors),
];

const decidingRules: readonly Rule<unknown>[] = [...authorizationRules, ...tokenRules];

const rules: readonly Rule<unknown>[] = [...decidingRules, ...consentRules, ...Object.values(httpRules)];

const sources = ['packages/core/src', 'packages/server/src'].flatMap((folder) =>
  readdirSync(join(root, folder), { encoding: 'utf8', recursive: true })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ path: `${folder}/${file}`, text: readFileSync(join(root, folder, file), 'utf8') })),
);

/** The file that a rule stands in: the one that names it. */
const fileOf = (rule: Rule<unknown>): string =>
  sources.find(({ text }) => text.includes(`name: '${rule.name}'`))?.path ?? 'nowhere';

const byId = new Map(requirements.map((requirement) => [requirement.id, requirement]));

const numbers = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `R${index + 1}`);

describe('The requirements', () => {
  it('are R1 to R190, each once.', () => {
    expect(requirements.map(({ id }) => id)).toEqual(numbers(190));
  });

  it.each(requirements.filter(({ held }) => held.by === 'vectors'))('$id has vectors: $says', ({ id }) => {
    expect(vectors.some((vector) => vector.requirements.includes(id))).toBe(true);
  });

  it.each(
    requirements.flatMap(({ id, held }) => (held.by === 'tests' ? held.files.map((file) => ({ id, file })) : [])),
  )('$id is cited by the test that holds it, $file.', ({ id, file }) => {
    expect(readFileSync(join(root, file), 'utf8')).toMatch(new RegExp(`\\b${id}\\b`));
  });

  it.each(
    requirements.flatMap(({ id, held }) => (held.by === 'docs' ? [{ id, file: held.file.replace(/#.*/, '') }] : [])),
  )('$id is written down in $file.', ({ file }) => {
    expect(readFileSync(join(root, file), 'utf8')).not.toBe('');
  });

  it('that are left out are cited by nobody.', () => {
    const left = new Set(requirements.flatMap(({ id, held }) => (held.by === 'nobody' ? [id] : [])));
    const citing = [...vectors, ...rules].filter((each) => each.requirements.some((id) => left.has(id)));
    expect(citing.map(({ name }) => name)).toEqual([]);
  });

  it('that vectors and rules cite are all there.', () => {
    const unknown = [...vectors, ...rules].flatMap((each) => each.requirements.filter((id) => !byId.has(id)));
    expect(unknown).toEqual([]);
  });
});

describe('The place of a requirement', () => {
  it('is known for every one that is met: a rule, or a file that is there.', () => {
    const met = requirements.filter(({ held }) => held.by !== 'nobody');
    expect(met.filter((each) => placesOf(each) === '').map(({ id }) => id)).toEqual([]);
    for (const file of met.flatMap(({ at = [] }) => at)) expect(existsSync(join(root, file)), file).toBe(true);
  });
});

describe('The vectors', () => {
  it(`are ${vectors.length}, at least 450, each with a name of its own.`, () => {
    expect(vectors.length).toBeGreaterThanOrEqual(450);
    const names = vectors.map(({ file, name }) => `${file.replace(/\/.*/, '')}: ${name}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it.each(
    [...decidingRules, ...consentRules].filter(({ name }) => !['owner-signed-in', 'owner-consented'].includes(name)),
  )('break the rule $name at least once.', ({ name }) => {
    expect(vectors.some((vector) => vector.expect.rule === name)).toBe(true);
  });
});

const link = (path: string): string => `[${path.replace(/^.*\//, '')}](../${path})`;

const unique = (items: readonly string[]): readonly string[] => [...new Set(items)];

const heldBy = ({ id, held }: Requirement): string => {
  switch (held.by) {
    case 'vectors': {
      const citing = vectors.filter((vector) => vector.requirements.includes(id));
      const files = unique(citing.map(({ file }) => file)).map((file) =>
        link(`packages/conformance/vectors/${file}.json`),
      );
      return `${citing.length} vectors: ${files.slice(0, 4).join(', ')}${files.length > 4 ? ', …' : ''}`;
    }
    case 'tests':
      return held.files.map(link).join(', ');
    case 'docs':
      return `[${held.file}](../${held.file})`;
    case 'nobody':
      return '';
  }
};

const placesOf = ({ id, at = [] }: Requirement): string =>
  unique([
    ...rules
      .filter((rule) => rule.requirements.some((cited) => cited === id))
      .map((rule) => `\`${rule.name}\` in ${link(fileOf(rule))}`),
    ...at.map(link),
  ]).join(', ');

const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

const requirementsPage = (): string => {
  const kept = requirements.filter(({ held }) => held.by !== 'nobody');
  const left = requirements.flatMap((requirement) =>
    requirement.held.by === 'nobody' ? [{ ...requirement, reason: requirement.held.reason }] : [],
  );
  return [
    '# What binds an authorization server',
    '',
    'Every requirement, the rule that enforces it with its file, and what shows that it is met. This page is made by the tests,',
    'which fail where a requirement has no vector and no test, or a vector cites no requirement.',
    '',
    row(['', 'Level', 'Source', 'Requirement', 'Rule, or place', 'Shown by']),
    row(['---', '---', '---', '---', '---', '---']),
    ...kept.map((each) => row([each.id, each.level, each.source, each.says, placesOf(each), heldBy(each)])),
    '',
    '## Left out on purpose',
    '',
    row(['', 'Level', 'Source', 'Requirement', 'Why']),
    row(['---', '---', '---', '---', '---']),
    ...left.map(({ id, level, source, says, reason }) => row([id, level, source, says, reason])),
    '',
  ].join('\n');
};

const rulesPage = (): string =>
  [
    '# The rules, in the order in which they are applied',
    '',
    'This page is made by the tests from the rules themselves.',
    '',
    ...[
      ['The authorization endpoint', authorizationRules] as const,
      ['An answer to a question of consent', consentRules] as const,
      ['The token endpoint', decidingRules.slice(authorizationRules.length)] as const,
      ['HTTP itself', Object.values(httpRules)] as const,
    ].flatMap(([title, list]) => [
      `## ${title}`,
      '',
      row(['Rule', 'Requirements', 'Source', 'It says', 'Whoever breaks it is told', 'Verdict']),
      row(['---', '---', '---', '---', '---', '---']),
      ...list.map((rule) =>
        row([
          `[${rule.name}](../${fileOf(rule)})`,
          rule.requirements.join(', '),
          rule.source,
          rule.says,
          rule.message,
          `\`${JSON.stringify(rule.verdict)}\``,
        ]),
      ),
      '',
    ]),
  ].join('\n');

describe('The pages that are made from the requirements and the rules', () => {
  it('docs/requirements.md is what this run would write.', async () => {
    await expect(requirementsPage()).toMatchFileSnapshot('../../../../docs/requirements.md');
  });

  it('docs/rules.md is what this run would write.', async () => {
    await expect(rulesPage()).toMatchFileSnapshot('../../../../docs/rules.md');
  });
});
