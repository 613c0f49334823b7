import { decide, type Facts } from '@codegrant/core';
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../fixtures/facts.ts';
import { queryOf } from '../../fixtures/request.ts';

describe('decide', () => {
  const outage = new Error('The store is down.');
  const fail = (): never => {
    throw outage;
  };

  it.each<[string, Partial<Facts>]>([
    ['client', { client: fail }],
    ['consent', { consent: fail }],
  ])('throws what facts.%s throws.', (_name, facts) => {
    expect(() => decide(queryOf(), factsOf(facts))).toThrow(outage);
  });

  it('looks up the client before it asks for consent.', () => {
    const asked: string[] = [];
    const facts = factsOf();
    decide(queryOf(), {
      ...facts,
      client: (clientId) => {
        asked.push(`client ${clientId}`);
        return facts.client(clientId);
      },
      consent: ({ client }, { subject }) => {
        asked.push(`consent of ${subject} to ${client.client_id}`);
        return { remembered: [], answer: { kind: 'none' } };
      },
    });
    expect(asked).toEqual(['client app', 'consent of user-1 to app']);
  });

  it('calls the functions of the facts as their methods, and reads each fact only if it needs it.', () => {
    class Registry {
      readonly #facts = factsOf();
      readonly policy = this.#facts.policy;
      readonly consentKeys = this.#facts.consentKeys;
      readonly now = this.#facts.now;
      readonly owner = this.#facts.owner;
      get entropy(): Facts['entropy'] {
        return this.#facts.entropy;
      }
      client(clientId: string): ReturnType<Facts['client']> {
        return this.#facts.client(clientId);
      }
      consent(...args: Parameters<Facts['consent']>): ReturnType<Facts['consent']> {
        return this.#facts.consent(...args);
      }
    }
    expect(decide(queryOf(), new Registry()).kind).toBe(decide(queryOf(), factsOf()).kind);
    const withoutEntropy = Object.defineProperty(new Registry(), 'entropy', { get: fail });
    expect(decide('', withoutEntropy).kind).toBe('refuse');
  });

  it('asks for nothing that the decision does not need.', () => {
    expect(decide('', factsOf({ client: fail, consent: fail })).kind).toBe('refuse');
    expect(decide(queryOf(), factsOf({ owner: undefined, consent: fail })).kind).toBe('signIn');
    expect(decide(queryOf({ scope: 'admin' }), factsOf({ consent: fail })).kind).toBe('reject');
  });
});
