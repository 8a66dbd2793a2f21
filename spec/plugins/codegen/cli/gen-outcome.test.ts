import { expect, it } from 'vitest';
import { whatIsWrong } from '../../../../plugins/codegen/cli/gen-outcome.js';
import { aGeneration } from '../generate/a-generation.js';

const judge = (facts: Parameters<typeof aGeneration>[0]) =>
  whatIsWrong({ generation: aGeneration(facts), problems: [], isAside: undefined, verdict: 'passed' });

it('is content with an answer that came to its end', () => expect(judge({})).toEqual([]));

it.each([
  [{ isCut: true }, 'the answer was cut before its end'],
  [{ isStopped: true }, 'the answer was stopped'],
])('is not with one of %j, though its tests pass', (facts, reason) => expect(judge(facts)).toEqual([reason]));
