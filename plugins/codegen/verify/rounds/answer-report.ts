import type { Generation } from 'devmgr/plugin-api/contracts/code-generator';

/** Why an answer could not be used, or not all of it, for the model; `undefined`: all of it could. */
export function answerReport({ refused, files }: Pick<Generation, 'refused' | 'files'>): string | undefined {
  if (refused.length > 0) {
    const lines = refused.map(({ path, reason }) => `- ${path}: ${reason}`);
    return `These parts of the answer could not be applied:\n${lines.join('\n')}`;
  }
  return files.length === 0 ? 'The answer held no code. Give the complete file, with its path.' : undefined;
}
