/** How long a fetch may take in total, with the look-up, the connection and the body. In milliseconds. */
export const timeLimitMilliseconds = 5000;
