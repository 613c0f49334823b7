import { cpus, loadavg, totalmem } from 'node:os';

/** What the figures were measured on, in a line. */
export const machineLine = (): string => {
  const processors = cpus();
  const gibibytes = (totalmem() / 1024 ** 3).toFixed(0);
  return [
    `Node ${process.versions.node}`,
    `V8 ${process.versions.v8}`,
    `${processors.length} × ${processors[0]?.model ?? 'unknown processor'}`,
    `${gibibytes} GiB`,
    `${process.platform} ${process.arch}`,
    `load ${(loadavg()[0] ?? 0).toFixed(1)} at the start`,
  ].join(', ');
};
