import { type Awaitable, isPromise } from './awaitable.ts';
import { isTemporarilyUnavailable, TemporarilyUnavailable } from './temporarily-unavailable.ts';

/** What a port threw. An outage gets the name of the port. */
const named = (port: string, cause: unknown): unknown =>
  isTemporarilyUnavailable(cause)
    ? new TemporarilyUnavailable(`${port} is not available: ${cause.message}`, { cause })
    : cause;

/**
 * The answer of a port, if it comes in time. Each call has a timer of its own: on Workers, a request cannot use a timer
 * that another request started. What comes too late is ignored, also if it is a rejection.
 */
const answerWithin = <Answer>(port: string, answer: Promise<Answer>, milliseconds: number): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const late = (): void =>
      reject(
        new TemporarilyUnavailable(
          `${port} did not answer within ${milliseconds} milliseconds. Check what it waits for, or raise portTimeoutMilliseconds.`,
        ),
      );
    const timer = setTimeout(late, milliseconds);
    const failed = (cause: unknown): void => {
      clearTimeout(timer);
      try {
        reject(named(port, cause));
      } catch (unreadable) {
        // A cause may throw when it is read.
        reject(unreadable);
      }
    };
    // What is no Promise may have a then method that throws.
    Promise.resolve(answer).then((value) => {
      clearTimeout(timer);
      return resolve(value);
    }, failed);
  });

/**
 * Limits the time that a function of a port may take. If it returns no promise, no timer is started.
 *
 * @param port the name of the function, for errors: for example `store.takeCode`
 * @returns the function, which throws or rejects with {@link TemporarilyUnavailable} if there is no answer in time
 */
export const guarded =
  <Arguments extends readonly unknown[], Answer>(
    port: string,
    call: (...args: Arguments) => Awaitable<Answer>,
    milliseconds: number,
  ): ((...args: Arguments) => Awaitable<Answer>) =>
  (...args) => {
    try {
      const answer = call(...args);
      return isPromise(answer) ? answerWithin(port, answer, milliseconds) : answer;
    } catch (cause) {
      throw named(port, cause);
    }
  };
