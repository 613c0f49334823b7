/**
 * The processor time of this process since its start, in nanoseconds, of all its threads: garbage is collected and hashes
 * are computed on others than the main one. Unlike elapsed time, it does not run while another process has the
 * processor.
 */
export const processorTime = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) * 1000;
};
