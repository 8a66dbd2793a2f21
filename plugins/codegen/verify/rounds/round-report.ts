import { failureReport, type ReportOptions } from '../failure-report.js';
import type { Round } from '../round.js';
import { answerReport } from './answer-report.js';

/** What a round leaves to be mended, for the model; empty: nothing. */
export async function roundReport({ generation, verification }: Round, options: ReportOptions): Promise<string> {
  const parts: string[] = [];
  const unused = answerReport(generation);
  if (unused !== undefined) parts.push(unused);
  if (verification?.verdict === 'failed') parts.push(await failureReport(verification, options));
  return parts.join('\n\n');
}
