import clientList from '../../vectors/clients.json' with { type: 'json' };
import refreshClientList from '../../vectors/refresh-clients.json' with { type: 'json' };
import introspectionClientList from '../../vectors/introspection-clients.json' with { type: 'json' };
import assertionClientList from '../../vectors/assertion-clients.json' with { type: 'json' };
import originClientList from '../../vectors/origin-clients.json' with { type: 'json' };
import grantTypeClientList from '../../vectors/grant-type-clients.json' with { type: 'json' };

/** The clients of the vectors that can be sent to any server, as registrations (RFC 7591). */
export const vectorClients: readonly unknown[] = clientList;

/** The same, and the clients of the vectors that need stored tokens, another grant type, another origin, or keys. */
export const allVectorClients: readonly unknown[] = [
  ...clientList,
  ...refreshClientList,
  ...introspectionClientList,
  ...grantTypeClientList,
  ...originClientList,
  ...assertionClientList,
];
