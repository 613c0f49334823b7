/** Keeps what was made for each text. A store has a fixed number of statements. */
export const cached = <Made>(make: (text: string) => Made): ((text: string) => Made) => {
  const kept = new Map<string, Made>();
  return (text) => {
    const made = kept.get(text) ?? make(text);
    kept.set(text, made);
    return made;
  };
};
