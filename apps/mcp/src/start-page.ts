import { type Handler, html, page, pageReply } from '@codegrant/server';

/** The page that tells how MCP clients are connected to the server at this URL. */
export const startPage = (resource: string): Handler<unknown> => {
  const reply = pageReply(
    200,
    page(
      'Notes, an MCP server',
      html`<h1>Notes, an MCP server</h1>
<p>The MCP server is at <code>${resource}</code>. It speaks streamable HTTP.</p>`,
    ),
    [],
  );
  return { handle: async () => reply };
};
