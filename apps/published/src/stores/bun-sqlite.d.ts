declare module 'bun:sqlite' {
  /** The part of the class that is used here. */
  export class Database {
    constructor(file: string);
    query(statement: string): { all(...parameters: readonly (string | number | null)[]): unknown[] };
  }
}
