import { describe, expect, it } from 'vitest';
import { answerWith, askedOf } from './plain-request.ts';
import type { StartServer } from './running-server.ts';
import type { Send } from '../wire/send.ts';
import { useScene } from './use-scene.ts';

const [old, middle, fresh] = [1, 2, 3].map((byte) => new Uint8Array(32).fill(byte));

const keys = (...given: readonly (Uint8Array | undefined)[]): readonly Uint8Array[] =>
  given.filter((key) => key !== undefined);

/** Keys that change while people look at a page. */
export const describeRotation = (start: StartServer): void => {
  describe('Keys of consent tokens:', () => {
    const { scene, serve } = useScene(start);
    const serveUnder = async (consentKeys: readonly Uint8Array[]): Promise<Send> => {
      scene().owner = { subject: 'user-1' };
      return serve({ consentKeys });
    };

    it('A question that was sealed under the previous key is answered after the change.', async () => {
      const token = await askedOf(await serveUnder(keys(old)));
      const changed = await serveUnder(keys(middle, old));
      const response = await changed(answerWith(token));
      expect(response.status).toBe(303);
      expect(response.headers['location']).toMatch(/\?code=/);
    });

    it('A question that was sealed under the key before that one is answered as long as the key is listed.', async () => {
      const token = await askedOf(await serveUnder(keys(old)));
      const changed = await serveUnder(keys(fresh, middle, old));
      expect((await changed(answerWith(token))).status).toBe(303);
    });

    it('A question that was sealed under a removed key is not answered, and nothing is granted.', async () => {
      const token = await askedOf(await serveUnder(keys(old)));
      const changed = await serveUnder(keys(fresh, middle));
      const response = await changed(answerWith(token));
      expect(response.status).toBe(400);
      expect(response.headers).not.toHaveProperty('location');
      expect(response.body).toContain('The question was not asked here');
    });

    it('After the change the new key seals, so that the previous one can be removed.', async () => {
      const token = await askedOf(await serveUnder(keys(fresh, old)));
      const [before, after] = [await serveUnder(keys(old)), await serveUnder(keys(fresh))];
      expect((await before(answerWith(token))).status).toBe(400);
      expect((await after(answerWith(token))).status).toBe(303);
    });
  });
};
