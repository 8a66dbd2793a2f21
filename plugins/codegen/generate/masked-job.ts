import type { SentContextItem, CodeContextItem } from 'devmgr/plugin-api/contracts/code-generator';
import type { TextPart } from './fit/fit-attachments.js';
import type { GatheredJob } from './gather-job.js';
import { redactedLines } from './mask-file.js';
import { quotedSecrets } from './quoted-secrets.js';

/** `learn` is told secrets that are known by their form alone, so that they are masked by their value from then on. */
export interface Masking {
  redact(text: string): string;
  learn(secret: string): void;
}

/** What of a job may leave this machine. */
export interface MaskedJob {
  readonly prompt: string;
  readonly target: { readonly path: string; readonly before: string | undefined };
  readonly items: readonly (CodeContextItem | SentContextItem)[];
  readonly attachments: readonly TextPart[];
  readonly repair:
    | {
        readonly files: readonly {
          readonly path: string;
          readonly text: string;
          /** As it is on the disk; `undefined`: it is not. */
          readonly before?: string | undefined;
        }[];
        readonly report: string;
      }
    | undefined;
  /** Secrets were in it. */
  readonly isMasked: boolean;
}

/** Masks secrets in everything that is sent; what a file of secrets holds is left out. */
export function maskedJob(
  { job, target, context, isSecret }: Pick<GatheredJob, 'job' | 'target' | 'context' | 'isSecret'>,
  { redact, learn }: Masking,
): MaskedJob {
  let isMasked = false;
  const mask = (text: string) => {
    const masked = redact(text);
    if (masked === text) return text;
    isMasked = true;
    quotedSecrets(text, masked).forEach(learn);
    return redactedLines(text, () => masked);
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
        .map(({ path, before, after }) => ({
          ...{ path, text: mask(after) },
          before: before === undefined ? undefined : mask(before),
        })),
      report: mask(job.repair.report),
    },
    isMasked,
  };
}
