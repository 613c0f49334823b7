/** A bar of the chart. */
export interface Bar {
  readonly label: string;
  /** Above 0. */
  readonly value: number;
  /** The value as the reader sees it. */
  readonly text: string;
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const [width, labels, values, row, top] = [860, 330, 90, 28, 56];

const colorOf = (label: string): string => {
  if (label.startsWith('@codegrant/')) return '#1d6f42';
  return label.startsWith('floor') ? '#8a8a8a' : '#4a6fa5';
};

/** A bar chart with a logarithmic scale, as SVG. */
export const formatChart = (title: string, subtitle: string, bars: readonly Bar[]): string => {
  const logs = bars.map(({ value }) => Math.log10(value));
  // A bar of the smallest value is still a bar.
  const [least, most] = [Math.min(...logs) - 0.3, Math.max(...logs)];
  const length = (at: number): number =>
    (((logs[at] ?? least) - least) / (most - least)) * (width - labels - values - 16);
  const height = top + bars.length * row + 12;
  const rows = bars.map(({ label, text }, at) => {
    const [y, bar] = [top + at * row, length(at)];
    return [
      `<text x="${labels - 8}" y="${y + 16}" text-anchor="end">${escape(label)}</text>`,
      `<rect x="${labels}" y="${y + 3}" width="${bar.toFixed(1)}" height="${row - 9}" fill="${colorOf(label)}"/>`,
      `<text x="${(labels + bar + 8).toFixed(1)}" y="${y + 16}">${escape(text)}</text>`,
    ].join('\n');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" font-family="system-ui, sans-serif" font-size="13" fill="#222">`,
    `<title>${escape(title)}</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="16" y="24" font-size="16" font-weight="600">${escape(title)}</text>`,
    `<text x="16" y="43" fill="#666">${escape(subtitle)}</text>`,
    ...rows,
    '</svg>',
    '',
  ].join('\n');
};
