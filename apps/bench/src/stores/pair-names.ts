/** The measured clients, by the database that they need. */
export const pairNames = {
  sqlite: ['node-sqlite', 'better-sqlite3'],
  postgresql: ['pg', 'postgres-js'],
  redis: ['redis', 'ioredis'],
} as const;

export type PairName = (typeof pairNames)[keyof typeof pairNames][number];
