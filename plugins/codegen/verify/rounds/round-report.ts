import { failureReport, type ReportOptions } from '../failure-report.js';
import type { Round } from '../round.js';

/** What a round leaves to be mended, for the model; empty: nothing. */
export async function roundReport(
  { generation, verification }: Round,
  isUnchanged: boolean,
  options: ReportOptions,
): Promise<string> {
  const parts: string[] = [];
  if (isUnchanged) parts.push('The last answer changed nothing.');
  if (generation.refused.length > 0) {
    const lines = generation.refused.map(({ path, reason }) => `- ${path}: ${reason}`);
    parts.push(`These parts of the answer could not be applied:\n${lines.join('\n')}`);
  } else if (generation.files.length === 0) {
    parts.push('The answer held no code. Give the complete file, with its path.');
  }
  if (verification?.verdict === 'failed') parts.push(await failureReport(verification, options));
  return parts.join('\n\n');
}
