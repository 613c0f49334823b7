import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillMarkers } from './document.ts';
import { readmeFigures } from './readme-figures.ts';
import { chartOf, formatFindings, formatHead, formatReport, formatTargets, measuresOf, type Report } from './report.ts';

/** Writes the report into a folder, for people and for programs. */
export const writeReport = (report: Report, folder: string): void => {
  mkdirSync(folder, { recursive: true });
  const results = { head: report.head, sections: Object.fromEntries(report.sections), measures: measuresOf(report) };
  writeFileSync(join(folder, 'report.md'), formatReport(report));
  writeFileSync(join(folder, 'results.json'), `${JSON.stringify(results, undefined, 2)}\n`);
  const chart = chartOf(report);
  if (chart !== undefined) writeFileSync(join(folder, 'chart.svg'), chart);
};

/** Writes the figures into the READMEs of the packages. */
const writeReadmes = (report: Report, packages: string): void => {
  for (const [name, figuresOf] of Object.entries(readmeFigures)) {
    const file = join(packages, name, 'README.md');
    writeFileSync(file, fillMarkers(readFileSync(file, 'utf8'), 'figures', figuresOf(measuresOf(report))));
  }
};

/** Writes the tables and the chart into docs/performance.md, and figures into the READMEs of the packages. */
export const writeDocs = (report: Report, root: string): void => {
  const docs = join(root, 'docs');
  const file = join(docs, 'performance.md');
  const filled = Array.from(report.sections).reduce(
    (document, [name, findings]) => fillMarkers(document, name, formatFindings(findings)),
    readFileSync(file, 'utf8'),
  );
  const withTargets = fillMarkers(filled, 'targets', formatTargets(report));
  writeFileSync(file, fillMarkers(withTargets, 'head', formatHead(report)));
  writeFileSync(join(docs, 'performance.svg'), chartOf(report) ?? '');
  writeReadmes(report, join(root, 'packages'));
};
