import { DevmgrError } from 'devmgr/plugin-api';
import type { SentContextItem } from 'devmgr/plugin-api/contracts/code-generator';
import { fitAttachments } from './fit/fit-attachments.js';
import { fitChanges } from './fit/fit-changes.js';
import { fitItems } from './fit/fit-items.js';
import { fitTarget } from './fit/fit-target.js';
import { fitText } from './fit/fit-text.js';
import type { TokenCounter } from './fit/token-counter.js';
import type { WrittenPrompt } from './generate-job.js';
import type { MaskedJob } from './masked-job.js';
import type { ModelRoom } from './model-room.js';
import { answerForm } from './prompt/answer-form.js';
import { systemText } from './prompt/system-text.js';
import { userText, type ShownFile } from './prompt/user-text.js';

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
const shareOfReport = 0.4;
const shareOfOthers = 0.7;
const shareOfChanges = 0.4;
const shareOfAttachments = 0.6;
/** More of the project makes answers slower and dearer, not better. */
const mostForItems = 24_000;
/** Of roles and marks. */
const frameTokens = 64;

/** The prompt for a model: within its room the task, the files, and as much of everything else as is worth its tokens. */
export async function writeRequest(parts: RequestParts): Promise<WrittenRequest> {
  const { masked, project, room, counter } = parts;
  const { target, prompt, repair, isMasked } = masked;
  const earlier = repair?.files.find(({ path }) => path === target.path);
  const text = earlier?.text ?? target.before;
  const wanted = answerForm(await counter.countUpTo(text ?? '', room.input), room);
  const rules = { project, target: target.path, isMasked };
  const report = await fitText(repair?.report ?? '', room.input * shareOfReport, counter);
  // The longer rules: which of them hold shows below.
  const fixed =
    frameTokens + (await counter.count(systemText({ ...rules, form: 'whole' }))) + (await counter.count(prompt));
  const free = room.input - fixed - report.tokens;
  if (free < 0) throw tooLong(parts.modelId);
  const shown = await fitTarget(text, { room: free * shareOfTarget, prompt: `${prompt}\n${report.text}`, counter });
  const others = await fitOthers(masked, (free - shown.tokens) * shareOfOthers, counter);
  const left = free - shown.tokens - others.tokens;
  const changes = await fitChanges(changesOf(masked), left * shareOfChanges, counter);
  const attached = await fitAttachments(masked.attachments, (left - changes.tokens) * shareOfAttachments, counter);
  const beside = shown.tokens + others.tokens + changes.tokens + attached.tokens;
  const fitted = await fitItems(masked.items, Math.min(mostForItems, free - beside), counter);
  const isCut = shown.leftOut > 0;
  return {
    written: {
      system: systemText({ ...rules, form: isCut ? 'edits' : wanted }),
      user: userText({
        target: { path: target.path, text: shown.text, isCut, isEarlier: earlier !== undefined },
        items: fitted.items.filter(({ leftOut }) => leftOut === undefined),
        attachments: attached.parts,
        prompt,
        repair: repair && { files: others.files, changes: changes.parts, report: report.text },
      }),
    },
    items: fitted.items,
    tokens: Math.ceil(fixed + report.tokens + beside + fitted.tokens),
    notes: [...cutNotes(parts, shown.leftOut), ...others.notes, ...attached.notes],
  };
}

/** What an earlier answer made of files that are there: what it is to be mended against. */
function changesOf({ repair, target }: MaskedJob) {
  return (repair?.files ?? []).map(({ path, before, text }) => {
    return { path, before: path === target.path ? target.before : before, after: text };
  });
}

/** What an earlier answer made beside the target. */
async function fitOthers({ repair, target }: MaskedJob, room: number, counter: TokenCounter) {
  const others = (repair?.files ?? []).filter(({ path }) => path !== target.path);
  const fitted = await fitAttachments(
    others.map(({ path, text }) => ({ title: path, text })),
    room,
    counter,
  );
  const files = fitted.parts.map(({ title, text }): ShownFile => {
    const isCut = others.find(({ path }) => path === title)?.text !== text;
    return { path: title, text, isCut, isEarlier: true };
  });
  return { files, tokens: fitted.tokens, notes: fitted.notes };
}

function cutNotes({ masked, modelId }: RequestParts, leftOut: number): readonly string[] {
  if (leftOut === 0) return [];
  const lines = leftOut.toLocaleString('en-US');
  return [`${masked.target.path} is too long to be sent whole: ${modelId} is not shown ${lines} lines of it`];
}

function tooLong(modelId: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: `The prompt is longer than ${modelId} can read`,
    hint: 'Make it shorter, attach what is long as a file, or choose a model with a larger window.',
  });
}
