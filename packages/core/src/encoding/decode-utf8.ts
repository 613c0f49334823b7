const utf8 = /* @__PURE__ */ new TextDecoder('utf-8', { fatal: true });

/** The text of UTF-8 bytes. `undefined` if there are no bytes, or if they are not UTF-8. */
export const decodeUtf8 = (bytes: Uint8Array | undefined): string | undefined => {
  try {
    return bytes && utf8.decode(bytes);
  } catch {
    return undefined;
  }
};
