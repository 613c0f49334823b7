/** A mark of the chart: a ratio, and where the middle half of the rounds lies. */
export interface Mark {
  readonly label: string;
  readonly value: number;
  readonly lower: number;
  readonly upper: number;
  /** The value as the reader sees it. */
  readonly text: string;
}

const escape = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const width = 860;
/** Where the scale begins and ends. */
const [left, right] = [310, 770];
const rowHeight = 26;
const top = 76;

const colorOf = (label: string): string => {
  if (label.startsWith('@codegrant/')) return '#1d6f42';
  return label.startsWith('floor') ? '#777' : '#4a6fa5';
};

/** A logarithmic scale over the powers of ten around the marks. */
const scaleOf = (marks: readonly Mark[]) => {
  const least = Math.floor(Math.log10(Math.min(1, ...marks.map(({ lower }) => lower))));
  const most = Math.max(least + 1, Math.ceil(Math.log10(Math.max(...marks.map(({ upper }) => upper)))));
  const x = (value: number): string =>
    (left + ((Math.log10(value) - least) / (most - least)) * (right - left)).toFixed(1);
  return { x, ticks: Array.from({ length: most - least + 1 }, (_, at) => 10 ** (least + at)) };
};

/** Marks on a logarithmic scale, as SVG: a dot for the median, and a line for the middle half. */
export const formatChart = (title: string, subtitle: string, marks: readonly Mark[]): string => {
  const { x, ticks } = scaleOf(marks);
  const bottom = top + marks.length * rowHeight;
  const grid = ticks.map((tick) =>
    [
      `<line x1="${x(tick)}" x2="${x(tick)}" y1="${top - 6}" y2="${bottom}" stroke="#ddd"/>`,
      `<text x="${x(tick)}" y="${top - 12}" text-anchor="middle" fill="#666">${tick}×</text>`,
    ].join('\n'),
  );
  const rows = marks.map(({ label, value, lower, upper, text }, at) => {
    const [y, color] = [top + at * rowHeight + 12, colorOf(label)];
    return [
      `<text x="${left - 14}" y="${y + 5}" text-anchor="end">${escape(label)}</text>`,
      `<line x1="${x(lower)}" x2="${x(upper)}" y1="${y}" y2="${y}" stroke="${color}" stroke-width="3" stroke-opacity="0.4"/>`,
      `<circle cx="${x(value)}" cy="${y}" r="5" fill="${color}"/>`,
      `<text x="${right + 14}" y="${y + 5}">${escape(text)}</text>`,
    ].join('\n');
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${bottom + 12}" role="img" font-family="system-ui, sans-serif" font-size="13" fill="#222">`,
    `<title>${escape(title)}</title>`,
    `<rect width="${width}" height="${bottom + 12}" fill="#fff"/>`,
    `<text x="16" y="24" font-size="16" font-weight="600">${escape(title)}</text>`,
    `<text x="16" y="43" fill="#666">${escape(subtitle)}</text>`,
    ...grid,
    ...rows,
    '</svg>',
    '',
  ].join('\n');
};
