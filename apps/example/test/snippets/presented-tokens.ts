import { type Client, defineClient, introspection, type OptionalEndpoint, revocation } from '@codegrant/server';

/** For the option `endpoints`. */
export const endpoints: readonly OptionalEndpoint[] = [revocation, introspection()];

/** A resource server: it asks about the access tokens that it receives. */
export const mailApi: Client = defineClient({
  client_id: 'mail-api',
  redirect_uris: ['https://mail.example/unused'],
  client_secret: process.env['MAIL_API_SECRET'] ?? '',
  introspection: ['https://mail.example/api'],
});
