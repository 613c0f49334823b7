/** What a browser shows in the end: a page, or the URL of a client. */
export interface Shown {
  readonly url: string;
  readonly status: number;
  readonly html: string;
}

/** A browser that keeps cookies for each origin, and follows redirects until it comes to a URL that `stops`. */
export interface Browser {
  readonly open: (url: string) => Promise<Shown>;
  readonly send: (url: string, form: Readonly<Record<string, string>>) => Promise<Shown>;
}

/** Where a response leads to: a redirect, or a page that goes on by itself. */
const nextOf = ({ headers, url }: Response): string | undefined => {
  const next = headers.get('location') ?? headers.get('refresh')?.replace(/^0;url=/, '');
  return next === undefined ? undefined : new URL(next, url).href;
};

/** @param stops whether a URL is that of a client: it is not requested */
export const newBrowser = (stops: (url: string) => boolean): Browser => {
  const jars = new Map<string, Map<string, string>>();
  const visit = async (url: string, init: RequestInit): Promise<Shown> => {
    if (stops(url)) return { url, status: 0, html: '' };
    const jar = jars.get(new URL(url).origin) ?? new Map<string, string>();
    jars.set(new URL(url).origin, jar);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, { ...init, redirect: 'manual', headers: { cookie } });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]*)=([^;]*)/.exec(set) ?? [];
      jar.set(name, value);
    }
    const next = nextOf(response);
    const html = await response.text();
    return next === undefined ? { url, status: response.status, html } : visit(next, {});
  };
  return {
    open: (url) => visit(url, {}),
    send: (url, form) => visit(url, { method: 'POST', body: new URLSearchParams(form) }),
  };
};

/** Presses the button Allow on a consent page. */
export const allow = async (browser: Browser, { url, html }: Shown): Promise<URL> => {
  const consent_token = /name="consent_token" value="([^"]*)"/.exec(html)?.[1];
  if (consent_token === undefined) throw new Error(`This is not the consent page: ${html}`);
  return new URL((await browser.send(new URL('/oauth/consent', url).href, { consent_token, decision: 'allow' })).url);
};
