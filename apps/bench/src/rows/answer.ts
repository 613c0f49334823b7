/** What a row answers: as much of an HTTP response as the checks read. */
export interface Answer {
  readonly status: number;
  readonly location: string | undefined;
  readonly body: string;
}

/** The code in the `Location` of an answer; `undefined` if there is none. */
export const codeIn = ({ location }: Answer): string | undefined =>
  location === undefined
    ? undefined
    : (new URL(location, 'https://login.example').searchParams.get('code') ?? undefined);
