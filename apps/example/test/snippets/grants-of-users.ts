import { grantsOf } from '@codegrant/server';
import { server } from './server.ts';

/** The apps with access, for a page that shows them to their user. */
export const appsOf = (subject: string) => grantsOf(server).list(subject);

/** What the button beside an app does. Take the subject from your session, and never from the form. */
export const removeApp = (subject: string, clientId: string) => grantsOf(server).revokeClient(subject, clientId);
