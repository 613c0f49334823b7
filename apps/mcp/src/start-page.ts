import { type Handler, html, page, pageReply } from '@codegrant/server';

/** How each client is told to use the server. The client opens a browser when it needs the user. */
const recipes = (resource: string): readonly (readonly [string, string])[] => [
  ['Claude Code', `claude mcp add --transport http notes ${resource}`],
  ['VS Code', `code --add-mcp '${JSON.stringify({ name: 'notes', type: 'http', url: resource })}'`],
  ['Codex CLI', `codex mcp add notes --url ${resource}`],
  ['Gemini CLI', `gemini mcp add --transport http notes ${resource}`],
  ['Cursor, in ~/.cursor/mcp.json', JSON.stringify({ mcpServers: { notes: { url: resource } } })],
  ['MCP Inspector', `npx @modelcontextprotocol/inspector --transport http --server-url ${resource}`],
];

/** The page that tells how MCP clients are connected to the server at this URL. */
export const startPage = (resource: string): Handler<unknown> => {
  const list = recipes(resource).map(([client, recipe]) => html`<h2>${client}</h2>\n<pre>${recipe}</pre>\n`);
  const content = html`<h1>Notes, an MCP server</h1>
<p>The MCP server is at <code>${resource}</code>. Its authorization server is Codegrant. A client is known by its client metadata document, or registers itself. If
your client can do neither, give it the client ID <code>mcp-client</code>, without a secret. The client then needs the redirect URI
<code>http://127.0.0.1/callback</code> or <code>http://localhost/callback</code>, with any port.</p>
<p>Then ask your client to list your notes, and to add a note. To add a note, the client needs a further permission, and asks you for it.</p>
${list}
<p class="soft">Claude and ChatGPT in the browser reach only servers on the internet: set <code>ISSUER</code> to the https URL of this server, and add the URL of
the MCP server as a custom connector.</p>
<p class="soft">You have an MCP server with <code>mcpAuthRouter</code>, or users at an identity provider?
<a href="https://github.com/codegrant/codegrant/blob/main/docs/guides/README.md">The guides</a> show what changes.</p>`;
  const reply = pageReply(200, page('Notes, an MCP server', content), []);
  return { handle: async () => reply };
};
