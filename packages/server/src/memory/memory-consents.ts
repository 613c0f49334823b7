import type { Consents } from '../ports/consents.ts';

/**
 * Remembered consents in the memory of this process. They are lost when the process ends, and users are asked again.
 */
export const memoryConsents = (): Consents => {
  const bySubject = new Map<string, Map<string, ReadonlySet<string>>>();
  return {
    granted: (subject, clientId) => [...(bySubject.get(subject)?.get(clientId) ?? [])],
    remember: (subject, clientId, scope) => {
      const byClient = bySubject.get(subject) ?? new Map<string, ReadonlySet<string>>();
      byClient.set(clientId, new Set([...(byClient.get(clientId) ?? []), ...scope]));
      bySubject.set(subject, byClient);
    },
    forget: (subject, clientId) => void bySubject.get(subject)?.delete(clientId),
  };
};
