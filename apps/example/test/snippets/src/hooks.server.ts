import { isForeignForm } from '../is-foreign-form.ts';

interface Handled<Event> {
  readonly event: Event;
  readonly resolve: (event: Event) => Response | Promise<Response>;
}

/** SvelteKit's own check, for every path but those of the authorization server. */
export const handle = <Event extends { readonly request: Request }>({ event, resolve }: Handled<Event>) =>
  isForeignForm(event.request) ? new Response('This form came from another site.', { status: 403 }) : resolve(event);
