/** Another library, installed. */
export interface InstalledRival {
  /** The name and the version. */
  readonly name: string;
  /** The program that drives it. */
  readonly file: string;
  /** Whether its authorization endpoint and its token endpoint can be driven. */
  readonly redeems: boolean;
  /** What is not equal. */
  readonly note: string;
}
