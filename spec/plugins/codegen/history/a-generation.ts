import type { Generation } from 'devmgr/plugin-api/contracts/code-generator';
import { aGeneration as aSmallOne } from '../generate/a-generation.js';

/** A generation of one file with two items of context, one of which was not sent. */
export function aGeneration(more: Partial<Generation>): Generation {
  const item = { reason: 'imported', startLine: 1, language: 'python', value: 0.5, tokens: 10 };
  const [models, long] = ['app/models.py', 'app/long.py'];
  return aSmallOne({
    prompt: 'Add refunds',
    answeredBy: { providerId: 'openai', modelId: 'gpt-6-luna', host: undefined },
    answer: '```python\na = 2\n```',
    files: [{ path: 'app/a.py', before: undefined, after: 'a = 2\n' }],
    refused: [{ path: 'app/x.py', reason: 'no place fits' }],
    notes: ['The answer was cut'],
    context: [
      { ...item, id: 'file:m', title: models, path: models, text: 'class Model: ...\n', leftOut: undefined },
      { ...item, id: 'file:l', title: long, path: long, text: 'too_long = 1\n', leftOut: 'does not fit' },
    ],
    usage: { inputTokens: 900, outputTokens: undefined, costUsd: 0.01 },
    durationMs: 1200,
    ...more,
  });
}
