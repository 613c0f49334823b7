import { encodeFormValue, encodeQueryValue } from '../encoding/form-encoding.ts';

/** In bytes. A request that is form-encoded as RFC 6749 appendix B says has no longer value. */
const longestFormValue = 8192;

/**
 * RFC 6749 appendix B percent-encodes more characters than a query needs. A client that sent a long state without that
 * encoding gets it back without it: three times as long, servers would not accept it (16 KiB with Node).
 */
const encodeValue = (value: string): string => {
  const encoded = encodeFormValue(value);
  return encoded.length > longestFormValue ? encodeQueryValue(value) : encoded;
};

/** A value of a response parameter that is encoded already. */
export class EncodedValue {
  readonly text: string;

  constructor(value: string) {
    this.text = encodeValue(value);
  }
}

/** A value of a response parameter as it is sent. */
export const sentValue = (value: string | EncodedValue): string =>
  typeof value === 'string' ? encodeValue(value) : value.text;
