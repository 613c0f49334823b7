import type { RefusedDocument } from './client-documents-settings.ts';

const reportFailure = (cause: unknown): void => {
  console.error('report of clientDocuments failed:', cause);
};

/** Calls `report`. What it throws or rejects with goes to the console: a failing log must not change the answer. */
export const reportRefused = (report: (refused: RefusedDocument) => unknown, refused: RefusedDocument): void => {
  try {
    Promise.resolve(report(refused)).catch(reportFailure);
  } catch (cause) {
    reportFailure(cause);
  }
};
