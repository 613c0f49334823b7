/** Where a response sends the browser: by a redirect, or by a page that redirects automatically. */
export const locationOf = ({ headers }: Response): string =>
  headers.get('location') ?? headers.get('refresh')?.replace(/^0;url=/, '') ?? '';
