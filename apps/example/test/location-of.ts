/** Where a response sends the browser: by a redirect, or by a page that goes on by itself. */
export const locationOf = ({ headers }: Response): string =>
  headers.get('location') ?? headers.get('refresh')?.replace(/^0;url=/, '') ?? '';
