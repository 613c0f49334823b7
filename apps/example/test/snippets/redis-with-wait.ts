import type { SendCommand } from '@codegrant/redis';

/** Sends a command, and waits until a replica has received what the command wrote. `send` must use one connection. */
export const waitForReplica =
  (send: SendCommand): SendCommand =>
  async (command) => {
    const [reply, replicas] = await Promise.all([send(command), send(['WAIT', '1', '1000'])]);
    if (Number(replicas) < 1) throw new Error('No replica has confirmed the write in a second.');
    return reply;
  };
