/**
 * The platform that core may use. These exist unchanged in every JavaScript runtime, and none does I/O. `fetch`,
 * `crypto`, `process` and timers are missing on purpose: using one does not compile.
 */
declare class URL {
  constructor(url: string);
  static canParse(url: string): boolean;
  readonly href: string;
  readonly protocol: string;
  readonly origin: string;
  readonly host: string;
  readonly hostname: string;
}

declare const atob: (text: string) => string;

declare class TextEncoder {
  encode(text: string): Uint8Array<ArrayBuffer>;
}

declare class TextDecoder {
  constructor(label: 'utf-8', options: { readonly fatal: true; readonly ignoreBOM?: boolean });
  decode(bytes: Uint8Array): string;
}
