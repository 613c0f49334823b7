/** The member `error` of a JSON body, or `undefined` if the body has none. */
export const errorIn = (body: string): unknown => {
  try {
    const read: unknown = JSON.parse(body);
    return typeof read === 'object' && read !== null && 'error' in read ? read.error : undefined;
  } catch {
    return undefined;
  }
};
