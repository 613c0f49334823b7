import autocannon from 'autocannon';
import { connections, type LoadServer } from './load.ts';

/** Loads a server with autocannon, in a thread of its own. */
export const loadWithAutocannon: LoadServer = async (url, targets, duration) => {
  const { requests, latency, errors, timeouts, ...statuses } = await autocannon({
    url,
    connections,
    duration,
    workers: 1,
    requests: targets.map((path) => ({ path })),
  });
  const failed = errors + timeouts + statuses['4xx'] + statuses['5xx'];
  if (failed > 0) throw new Error(`${failed} requests failed, so nothing is measured.`);
  return { requests: requests.total, perSecond: requests.average, p50: latency.p50, p99: latency.p99 };
};
