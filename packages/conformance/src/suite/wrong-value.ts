/** The request in which a port returns a wrong value. */
export type Where = 'authorize' | 'allowedBefore' | 'answer' | 'redeem' | 'refresh' | 'introspect' | 'refuse';

/** A wrong value of a port. */
export interface WrongValue {
  /** The port and its member, as the failure names them. */
  readonly member: string;
  /** The value, in words. */
  readonly what: string;
  readonly where: Where;
  /**
   * Options of the server, of types that no TypeScript program would pass. What is called at startup returns the wrong
   * value only if `isStarted` does, because the server would refuse it.
   */
  readonly options: (isStarted: () => boolean) => object;
}
