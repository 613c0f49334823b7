import { toNodeHandler as toMcpHandler } from '@modelcontextprotocol/node';
import { createMcpHandler, type McpServer } from '@modelcontextprotocol/server';
import express, { type Express } from 'express';

/** An MCP server that anybody can use. */
export const appWith = (newServer: () => McpServer): Express => {
  const app = express();
  app.all('/mcp', toMcpHandler(createMcpHandler(newServer)));
  return app;
};
