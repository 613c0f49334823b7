import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { allVectors, type AnyVector, type Requirement, requirements } from '@codegrant/conformance';
import { type Rule, ruleSentences } from '@codegrant/core';
import { httpRules } from '@codegrant/core/internal';
import { describe, expect, it } from 'vitest';
import { allRules, decidingRules, rulesByPlace } from '../../../core/test/fixtures/all-rules.ts';

const root = join(import.meta.dirname, '../../../..');

interface Cited extends AnyVector {
  readonly file: string;
}

const vectors: readonly Cited[] = Object.entries(allVectors).flatMap(([folder, groups]) =>
  groups.flatMap(({ name, vectors: inFile }) => inFile.map((vector) => ({ ...vector, file: `${folder}/${name}` }))),
);

const sources = ['packages/core/src', 'packages/server/src'].flatMap((folder) =>
  readdirSync(join(root, folder), { encoding: 'utf8', recursive: true })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => ({ path: `${folder}/${file}`, text: readFileSync(join(root, folder, file), 'utf8') })),
);

/** The file that defines a rule. */
const fileOf = (rule: Rule<unknown>): string =>
  sources.find(({ text }) => text.includes(`name: '${rule.name}'`))?.path ?? 'nowhere';

const byId = new Map(requirements.map((requirement) => [requirement.id, requirement]));

const numbers = (count: number): readonly string[] => Array.from({ length: count }, (_, index) => `R${index + 1}`);

