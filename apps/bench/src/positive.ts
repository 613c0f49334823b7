/** The value of an option that must be a number above 0: with any other, nothing would be measured. */
export const positive = (option: string, text: string): number => {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`--${option} ${text} must be a number above 0.`);
  return value;
};
