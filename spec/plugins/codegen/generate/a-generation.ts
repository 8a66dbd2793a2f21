import type { Generation } from 'devmgr/plugin-api/contracts/code-generator';

/** A generation with what a spec says of it. */
export function aGeneration(facts: Partial<Generation> = {}): Generation {
  return {
    id: 'g1',
    target: 'app/a.py',
    prompt: 'write it',
    answeredBy: { providerId: 'p', modelId: 'm', host: undefined },
    answer: 'an answer',
    files: [{ path: 'app/a.py', before: undefined, after: 'x = 1\n' }],
    refused: [],
    notes: [],
    context: [],
    usage: { inputTokens: 1, outputTokens: 1, costUsd: undefined },
    durationMs: 1,
    isStopped: false,
    ...facts,
  };
}