describe('The requirements', () => {
  it('are R1 to R389, each once.', () => {
    expect(requirements.map(({ id }) => id)).toEqual(numbers(389));
  });

  it.each(requirements.filter(({ held }) => held.by === 'vectors'))('$id has vectors: $says', ({ id }) => {
    expect(vectors.some((vector) => vector.requirements.includes(id))).toBe(true);
  });

  it.each(
    requirements.flatMap(({ id, held }) => (held.by === 'tests' ? held.files.map((file) => ({ id, file })) : [])),
  )('$id is cited by the test that verifies it, $file.', ({ id, file }) => {
    expect(readFileSync(join(root, file), 'utf8')).toMatch(new RegExp(`\\b${id}\\b`));
  });

  it.each(
    requirements.flatMap(({ id, held }) => (held.by === 'docs' ? [{ id, file: held.file.replace(/#.*/, '') }] : [])),
  )('$id is documented in $file.', ({ file }) => {
    expect(readFileSync(join(root, file), 'utf8')).not.toBe('');
  });

  it('that are left out are not cited.', () => {
    const left = new Set(requirements.flatMap(({ id, held }) => (held.by === 'none' ? [id] : [])));
    const citing = [...vectors, ...allRules].filter((each) => each.requirements.some((id) => left.has(id)));
    expect(citing.map(({ name }) => name)).toEqual([]);
  });

  it('that vectors and rules cite all exist.', () => {
    const unknown = [...vectors, ...allRules].flatMap((each) => each.requirements.filter((id) => !byId.has(id)));
    expect(unknown).toEqual([]);
  });
});

describe('The implementation of a requirement', () => {
  it('is known for every requirement that is met: a rule, or a file that exists.', () => {
    const met = requirements.filter(({ held }) => held.by !== 'none');
    expect(met.filter((each) => placesOf(each) === '').map(({ id }) => id)).toEqual([]);
    for (const file of met.flatMap(({ at = [] }) => at)) expect(existsSync(join(root, file)), file).toBe(true);
  });
});

describe('The vectors', () => {
  it.each(Object.entries(allVectors))('are those of every file in the folder %s.', (folder, groups) => {
    const files = readdirSync(join(root, 'packages/conformance/vectors', folder));
    expect(groups.map(({ name }) => `${name}.json`).toSorted()).toEqual(files.toSorted());
  });

  it(`are ${vectors.length}, at least 450, each with a unique name.`, () => {
    expect(vectors.length).toBeGreaterThanOrEqual(450);
    const names = vectors.map(({ file, name }) => `${file.replace(/\/.*/, '')}: ${name}`);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  const unbroken: ReadonlySet<string> = new Set(['owner-signed-in', 'owner-consented']);

  it.each(decidingRules.filter(({ name }) => !unbroken.has(name)))(
    'break the rule $name at least once.',
    ({ name }) => {
      expect(vectors.some((vector) => vector.expect.rule === name)).toBe(true);
    },
  );
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
      return `${citing.length} ${citing.length === 1 ? 'vector' : 'vectors'}: ${files.slice(0, 4).join(', ')}${files.length > 4 ? ', …' : ''}`;
    }
    case 'tests':
      return held.files.map(link).join(', ');
    case 'docs':
      return `[${held.file}](../${held.file})`;
    case 'none':
      return '';
  }
};

const placesOf = ({ id, at = [] }: Requirement): string =>
  unique([
    ...allRules
      .filter((rule) => rule.requirements.some((cited) => cited === id))
      .map((rule) => `\`${rule.name}\` in ${link(fileOf(rule))}`),
    ...at.map(link),
  ]).join(', ');

const row = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

const requirementsPage = (): string => {
  const kept = requirements.filter(({ held }) => held.by !== 'none');
  const left = requirements.flatMap((requirement) =>
    requirement.held.by === 'none' ? [{ ...requirement, reason: requirement.held.reason }] : [],
  );
  return [
    '# Requirements for an authorization server',
    '',
    'This page lists every requirement, the rule that enforces the requirement, and the vectors or tests that verify the requirement.',
    'The tests of the conformance package generate this page. The tests make sure that every vector cites a requirement,',
    'and that every supported requirement has vectors, tests or documentation.',
    '',
    row(['', 'Level', 'Source', 'Requirement', 'Rule, or file', 'Verified by']),
    row(['---', '---', '---', '---', '---', '---']),
    ...kept.map((each) => row([each.id, each.level, each.source, each.says, placesOf(each), heldBy(each)])),
    '',
    '## Not supported',
    '',
    row(['', 'Level', 'Source', 'Requirement', 'Why']),
    row(['---', '---', '---', '---', '---']),
    ...left.map(({ id, level, source, says, reason }) => row([id, level, source, says, reason])),
    '',
  ].join('\n');
};

const rulesPage = (): string =>
  [
    '# Rules, in the order in which they are applied',
    '',
    'The tests of the conformance package generate this page from the rules.',
    '',
    ...[
      ['The authorization endpoint', rulesByPlace.authorization] as const,
      ['The consent endpoints', rulesByPlace.consent] as const,
      ['The list of grants', rulesByPlace.grantList] as const,
      ['The management of clients', rulesByPlace.clientManagement] as const,
      ['The token endpoint', rulesByPlace.token] as const,
      [
        'Revocation and introspection, besides client authentication',
        [...rulesByPlace.revocation, ...rulesByPlace.introspection],
      ] as const,
      ['The registration endpoint', rulesByPlace.registration] as const,
      ['Parameters in JSON', rulesByPlace.jsonParameters] as const,
      ['Protected resources', rulesByPlace.protectedResource] as const,
      ['HTTP', Object.values(httpRules)] as const,
    ].flatMap(([title, list]) => [
      `## ${title}`,
      '',
      row(['Name', 'Requirements', 'Source', 'Rule text', 'Error message', 'Verdict']),
      row(['---', '---', '---', '---', '---', '---']),
      ...list.map((rule) =>
        row([
          `[${rule.name}](../${fileOf(rule)})`,
          rule.requirements.join(', '),
          rule.source,
          ruleSentences[rule.name],
          rule.message,
          `\`${JSON.stringify(rule.verdict)}\``,
        ]),
      ),
      '',
    ]),
  ].join('\n');

describe('The generated pages', () => {
  it('docs/requirements.md is up to date.', async () => {
    await expect(requirementsPage()).toMatchFileSnapshot('../../../../docs/requirements.md');
  });

  it('docs/rules.md is up to date.', async () => {
    await expect(rulesPage()).toMatchFileSnapshot('../../../../docs/rules.md');
  });
});
