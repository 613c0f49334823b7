/** The status of the answer of `/me` to an access token. */
export const statusOfMe = async (serverUrl: string, accessToken = ''): Promise<number> =>
  (await fetch(`${serverUrl}/me`, { headers: { authorization: `Bearer ${accessToken}` } })).status;
