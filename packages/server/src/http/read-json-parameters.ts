import { Broken, jsonParametersStage, readJsonParameters } from '@codegrant/core/internal';
import { undecodablePairs } from './form-of-parsed.ts';
import { postedForm, type ReadForm } from './read-form.ts';
import { broken, type MediaType } from './read-posted.ts';

const formOf = (read: ReturnType<typeof readJsonParameters>): ReadForm =>
  read instanceof Broken ? broken(read.rule) : postedForm(undecodablePairs(read));

/** A JSON object whose members become the pairs of a form. */
export const jsonParameters: MediaType<ReadForm> = {
  name: 'application/json',
  fromText: (text) => formOf(readJsonParameters(text)),
  // The text is gone, and with it each repeated name but the last.
  fromParsed: (value) => formOf(jsonParametersStage.run({ value, memberCount: undefined })),
};
