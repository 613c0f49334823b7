/** RFC 7518 §6: the members of keys that must stay secret. Only private and symmetric keys have them. */
export const secretKeyMembers: readonly string[] = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv'];
