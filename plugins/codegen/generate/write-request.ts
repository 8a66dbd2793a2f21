import { DevmgrError } from 'devmgr/plugin-api';
import type { SentContextItem } from 'devmgr/plugin-api/contracts/code-generator';
import { fitAttachments } from './fit/fit-attachments.js';
import { fitItems } from './fit/fit-items.js';
import { fitTarget } from './fit/fit-target.js';
import type { TokenCounter } from './fit/token-counter.js';
import type { WrittenPrompt } from './generate-job.js';
import type { MaskedJob } from './masked-job.js';
import type { ModelRoom } from './model-room.js';
import { answerForm } from './prompt/answer-form.js';
import { systemText } from './prompt/system-text.js';
import { userText } from './prompt/user-text.js';

/** What is sent, and what of the job is in it. */
export interface WrittenRequest {
  readonly written: WrittenPrompt;
  readonly items: readonly SentContextItem[];
  /** An estimate of everything together. */
  readonly tokens: number;
  /** What was left out beside items. */
  readonly notes: readonly string[];
}

export interface RequestParts {
  readonly masked: MaskedJob;
  readonly project: string;
  readonly modelId: string;
  readonly room: ModelRoom;
  readonly counter: TokenCounter;
}

/** Of what there is room for beside rules and task. */
const shareOfTarget = 0.7;
const shareOfAttachments = 0.6;
/** More of the project makes answers slower and dearer, not better. */
const mostForItems = 24_000;
/** Of roles and marks. */
const frameTokens = 64;

/** The prompt for a model: within its room the task, the files, and as much of everything else as is worth its tokens. */
export async function writeRequest(parts: RequestParts): Promise<WrittenRequest> {
  const { masked, project, room, counter } = parts;
  const { target, repair, isMasked } = masked;
  const text = currentText(masked) ?? '';
  const size = await counter.countUpTo(text, room.input);
  const wanted = answerForm(size, room);
  const fixed = await fixedTokens(parts, systemText({ project, target: target.path, form: wanted, isMasked }));
  const free = room.input - fixed;
  if (free < 0) throw tooLong(parts.modelId);
  const shown = await fitTarget(target.before, { room: free * shareOfTarget, prompt: masked.prompt, counter });
  const attached = await fitAttachments(masked.attachments, (free - shown.tokens) * shareOfAttachments, counter);
  const left = Math.min(mostForItems, free - shown.tokens - attached.tokens);
  const fitted = await fitItems(masked.items, left, counter);
  const form = shown.leftOut > 0 ? 'edits' : wanted;
  return {
    written: {
      system: systemText({ project, target: target.path, form, isMasked }),
      user: userText({
        target: { path: target.path, before: shown.text },
        isTargetCut: shown.leftOut > 0,
        items: fitted.items.filter(({ leftOut }) => leftOut === undefined),
        attachments: attached.attachments,
        prompt: masked.prompt,
        repair,
      }),
    },
    items: fitted.items,
    tokens: Math.ceil(fixed + shown.tokens + attached.tokens + fitted.tokens),
    notes: [...cutNotes(parts, shown.leftOut), ...attached.notes],
  };
}

/** What the model works on: the file as an earlier answer made it, or as it is. */
function currentText({ target, repair }: MaskedJob): string | undefined {
  return repair?.files.find(({ path }) => path === target.path)?.text ?? target.before;
}

async function fixedTokens({ masked, counter }: RequestParts, system: string): Promise<number> {
  const { prompt, repair } = masked;
  const texts = [system, prompt, ...(repair ? [repair.report, ...repair.files.map(({ text }) => text)] : [])];
  let tokens = frameTokens;
  for (const text of texts) tokens += await counter.count(text);
  return tokens;
}

function cutNotes({ masked, modelId }: RequestParts, leftOut: number): readonly string[] {
  if (leftOut === 0) return [];
  const lines = leftOut.toLocaleString('en-US');
  return [`${masked.target.path} is longer than ${modelId} can read: ${lines} lines of it are not shown`];
}

function tooLong(modelId: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: `The prompt is longer than ${modelId} can read`,
    hint: 'Make it shorter, attach what is long as a file, or choose a model with a larger window.',
  });
}
