import type { Generation, SentContextItem } from 'devmgr/plugin-api/contracts/code-generator';
import type { GenerateJob } from '../../generate/generate-job.js';

/** The job of the next round: the same with what is to be mended, and with the context that was gathered already. */
export function nextJob(
  job: GenerateJob,
  {
    generation,
    report,
    items,
  }: { generation: Generation; report: string; items: readonly SentContextItem[] | undefined },
): GenerateJob {
  const repair = { files: generation.files, report };
  if (!job.written) return { ...job, items: job.items ?? items, repair };
  return { ...job, written: { ...job.written, user: withAnswer(job.written.user, generation.answer, report) }, repair };
}

/** A prompt that a person edited is kept; it knows nothing of answers, so the last one is told with it. */
function withAnswer(user: string, answer: string, report: string): string {
  return `${user}\n\nYour answer to this was:\n\n${answer}\n\nIt is not right yet:\n\n${report}\n\nAnswer again, in the same form.`;
}
