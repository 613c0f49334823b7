import { InvalidSettings, type ProtectedResourceOptions } from '@codegrant/server';

/** The options of `tokenVerifier`. */
export interface TokenVerifierOptions
  extends Pick<
    ProtectedResourceOptions,
    'tokens' | 'tokensWithoutResource' | 'portTimeoutMilliseconds' | 'report' | 'now'
  > {
  /**
   * The URL of the MCP server, as in `resources` of the policy. A token for another resource is refused (MCP, Authorization, Token
   * handling).
   */
  readonly resource: string;
}

const names: Readonly<Record<keyof TokenVerifierOptions, true>> = {
  tokens: true,
  resource: true,
  tokensWithoutResource: true,
  portTimeoutMilliseconds: true,
  report: true,
  now: true,
};

/**
 * Checks what `protectedResource` does not check.
 *
 * @throws {InvalidSettings} if a name is wrong, or `resource` is missing
 */
export const checkTokenVerifierOptions = (options: TokenVerifierOptions): void => {
  const given: Partial<TokenVerifierOptions> = options;
  const problems = [
    ...Object.keys(options)
      .filter((name) => !Object.hasOwn(names, name))
      .map((name) => `${name} is not an option: correct its spelling.`),
    ...(given.resource === undefined
      ? ['resource is missing. Set it to the URL of the MCP server: a token for another server must be refused.']
      : []),
  ];
  if (problems.length > 0) throw new InvalidSettings('token verifier', problems);
};
