import { describeStore } from '@codegrant/conformance/suite';
import { describeWithRedis } from '../engines/describe-with-redis.ts';
import { othersWith } from '../../../../testing/others-with.ts';
import makeStore from '../makers/ioredis.ts';

describeWithRedis('Redis', (keys) => {
  const argument = JSON.stringify(keys);
  describeStore('ioredis', () => makeStore(argument), {
    ports: ['store', 'grants', 'accessTokens', 'registry'],
    others: othersWith('redis/test/makers/ioredis.ts', argument),
    codes: 10,
  });
});
