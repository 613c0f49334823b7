import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { optionHelp } from '../src/options.ts';
import { fillMarkers } from '../src/report/document.ts';
import { readmeFigures } from '../src/report/readme-figures.ts';
import { rivals } from '../src/rivals/rival.ts';
import { sectionNames } from '../src/sections/section-names.ts';

const root = join(import.meta.dirname, '../../..');
const document = readFileSync(join(root, 'docs/performance.md'), 'utf8');

const manifest: unknown = JSON.parse(readFileSync(join(root, 'apps/bench/rivals/package.json'), 'utf8'));

describe('docs/performance.md:', () => {
  it.each(['head', 'targets', ...sectionNames])('the command can write %s.', (name) => {
    expect(fillMarkers(document, name, 'written')).toContain('written');
  });

  it.each(Object.keys(optionHelp))('%s is in its table of options.', (option) => {
    expect(document).toContain(`| \`${option}\` |`);
  });

  it.each(sectionNames)('the section %s is in its table of options.', (name) => {
    expect(document).toContain(`\`${name}\``);
  });
});

describe('The READMEs of the packages', () => {
  it.each(Object.keys(readmeFigures))('have a place for the figures: %s.', (name) => {
    const readme = readFileSync(join(root, 'packages', name, 'README.md'), 'utf8');
    expect(fillMarkers(readme, 'figures', 'written')).toContain('written');
  });

  it('have no figure that was not measured.', () => {
    expect(() => readmeFigures['server']?.({ server: 2 })).toThrow('needs the measure redeem');
  });

  it('have the measured figures.', () => {
    expect(readmeFigures['node']?.({ nodeValid: 0.487 })).toContain('about 49 valid authorization requests');
  });
});

describe('The other libraries of the benchmark', () => {
  it('have exact versions.', () => {
    const dependencies: unknown = Reflect.get(Object(manifest), 'dependencies');
    const versions: unknown[] = Object.values(Object(dependencies));
    expect(Object.keys(Object(dependencies))).toEqual(expect.arrayContaining(rivals.map((rival) => rival.package)));
    for (const version of versions) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });
});
