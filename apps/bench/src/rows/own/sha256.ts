import { hash } from 'node:crypto';

/** The SHA-256 of Node, as core's documentation shows it. */
export const sha256 = (text: string): string => hash('sha256', text, 'base64url');
