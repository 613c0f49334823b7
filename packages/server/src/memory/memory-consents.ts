import type { Consents } from '../ports/consents.ts';

/** What people allowed, in this process's memory: forgotten with the process, so that people are asked again. */
export const memoryConsents = (): Consents => {
  const bySubject = new Map<string, Map<string, ReadonlySet<string>>>();
  return {
    granted: (subject, clientId) => [...(bySubject.get(subject)?.get(clientId) ?? [])],
    remember: (subject, clientId, scope) => {
      const byClient = bySubject.get(subject) ?? new Map<string, ReadonlySet<string>>();
      byClient.set(clientId, new Set([...(byClient.get(clientId) ?? []), ...scope]));
      bySubject.set(subject, byClient);
    },
  };
};
