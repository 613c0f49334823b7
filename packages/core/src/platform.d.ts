/**
 * All of the platform that core may see. These exist, unchanged, in every JavaScript runtime, and none of them does I/O.
 * `fetch`, `crypto`, `process` and timers are left out on purpose, so that using one does not compile.
 */
declare class URL {
  constructor(url: string);
  static canParse(url: string): boolean;
  readonly protocol: string;
  readonly username: string;
  readonly password: string;
  readonly origin: string;
  readonly host: string;
  readonly hostname: string;
}

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label: 'utf-8', options: { readonly fatal: true });
  decode(bytes: Uint8Array): string;
}
