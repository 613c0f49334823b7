import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
import express, { type RequestHandler, Router } from 'express';

/** Answers requests of MCP without sessions, with a server for each request. */
export const answerWith = (newServer: () => McpServer): RequestHandler =>
  Router().use(express.json(), async (request, response) => {
    const server = newServer();
    const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true });
    await server.connect(transport);
    response.on('close', () => void server.close());
    await transport.handleRequest(request, response, request.body);
  });
