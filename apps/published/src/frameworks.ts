import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { driveFlow } from './drive-flow.ts';
import { createProject } from './project.ts';
import { startServer } from './start-server.ts';

// Runs the flow with the README's code in production builds of the frameworks: some of their guards are not there before.
const project = createProject({
  '@sveltejs/adapter-node': '6.0.1',
  '@sveltejs/kit': '3.2.0',
  svelte: '5.57.3',
  vite: '8.3.8',
  astro: '7.3.5',
  '@astrojs/node': '11.1.6',
  next: '16.4.6',
  react: '19.3.1',
  'react-dom': '19.3.1',
});
const snippets = join(import.meta.dirname, '../../example/test/snippets');
const issuer = 'https://login.example';

// No framework sends statistics.
Object.assign(process.env, { HOST: '127.0.0.1', ASTRO_TELEMETRY_DISABLED: '1', NEXT_TELEMETRY_DISABLED: '1' });

/** An app of one framework. */
interface App {
  readonly name: string;
  /** The README's files: their names here, and in the app if they differ. */
  readonly snippets: readonly (string | readonly [from: string, to: string])[];
  /** The other files, by name. */
  readonly files: Readonly<Record<string, string>>;
  /** Replacements in the README's `oauth.ts`. */
  readonly options?: readonly (readonly [before: string, after: string])[];
  /** The arguments of Node that build the app. */
  readonly build: readonly string[];
  /** The arguments of Node that start it. */
  readonly start: (port: number) => readonly string[];
  readonly test: (origin: string) => Promise<string>;
}

const bin = (path: string): string => join(project.folder, 'node_modules', path);

const write = (file: string, text: string): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
};

/** The settings that are in every app. The flow is that of a user who is signed in with the cookie `session=1`. */
const oauth = (replacements: App['options'] = []): string => {
  const snippet = readFileSync(join(snippets, 'oauth.ts'), 'utf8');
  const replaced = replacements.reduce((text, [before, after]) => text.replace(before, () => after), snippet);
  return `${replaced}\nsessions.set('1', { subject: 'user-1', name: 'Ada' });\n`;
};

const create = (app: App): string => {
  const folder = join(project.folder, app.name);
  write(join(folder, 'package.json'), '{ "private": true, "type": "module" }');
  for (const each of ['oauth-fetch.ts', ...app.snippets]) {
    const [from, to] = typeof each === 'string' ? [each, each] : each;
    cpSync(join(snippets, from), join(folder, to), { recursive: true });
  }
  write(join(folder, 'oauth.ts'), oauth(app.options));
  for (const [file, text] of Object.entries(app.files)) write(join(folder, file), text);
  return folder;
};

const statusOf = async (url: string, headers: Readonly<Record<string, string>>): Promise<number> =>
  (await fetch(url, { method: 'POST', body: new URLSearchParams({ a: 'b' }), headers })).status;

/** The flow, with token requests of another origin and of none, and forms that the app's own guard still stops. */
const testGuarded = async (origin: string): Promise<string> => {
  const steps = await driveFlow(origin);
  const token = await statusOf(`${origin}/oauth/token`, { origin: 'https://spa.example' });
  const own = [{ origin: issuer }, { origin: 'https://evil.example' }, {}];
  const forms = await Promise.all(own.map((headers) => statusOf(`${origin}/mine`, headers)));
  if (`${token} ${forms.join(' ')}` !== '401 200 403 403')
    throw new Error(`A token request of another origin got ${token}, and forms of the app got ${forms.join(', ')}.`);
  return `${steps} of 12 steps, and its own forms are guarded`;
};

const sveltekit: App = {
  name: 'sveltekit',
  snippets: ['src/routes', 'src/hooks.server.ts', 'is-foreign-form.ts', 'vite.config.js'],
  files: {
    'src/app.html': '<!doctype html><html><head>%sveltekit.head%</head><body>%sveltekit.body%</body></html>',
    'src/routes/mine/+server.ts': "export const POST = () => new Response('mine');\n",
  },
  build: [bin('vite/bin/vite.js'), 'build'],
  start: () => ['build'],
  test: testGuarded,
};

const astro: App = {
  name: 'astro',
  snippets: ['src/pages', 'src/middleware.ts', 'is-foreign-form.ts', 'astro.config.js'],
  files: { 'src/pages/mine.ts': "export const prerender = false;\nexport const POST = () => new Response('mine');\n" },
  build: [bin('astro/bin/astro.mjs'), 'build'],
  start: () => ['dist/server/entry.mjs'],
  test: testGuarded,
};

const routes = ['oauth/[...path]', '.well-known/oauth-authorization-server'];

const next: App = {
  name: 'next',
  // Under the name of JavaScript, since Next.js would install TypeScript for TypeScript in `app`.
  snippets: routes.map((route) => [`app/${route}/route.ts`, `app/${route}/route.js`]),
  files: {
    'next.config.js': `export default { basePath: '/auth', trailingSlash: true, turbopack: { root: ${JSON.stringify(project.folder)} } };\n`,
    'app/layout.js': 'export default ({ children }) => children;\n',
  },
  options: [
    [
      "    signInUrl: '/sign-in',",
      `    signInUrl: '/sign-in',
    basePath: '/auth',
    paths: {
      authorize: '/oauth/authorize/',
      consent: '/oauth/consent/',
      token: '/oauth/token/',
      metadata: '/.well-known/oauth-authorization-server/',
    },`,
    ],
    ["process.env['ISSUER'] ?? 'http://127.0.0.1:3000'", JSON.stringify(`${issuer}/auth`)],
  ],
  build: [bin('next/dist/bin/next'), 'build'],
  start: (port) => [bin('next/dist/bin/next'), 'start', '-H', '127.0.0.1', '-p', String(port)],
  test: async (origin) =>
    `${await driveFlow(origin, { basePath: '/auth', end: '/' })} of 12 steps, with basePath and trailingSlash`,
};

const outcome = async (app: App): Promise<string> => {
  const cwd = create(app);
  process.env['ISSUER'] = issuer;
  execFileSync(process.execPath, app.build, { cwd, stdio: ['ignore', 'ignore', 'inherit'] });
  const { origin, stop } = await startServer(cwd, (port) => [process.execPath, ...app.start(port)]);
  try {
    return await app.test(origin);
  } finally {
    await stop();
  }
};

for (const app of [sveltekit, astro, next]) {
  const row = await outcome(app).catch((error: unknown) => {
    process.exitCode = 1;
    return `failed: ${String(error)}`;
  });
  console.log(`| ${app.name} | ${row} |`);
}
project.remove();
