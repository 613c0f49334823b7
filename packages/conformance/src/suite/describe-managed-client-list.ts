import { describe, expect, it } from 'vitest';
import { fixedNow } from '../expected/fixed.ts';
import { get } from '../wire/send.ts';
import { registrationOf } from './registry-samples.ts';
import type { StartServer } from './running-server.ts';
import { dataIn, list, shop, tool, useClientManagement } from './use-client-management.ts';

/** Tests of the pages and the filters of the list of clients. */
export const describeManagedClientList = (start: StartServer): void => {
  describe('The management of clients:', () => {
    const { created, managed, serve } = useClientManagement(start);

    it('A list has pages, the oldest first, until the last (R383).', async () => {
      const send = await serve();
      const ids: string[] = [];
      for (let index = 0; index < 5; index++) {
        const record = registrationOf({}, { orgId: 'org-1', userId: 'ada', createdAt: fixedNow + index });
        ids.push(record.metadata.client_id);
        await managed.registry.createClient(record);
      }
      const page = async (query: string) => {
        const { data, meta } = JSON.parse((await send(get(`${list}?${query}`))).body);
        return { ids: data.map((client: { readonly client_id: string }) => client.client_id), meta };
      };
      const meta = { page_number: 1, page_size: 2, total_pages: 3, total_results: 5 };
      expect(await page('page[number]=1&page[size]=2')).toEqual({ ids: ids.slice(0, 2), meta });
      expect(await page('page%5Bnumber%5D=3&page%5Bsize%5D=2')).toEqual({
        ids: ids.slice(4),
        meta: { ...meta, page_number: 3 },
      });
      expect(await page('page[number]=999999999&page[size]=100')).toMatchObject({ ids: [] });
      expect(await page('')).toMatchObject({ ids, meta: { page_number: 1, page_size: 20, total_pages: 1 } });
    });

    it.each([
      'page[size]=101',
      'page[size]=0',
      'page[size]=1e2',
      'page[number]=-1',
      'page[number]=1000000000',
      'page[number]=1&page[number]=2',
      'filter[client_type]=trusted',
      'filter[verified]=yes',
      'filter[verified]=true&filter[verified]=false',
      'filter[name]=%ff',
    ])('A list that is asked for with %s is refused with 400 (R383).', async (query) => {
      const send = await serve();
      expect(await send(get(`${list}?${query}`))).toMatchObject({ status: 400 });
    });

    it('Each filter takes what it names literally (R383).', async () => {
      const send = await serve();
      const { client_id: id } = await created(send);
      await created(send, tool);
      const names = async (query: string) =>
        dataIn(await send(get(`${list}?${query}`))).map(({ name }: { readonly name: string }) => name);
      expect(await names(`filter[client_id]=${id}`)).toEqual([shop.name]);
      expect(await names('filter[client_type]=public')).toEqual(['Tool']);
      expect(await names('filter[name]=Tool')).toEqual(['Tool']);
      expect(await names('filter[name][contains]=Sho')).toEqual([shop.name]);
      expect(await names('filter[allowed_grant_types][contains]=refresh_token')).toHaveLength(2);
      expect(await names('filter[allowed_grant_types][contains]=refresh')).toEqual([]);
      expect(await names('filter[verified]=true')).toEqual([]);
      for (const text of ['%25', '_', '*', "' OR '1'='1", '%00', '%5C', '"', '.*'])
        expect(await names(`filter[name][contains]=${text.startsWith('%') ? text : encodeURIComponent(text)}`)).toEqual(
          [],
        );
    });
  });
};
