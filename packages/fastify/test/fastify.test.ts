import { asUrl, describeEndpoint } from '@codegrant/conformance/suite';
import { createAuthorizationServer } from '@codegrant/server';
import { appWith, injectInto, listenOn } from './fastify-app.ts';

describeEndpoint('Fastify', (options) => listenOn(appWith(createAuthorizationServer(options))));

describeEndpoint('Fastify by inject', (options) => injectInto(appWith(createAuthorizationServer(options))), asUrl);
