/** A Markdown document without its blocks of code, in which a comment looks like a heading and a call like a link. */
export const proseOf = (markdown: string): string => markdown.replaceAll(/```[\s\S]*?```/g, '');

/** The anchors that GitHub gives the headings of a Markdown document. */
export const anchorsOf = (markdown: string): readonly string[] =>
  Array.from(proseOf(markdown).matchAll(/^#+ (.*)$/gm), ([, heading = '']) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
