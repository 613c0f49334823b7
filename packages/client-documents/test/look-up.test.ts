import { createSocket } from 'node:dgram';
import dns from 'node:dns';
import { once } from 'node:events';
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { addressesInDns } from '../src/node-look-up.ts';

const servers = dns.getServers();
afterEach(() => dns.setServers(servers));

type Records = Readonly<Record<string, readonly Uint8Array[]>>;

const typeNames = new Map([
  [1, 'A'],
  [28, 'AAAA'],
]);

/** RFC 1035 §3.1: each label has its length before it. */
const nameIn = (question: Buffer): string => {
  const labels: string[] = [];
  for (let at = 12; question.readUInt8(at) > 0; at += question.readUInt8(at) + 1)
    labels.push(question.toString('latin1', at + 1, at + 1 + question.readUInt8(at)));
  return labels.join('.');
};

/** RFC 1035 §4.1: the question as it was asked, and the records of its type. */
const reply = (question: Buffer, records: Records, code: number): Buffer => {
  const end = question.indexOf(0, 12) + 5;
  const type = question.readUInt16BE(end - 4);
  const answers = (records[typeNames.get(type) ?? ''] ?? []).map((address) =>
    Buffer.concat([Buffer.from([0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, address.length]), address]),
  );
  const head = Buffer.from(question.subarray(0, 12));
  head.writeUInt16BE(0x8180 | code, 2);
  head.writeUInt16BE(answers.length, 6);
  head.writeUInt16BE(0, 10);
  return Buffer.concat([head, question.subarray(12, end), ...answers]);
};

/** Starts a DNS server on this machine, which this process asks until the test is over. `undefined`: it does not answer. */
const startDns = async (records: Records | undefined, code = 0): Promise<{ readonly asked: readonly string[] }> => {
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (question, { port, address }) => {
    const end = question.indexOf(0, 12);
    asked.push(`${typeNames.get(question.readUInt16BE(end + 1))} ${nameIn(question)}`);
    if (records !== undefined) socket.send(reply(question, records, code), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  onTestFinished(() => {
    socket.close();
  });
  dns.setServers([`127.0.0.1:${socket.address().port}`]);
  return { asked };
};

const forever = new AbortController().signal;

describe('A look-up', () => {
  it('asks the DNS for both kinds of addresses, once each.', async () => {
    const { asked } = await startDns({
      A: [new Uint8Array([93, 184, 215, 14]), new Uint8Array([10, 0, 0, 1])],
      AAAA: [new Uint8Array(16).fill(0x20)],
    });
    expect(await addressesInDns('client.example', forever)).toEqual([
      '93.184.215.14',
      '10.0.0.1',
      '2020:2020:2020:2020:2020:2020:2020:2020',
    ]);
    expect(asked.toSorted()).toEqual(['A client.example', 'AAAA client.example']);
  });

  it('finds the addresses of one kind, if there are none of the other.', async () => {
    await startDns({ AAAA: [new Uint8Array(16).fill(0x20)] });
    expect(await addressesInDns('client.example', forever)).toHaveLength(1);
  });

  it.each([
    ['does not exist', 3],
    ['has no address', 0],
  ])('is refused, as one that leads to the inside, if the name %s.', async (_name, code) => {
    await startDns({}, code);
    await expect(addressesInDns('client.example', forever)).rejects.toMatchObject({ name: 'FetchRefused' });
  });

  it('fails for now if the DNS does.', async () => {
    await startDns({}, 2);
    await expect(addressesInDns('client.example', forever)).rejects.toMatchObject({ code: 'ESERVFAIL' });
  });

  it('does not read the file of hosts, and adds no search domain.', async () => {
    const { asked } = await startDns({}, 3);
    await expect(addressesInDns('localhost', forever)).rejects.toMatchObject({ name: 'FetchRefused' });
    expect(asked.toSorted()).toEqual(['A localhost', 'AAAA localhost']);
  });

  it('ends with its signal.', async () => {
    await startDns(undefined);
    const stop = new AbortController();
    const found = addressesInDns('client.example', stop.signal);
    stop.abort();
    await expect(found).rejects.toMatchObject({ code: 'ECANCELLED' });
  });
});
