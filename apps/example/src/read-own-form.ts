import { type FormInput, type HttpRequest, readPostedForm, type Reply } from '@codegrant/server';
import { isCrossOrigin } from './is-cross-origin.ts';
import { plain } from './replies.ts';

/** A form of this app's own page, or the reply to one that is not accepted. */
export type OwnForm =
  | { readonly kind: 'form'; readonly form: FormInput }
  | { readonly kind: 'refused'; readonly reply: Reply };

/**
 * Reads a form, within the limit of its size, that a page of this app has sent.
 *
 * @param origin the origin at which browsers reach the app
 * @param refusal what the user reads if another site sent the form
 */
export const readOwnForm = async <Context>(
  request: HttpRequest<Context>,
  origin: string,
  refusal: string,
): Promise<OwnForm> => {
  if (isCrossOrigin(request.header, origin)) return { kind: 'refused', reply: plain(403, refusal) };
  const read = await readPostedForm(request);
  return read.kind === 'broken'
    ? { kind: 'refused', reply: plain(read.rule.verdict.status, read.rule.message) }
    : { kind: 'form', form: read.form };
};
