import type { TestSection } from 'devmgr/plugin-api/contracts/test-runs';
import { isFields, isNumber, isString, isStringPair, listOf, optional } from './parse-fields.js';

/** `answer-<pid>.json`, as `control.py` writes it. */
export interface ControlAnswer {
  /** Of the question. */
  readonly number: number;
  /** The test that runs; `undefined`: pytest is between tests. */
  readonly id: string | undefined;
  readonly sections: readonly TestSection[];
  readonly stopped: boolean;
}

/** `undefined` for anything else. Never throws. */
export function parseAnswer(text: string): ControlAnswer | undefined {
  try {
    const answer: unknown = JSON.parse(text);
    if (!isFields(answer) || !isNumber(answer['number'])) return undefined;
    return {
      number: answer['number'],
      id: optional(answer['id'], isString),
      sections: listOf(answer['sections'], isStringPair).map(([title, section]) => ({ title, text: section })),
      stopped: answer['stopped'] === true,
    };
  } catch {
    return undefined;
  }
}
