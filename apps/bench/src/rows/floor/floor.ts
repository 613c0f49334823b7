import { operation } from '../operation.ts';
import type { SetUp } from '../subject.ts';
import { checkByHand, codeByHand, redirectByHand } from './floor-authorize.ts';
import { redeemByHand } from './floor-redeem.ts';
import { floorState } from './floor-state.ts';

/** A small endpoint written by hand. What it leaves out is in docs/performance.md. */
export const floor: SetUp = (workload) => {
  const { clients, scopes, codes } = floorState(workload);
  return {
    authorize: operation(
      (query) => {
        const parameters = new URLSearchParams(query);
        const request = checkByHand(parameters, clients.get(parameters.get('client_id') ?? ''), scopes);
        if (request.kind === 'answered') return request.answer;
        const code = codeByHand();
        codes.set(code, request.code);
        return redirectByHand(request.code, code, request.state);
      },
      (answer) => answer,
    ),
    redeem: operation(
      (body) => {
        const parameters = new URLSearchParams(body);
        const code = parameters.get('code') ?? '';
        const taken = codes.get(code);
        codes.delete(code);
        return redeemByHand(parameters, taken);
      },
      (answer) => answer,
    ),
  };
};
