import { join } from 'node:path';
import type { OtherProcesses } from '@codegrant/conformance/suite';

/** Other processes that make the same store with a maker of this folder. */
export const othersWith = (maker: string, argument: string): OtherProcesses => ({
  module: join(import.meta.dirname, '../makers', maker),
  argument: () => argument,
  execArgv: ['--conditions=@codegrant/source'],
});
