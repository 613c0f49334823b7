import { bearerRejectionReply, decideAccess } from '@codegrant/core';

const scope = ['mail.read'];
const decision = decideAccess('Bearer mF_9.B5f-4.1JqM', { scope, findToken: () => undefined });

if (decision.kind === 'rejectBearer')
  console.log(bearerRejectionReply(decision, { scope }).headers['www-authenticate']);
