// In the project, the code of the README stands here.
export { optionsWith } from '../../../../packages/sql/test/snippets/worker.ts';
