import type { Load } from '../http/load.ts';
import type { LoadTask, SentKind } from '../http/load-task.ts';
import { bareFrameworkOf } from '../http/servers.ts';
import { median, ratioOf } from '../measure/statistics.ts';
import { formatShare, formatTime } from '../report/format.ts';
import type { Table } from '../report/table.ts';

/** How much of what its bare framework can do a server does, by processor time, round by round. */
export const shareOf = (tasks: readonly LoadTask[], name: string, kind: SentKind): number | undefined => {
  const taskOf = (wanted: string | undefined): LoadTask | undefined =>
    tasks.find((task) => task.server.name === wanted && task.kind === kind);
  const task = taskOf(name);
  const bare = taskOf(task && bareFrameworkOf[task.server.listener]);
  return task && bare && ratioOf(bare.nanoseconds, task.nanoseconds).median;
};

/** The table of the requests of one kind. */
export const httpTable = (
  tasks: readonly LoadTask[],
  kind: SentKind,
  title: string,
  notes: readonly string[],
): Table => ({
  title,
  columns: ['server', 'requests per second', 'p50', 'p99', 'processor time per request', 'speed, to bare framework'],
  rows: tasks
    .filter((task) => task.kind === kind)
    .map(({ server, loads, nanoseconds }) => {
      const middle = (what: keyof Load): number => median(loads.map((load) => load[what]));
      const share = shareOf(tasks, server.name, kind);
      return [
        server.name,
        middle('perSecond').toFixed(0),
        `${middle('p50').toFixed(2)} ms`,
        `${middle('p99').toFixed(2)} ms`,
        formatTime(median(nanoseconds)),
        share === undefined ? '' : formatShare(share),
      ];
    }),
  notes,
});
