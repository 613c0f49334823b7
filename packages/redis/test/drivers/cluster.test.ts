import { setTimeout as wait } from 'node:timers/promises';
import { describeStore } from '@codegrant/conformance/suite';
import { ioredis, nodeRedisCluster, redisClientRegistry, redisStore } from '@codegrant/redis';
import { Cluster } from 'ioredis';
import { createClient, createCluster } from 'redis';
import { afterAll, beforeAll } from 'vitest';
import { describeWithOwnRedis } from '../engines/describe-with-redis.ts';
import { type RunningRedis, startRedis } from '../engines/redis-server.ts';
import { freePort } from '../../../../testing/free-port.ts';

/** Starts a node. Nodes talk to each other at a second port, which by default may be none: ten thousand more than the first. */
const startNode = async (busPort: number): Promise<RunningRedis> =>
  startRedis('--cluster-enabled', 'yes', '--cluster-port', String(busPort));

/** Starts a cluster of two nodes. Each has half of the slots, so a script with keys of both halves would fail. */
const startCluster = async (): Promise<readonly RunningRedis[]> => {
  const busPort = await freePort();
  const nodes = [await startNode(await freePort()), await startNode(busPort)];
  const clients = nodes.map(({ url }) => createClient({ url }));
  await Promise.all(clients.map((client) => client.connect()));
  const [first, second] = clients;
  await first?.sendCommand(['CLUSTER', 'ADDSLOTSRANGE', '0', '8191']);
  await second?.sendCommand(['CLUSTER', 'ADDSLOTSRANGE', '8192', '16383']);
  await first?.sendCommand(['CLUSTER', 'MEET', '127.0.0.1', String(nodes[1]?.port), String(busPort)]);
  for (const client of clients) while (!/cluster_state:ok/.test(await client.clusterInfo())) await wait(50);
  for (const client of clients) client.destroy();
  return nodes;
};

describeWithOwnRedis('A cluster of two nodes', () => {
  let nodes: readonly RunningRedis[] = [];
  beforeAll(async () => {
    nodes = await startCluster();
  });
  afterAll(() => Promise.all(nodes.map(({ stop }) => stop())));

  describeStore(
    'redis',
    async () => {
      const cluster = createCluster({ rootNodes: nodes.map(({ url }) => ({ url })) });
      await cluster.connect();
      return {
        storage: {
          ...redisStore(nodeRedisCluster(cluster)).storage,
          registry: redisClientRegistry(nodeRedisCluster(cluster)),
        },
        close: () => cluster.destroy(),
      };
    },
    { ports: ['store', 'grants', 'accessTokens', 'registry'] },
  );

  describeStore(
    'ioredis',
    () => {
      const cluster = new Cluster(nodes.map(({ port }) => ({ host: '127.0.0.1', port })));
      return {
        storage: { ...redisStore(ioredis(cluster)).storage, registry: redisClientRegistry(ioredis(cluster)) },
        close: () => cluster.disconnect(),
      };
    },
    { ports: ['store', 'grants', 'accessTokens', 'registry'] },
  );
});
