import { describeEndpoint, listen } from '@codegrant/conformance/suite';
import { toNodeHandler } from '@codegrant/node';
import { createAuthorizationServer } from '@codegrant/server';
import express from 'express';

// R188: every adapter gives the same reply, to the byte.
describeEndpoint('node:http', (options) => listen(toNodeHandler(createAuthorizationServer(options))));

describeEndpoint('Express 5', (options) => listen(express().use(toNodeHandler(createAuthorizationServer(options)))));
