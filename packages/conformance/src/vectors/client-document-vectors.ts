import applications from '../../vectors/client-document/applications.json' with { type: 'json' };
import clientId from '../../vectors/client-document/client-id.json' with { type: 'json' };
import members from '../../vectors/client-document/members.json' with { type: 'json' };
import response from '../../vectors/client-document/response.json' with { type: 'json' };
import { type ClientDocumentVector, readClientDocumentVectors } from './client-document-vector.ts';
import { groups, type VectorGroup } from './vector-group.ts';

/** Client metadata documents, also as known applications publish them. */
export const clientDocumentVectors: readonly VectorGroup<ClientDocumentVector>[] = groups(readClientDocumentVectors, {
  applications,
  'client-id': clientId,
  members,
  response,
});
