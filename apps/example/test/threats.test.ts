import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { read, root } from './documents.ts';

interface Threat {
  readonly threat: string;
  readonly paragraph: string;
  /** The file that stops the threat. */
  readonly source: string;
  /** The file of the test. */
  readonly file: string;
  /** The title of the test. */
  readonly title: string;
}

const table = read('SECURITY.md').split('## Threats')[1]?.split('\n## ')[0] ?? '';

const rows = table.split('\n').filter((line) => line.startsWith('| ') && !/^\| (?:Threat|---) /.test(line));

const row = /^\| (.+) \| (RFC .+) \| \[[^\]]+\]\(([^)]+)\): .+ \| \[[^\]]+\]\(([^)]+)\): “(.+)” \|$/;

const threats = rows.map((line): Threat => {
  const [, threat = '', paragraph = '', source = '', file = '', title = ''] = row.exec(line) ?? [];
  return { threat, paragraph, source, file, title };
});

/** Whether a file has a test or a vector with this title. */
const hasTest = (text: string, title: string): boolean =>
  [`it('${title}'`, `](\n    '${title}'`, `)('${title}'`, `"name": ${JSON.stringify(title)}`].some((start) =>
    text.includes(start),
  );

describe('The threat table of SECURITY.md', () => {
  it('has threats, and each row can be read.', () => {
    expect(threats.length).toBeGreaterThan(0);
    expect(threats.filter(({ title }) => title === '')).toEqual([]);
  });

  it.each(threats)('names a paragraph, a file that is there, and a test that is there: $threat', (threat) => {
    expect(threat.paragraph).toMatch(/^RFC \d+ §[\d.]+(?:, RFC \d+ §[\d.]+)*$/);
    expect(existsSync(join(root, threat.source)), threat.source).toBe(true);
    expect(threat.file).toMatch(/(?:\.test\.ts|\.browser\.ts|\/describe-[a-z-]+\.ts|\/vectors\/.*\.json)$/);
    expect(hasTest(read(threat.file), threat.title), `${threat.file}: ${threat.title}`).toBe(true);
  });
});
