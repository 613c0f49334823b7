import { type Client, defineClient, type PolicySettings } from '@codegrant/core';
import type { Workload } from '../../workload/workload.ts';

/** The user who is signed in. */
export const subject = 'user-1';

export const policySettings = ({ scopes }: Workload): PolicySettings => ({
  issuer: 'https://login.example',
  scopes: Object.fromEntries(scopes.map((scope) => [scope, { name: scope }])),
});

export const clientsOf = ({ registrations }: Workload): readonly Client[] => registrations.map(defineClient);
