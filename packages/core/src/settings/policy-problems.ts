import { readLoopbackUri } from '../redirect-uri/loopback.ts';
import { furtherParameterProblems, type SettingsWithParameters } from './further-parameters.ts';
import { resourceProblems, type SettingsWithResources } from './resource-settings.ts';

/** What the checks read of the settings. */
interface ComparedSettings extends SettingsWithResources, SettingsWithParameters {
  readonly issuer: string;
  readonly insecureIssuer?: 'allow' | undefined;
  readonly defaultScope?: readonly string[] | undefined;
  readonly requiredScope?: readonly string[] | undefined;
  readonly refreshTokens?: 'never' | 'offline_access' | 'always' | undefined;
}

const issuerUri = /^(https?):\/\/[A-Za-z0-9\-._~:[\]]+(?:\/[A-Za-z0-9\-._~/@!$&'+,;=]*)?$/;

// RFC 8414 §2 and RFC 9207 §2: https, no query, no fragment. Also no star, colon, parenthesis or percent sign: the path
// of the issuer is part of the path of its metadata, and routers interpret these characters. RFC 8252 §7.3 names the
// only network where http is safe.
const issuerProblems = ({ issuer, insecureIssuer }: ComparedSettings): readonly string[] => {
  const scheme = issuerUri.exec(issuer)?.[1];
  if (scheme === undefined || !URL.canParse(issuer))
    return [
      'issuer must be a URL without query, fragment, user name, or any of * : ( ) % in its path, for example https://login.example.',
    ];
  // Clients resolve dot segments (RFC 3986 §5.2.4), so the metadata of the issuer would be looked up elsewhere.
  if (/\/\.{1,2}(?:\/|$)/.test(issuer))
    return [`issuer ${JSON.stringify(issuer)} has a dot segment (. or ..) in its path: remove it.`];
  if (scheme === 'https' || insecureIssuer === 'allow' || readLoopbackUri(issuer) !== undefined) return [];
  return ['issuer must be https (http only on http://127.0.0.1, http://[::1] or http://localhost).'];
};

const unknownScopeProblems = (given: ComparedSettings): readonly string[] =>
  (['defaultScope', 'requiredScope'] as const).flatMap((setting) =>
    (given[setting] ?? [])
      .filter((scope) => !Object.hasOwn(given.scopes, scope))
      .map((scope) => `${setting} names ${scope}, which is not in scopes.`),
  );

/** No client could request the scope, so none would ever get a refresh token. */
const offlineAccessProblems = ({ refreshTokens, scopes }: ComparedSettings): readonly string[] =>
  refreshTokens === 'offline_access' && !Object.hasOwn(scopes, 'offline_access')
    ? ['refreshTokens is offline_access, which is not in scopes: declare the scope offline_access.']
    : [];

/** The problems of settings that a schema does not find: an unusable issuer, and contradictions. Each is a sentence. */
export const policyProblems = (given: ComparedSettings): readonly string[] => [
  ...issuerProblems(given),
  ...unknownScopeProblems(given),
  ...resourceProblems(given),
  ...offlineAccessProblems(given),
  ...furtherParameterProblems(given),
];
