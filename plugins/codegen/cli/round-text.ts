import type { Round } from '../verify/round.js';
import { verdictText } from './test-text.js';

/** What came of a round, in a line. */
export function roundText({ generation, verification, isUnchanged }: Round): string {
  const { files, refused, isStopped } = generation;
  if (isStopped) return 'stopped';
  if (isUnchanged) return 'the answer changed nothing';
  if (verification) return verdictText(verification);
  if (files.length === 0)
    return refused.length === 0 ? 'the answer holds no code' : 'nothing of the answer could be applied';
  return refused.length === 0 ? 'all of it fits' : 'a part of the answer could not be applied';
}
