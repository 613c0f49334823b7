import { isForeignForm } from '../is-foreign-form.ts';

/** Astro's own check, for every path but those of the authorization server. */
export const onRequest = ({ request }: { readonly request: Request }, next: () => Promise<Response>) =>
  isForeignForm(request) ? new Response('This form came from another site.', { status: 403 }) : next();
