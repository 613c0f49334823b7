import { jsonReply } from '../../http/json-reply.ts';
import type { Reply } from '../../http/reply.ts';
import type { IntrospectionResponse } from './introspection-response-schema.ts';

/** RFC 7662 §2.2. It is not cached (§4): a token can be revoked at any time. */
export const introspectionReply = ({ response }: { readonly response: IntrospectionResponse }): Reply =>
  jsonReply(200, response);
