/**
 * A map that drops its oldest entries: it keeps at least the `atLeast` newest entries, and at most twice as many. Every row that has no
 * store of its own keeps its codes in one, so that all rows keep as many.
 */
export class RecentMap<Value> {
  #newest = new Map<string, Value>();
  #older = new Map<string, Value>();
  readonly #atLeast: number;

  constructor(atLeast: number) {
    this.#atLeast = atLeast;
  }

  set(key: string, value: Value): void {
    if (this.#newest.size >= this.#atLeast) {
      this.#older = this.#newest;
      this.#newest = new Map();
    }
    this.#newest.set(key, value);
  }

  get(key: string): Value | undefined {
    return this.#newest.get(key) ?? this.#older.get(key);
  }

  delete(key: string): void {
    if (!this.#newest.delete(key)) this.#older.delete(key);
  }
}
