import type { Client } from '../../../client/client.ts';
import { type FormInput, readParams } from '../../../encoding/read-params.ts';
import { type Refusal, refuse } from '../../../errors/refusal.ts';
import { callOf, type Flow } from '../../../flow/flow.ts';
import { Broken } from '../../../rules/stage.ts';
import { addressStage } from './address.ts';
import { bindStage, type BoundClient } from './bind.ts';

/** The ports of {@link bindRequest}. */
export interface ClientPorts {
  /** The client that is registered under an identifier. */
  readonly findClient: (clientId: string) => Client | undefined;
}

const call = callOf<ClientPorts>();

/** Finds the client of a request and its matched redirect URI. */
export function* bindRequest(form: FormInput): Flow<ClientPorts, BoundClient | Refusal> {
  const address = addressStage.run(readParams(form));
  if (address instanceof Broken) return refuse(address.rule);

  const client = yield* call((ports) => ports.findClient(address.clientId));
  const bound = bindStage.run({ address, client });
  return bound instanceof Broken ? refuse(bound.rule, client?.client_id) : bound;
}
