import type { SentContextItem, CodeContextItem } from 'devmgr/plugin-api/contracts/code-generator';
import type { TextPart } from './fit/fit-attachments.js';
import type { GatheredJob } from './gather-job.js';
import { redactedLines } from './mask-file.js';

/** What of a job may leave this machine. */
export interface MaskedJob {
  readonly prompt: string;
  readonly target: { readonly path: string; readonly before: string | undefined };
  readonly items: readonly (CodeContextItem | SentContextItem)[];
  readonly attachments: readonly TextPart[];
  readonly repair:
    | { readonly files: readonly { readonly path: string; readonly text: string }[]; readonly report: string }
    | undefined;
  /** Secrets were in it. */
  readonly isMasked: boolean;
}

/** Masks secrets in everything that is sent; what a file of secrets holds is left out. */
export function maskedJob(
  { job, target, context, isSecret }: Pick<GatheredJob, 'job' | 'target' | 'context' | 'isSecret'>,
  redact: (text: string) => string,
): MaskedJob {
  let isMasked = false;
  const mask = (text: string) => {
    const masked = redactedLines(text, redact);
    isMasked ||= masked !== text;
    return masked;
  };
  const sendable = context.items.filter(({ path }) => path === undefined || !isSecret(path));
  return {
    prompt: mask(job.prompt),
    target: {
      path: target.path,
      before: target.before === undefined ? undefined : mask(target.before),
    },
    items: sendable.map((item) => ({ ...item, title: mask(item.title), text: mask(item.text) })),
    attachments: (job.attachments ?? []).map(({ title, text }) => ({ title: mask(title), text: mask(text) })),
    repair: job.repair && {
      files: job.repair.files
        .filter(({ path }) => !isSecret(path))
        .map(({ path, after }) => ({ path, text: mask(after) })),
      report: mask(job.repair.report),
    },
    isMasked,
  };
}
