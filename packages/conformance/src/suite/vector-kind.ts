import type { Reply } from '@codegrant/core';
import type { VectorGroup } from '../vectors/vector-group.ts';
import type { Send, WireResponse } from '../wire/send.ts';
import type { Mode } from './vector-mode.ts';
import type { TestState } from './vector-server.ts';

/** Returns what sends requests to the server with a policy in a mode. Default: `embedded`. */
export type SendUnder = (policy: string, mode?: Mode) => Send;

interface SentVector {
  readonly name: string;
  readonly request: Readonly<Record<string, string | undefined>>;
}

/** How the vectors of one kind are run through a server, and what they lead to. */
interface VectorKindOptions<Vector extends SentVector> {
  /** The endpoint, for the titles of tests. */
  readonly title: string;
  readonly groups: readonly VectorGroup<Vector>[];
  /** Brings the state to what a vector says is given, and sends its request. */
  readonly run: (vector: Vector, state: TestState, sendUnder: SendUnder) => Promise<WireResponse>;
  /** Core's response. */
  readonly reply: (vector: Vector) => Reply;
  /** Expects what a vector leads to besides the response. Default: nothing. */
  readonly expectAfter?: (vector: Vector, state: TestState, response: WireResponse) => Promise<void> | void;
}

/** A vector of any kind that is sent to a server. */
export interface VectorRun {
  readonly name: string;
  /** What is sent: the query, form or JSON, and the Authorization header. */
  readonly request: string;
  readonly run: (state: TestState, sendUnder: SendUnder) => Promise<WireResponse>;
  readonly reply: () => Reply;
  readonly expectAfter: (state: TestState, response: WireResponse) => Promise<void>;
}

/** A kind of vectors that are sent to a server. */
export interface VectorKind {
  readonly title: string;
  readonly groups: readonly VectorGroup<VectorRun>[];
}

/** Makes a kind of vectors, whose vectors can be run like those of every other kind. */
export const vectorKind = <Vector extends SentVector>(kind: VectorKindOptions<Vector>): VectorKind => ({
  title: kind.title,
  groups: kind.groups.map(({ name, vectors }) => ({
    name,
    vectors: vectors.map((vector) => ({
      name: vector.name,
      request: Object.values(vector.request).join(),
      run: (state, sendUnder) => kind.run(vector, state, sendUnder),
      reply: () => kind.reply(vector),
      expectAfter: async (state, response) => kind.expectAfter?.(vector, state, response),
    })),
  })),
});
