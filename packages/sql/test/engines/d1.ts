import { Miniflare } from 'miniflare';

/** Opens a D1 in workerd that is empty: the binding as a Worker has it. */
export const openD1 = async () => {
  const workerd = new Miniflare({
    modules: true,
    script: 'export default {}',
    d1Databases: ['DB'],
    // It would fetch properties of requests from Cloudflare.
    cf: false,
  });
  return { binding: await workerd.getD1Database('DB'), close: () => workerd.dispose() };
};
