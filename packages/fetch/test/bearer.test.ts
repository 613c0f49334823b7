import { describeBearer } from '@codegrant/conformance/suite';
import { fetchApi, honoApi } from './bearer-apps.ts';

describeBearer('Fetch', fetchApi);

describeBearer('Hono', honoApi);
