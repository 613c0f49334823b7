import { describeBearer } from '@codegrant/conformance/suite';
import { fastifyApi } from './bearer-apps.ts';
import { injectInto, listenOn } from './fastify-app.ts';

describeBearer('Fastify', (api, required) => listenOn(fastifyApi(api, required)));

describeBearer('Fastify by inject', (api, required) => injectInto(fastifyApi(api, required)));
