/** The vectors of one file, under its name. */
export interface VectorGroup<Vector> {
  readonly name: string;
  readonly vectors: readonly Vector[];
}

/** Reads the files of one kind of vectors. Each file is under its name. */
export const groups = <Vector>(
  read: (file: unknown) => readonly Vector[],
  files: Readonly<Record<string, unknown>>,
): readonly VectorGroup<Vector>[] => Object.entries(files).map(([name, file]) => ({ name, vectors: read(file) }));
