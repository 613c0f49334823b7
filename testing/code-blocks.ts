/**
 * The code in a Markdown document, in its order.
 *
 * @param language what follows the backticks of its blocks
 */
export const codeBlocks = (markdown: string, language: string): readonly string[] =>
  Array.from(markdown.matchAll(new RegExp(`^\`\`\`${language}\n([^]*?)^\`\`\``, 'gm')), ([, code = '']) => code);
