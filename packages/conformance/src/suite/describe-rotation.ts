import { describe, expect, it } from 'vitest';
import { answerWith, askedOf } from './plain-request.ts';
import type { StartServer } from './running-server.ts';
import { codeIn } from './redirect-parameters.ts';
import { locationIn } from '../wire/location-in.ts';
import type { Send } from '../wire/send.ts';
import { useTestServer } from './use-test-server.ts';

const [old, middle, fresh] = [1, 2, 3].map((byte) => new Uint8Array(32).fill(byte));

const keys = (...given: readonly (Uint8Array | undefined)[]): readonly Uint8Array[] =>
  given.filter((key) => key !== undefined);

/** Tests of keys that change while a user looks at the consent page. */
export const describeRotation = (start: StartServer): void => {
  describe('Signing keys of consent tokens:', () => {
    const { state, serve } = useTestServer(start);
    const serveWith = async (consentKeys: readonly Uint8Array[]): Promise<Send> => {
      state().owner = { subject: 'user-1' };
      return serve({ consentKeys });
    };

    it('A token signed with the previous key is accepted after the change.', async () => {
      const token = await askedOf(await serveWith(keys(old)));
      const changed = await serveWith(keys(middle, old));
      const response = await changed(answerWith(token));
      expect(codeIn(response)).not.toBe('');
    });

    it('A token signed with an older key is accepted as long as the key is listed.', async () => {
      const token = await askedOf(await serveWith(keys(old)));
      const changed = await serveWith(keys(fresh, middle, old));
      expect(codeIn(await changed(answerWith(token)))).not.toBe('');
    });

    it('A token signed with a removed key is rejected, and nothing is granted.', async () => {
      const token = await askedOf(await serveWith(keys(old)));
      const changed = await serveWith(keys(fresh, middle));
      const response = await changed(answerWith(token));
      expect(response.status).toBe(400);
      expect(locationIn(response)).toBeUndefined();
      expect(response.body).toContain('This request is not valid');
    });

    it('After the change the new key signs, so that the previous one can be removed.', async () => {
      const token = await askedOf(await serveWith(keys(fresh, old)));
      const [before, after] = [await serveWith(keys(old)), await serveWith(keys(fresh))];
      expect((await before(answerWith(token))).status).toBe(400);
      expect(codeIn(await after(answerWith(token)))).not.toBe('');
    });
  });
};
