import {
  answeredQuestionStage,
  authenticateStage,
  authorizationRules,
  consentAnswerStage,
  consentTokenStage,
  consentTokenUnspentStage,
  grantRequestStage,
  redeemStage,
  redemptionStage,
  tokenRequestStage,
} from '@codegrant/core';
import { expect, it } from 'vitest';

it('The rules, their order and every word of them change only on purpose: what clients are told is part of the interface.', async () => {
  const rules = {
    authorization: authorizationRules,
    consent: [
      ...consentAnswerStage.rules,
      ...grantRequestStage.rules,
      ...consentTokenStage.rules,
      ...answeredQuestionStage.rules,
      ...consentTokenUnspentStage.rules,
    ],
    token: [...tokenRequestStage.rules, ...authenticateStage.rules, ...redemptionStage.rules, ...redeemStage.rules],
  };
  await expect(`${JSON.stringify(rules, undefined, 2)}\n`).toMatchFileSnapshot('rules.snapshot.json');
});
