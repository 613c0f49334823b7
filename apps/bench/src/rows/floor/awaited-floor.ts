import { operation } from '../operation.ts';
import type { SetUp } from '../subject.ts';
import { checkByHand, codeByHand, redirectByHand } from './floor-authorize.ts';
import { redeemByHand } from './floor-redeem.ts';
import { type FloorCode, floorState } from './floor-state.ts';

/** The floor, with a store of clients and a store of codes that return promises. */
export const awaitedFloor: SetUp = (workload) => {
  const { clients, scopes, codes } = floorState(workload);
  const findClient = async (clientId: string): Promise<readonly string[] | undefined> => clients.get(clientId);
  const saveCode = async (code: string, record: FloorCode): Promise<void> => codes.set(code, record);
  const takeCode = async (code: string): Promise<FloorCode | undefined> => {
    const taken = codes.get(code);
    codes.delete(code);
    return taken;
  };
  return {
    authorize: operation(
      async (query) => {
        const parameters = new URLSearchParams(query);
        const request = checkByHand(parameters, await findClient(parameters.get('client_id') ?? ''), scopes);
        if (request.kind === 'answered') return request.answer;
        const code = codeByHand();
        await saveCode(code, request.code);
        return redirectByHand(request.code, code, request.state);
      },
      (answer) => answer,
    ),
    redeem: operation(
      async (body) => {
        const parameters = new URLSearchParams(body);
        await findClient(parameters.get('client_id') ?? '');
        return redeemByHand(parameters, await takeCode(parameters.get('code') ?? ''));
      },
      (answer) => answer,
    ),
  };
};
