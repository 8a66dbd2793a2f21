import type { CliInvocation } from 'devmgr/plugin-api';
import { Ai } from 'devmgr/plugin-api/contracts/ai';
import type { GenerateJob } from '../generate/generate-job.js';
import { secretPaths } from '../generate/secret-paths.js';
import { assertModel } from './assert-model.js';
import type { GenParts } from './gen-parts.js';
import { pipedText } from './piped-text.js';
import { readAttachment, type TextAttachment } from './read-attachment.js';
import { targetPath } from './target-path.js';
import { usageError } from './usage-error.js';

/** What `devmgr gen` shall do with what it makes. */
export interface GenRequest {
  readonly job: GenerateJob;
  readonly showsPrompt: boolean;
  readonly showsDiff: boolean;
  readonly saves: boolean;
  /** Also when tests fail, or the answer has mistakes or parts that do not fit. */
  readonly savesAnyway: boolean;
  readonly allowsProtected: boolean;
  readonly tests: boolean;
  readonly where: 'copy' | 'in-place';
  /** Answers at most until the tests pass. */
  readonly mostRounds: number;
  /** Who is compared; empty: nobody. */
  readonly bakeOff: readonly string[];
}

/** What is longer is nobody's prompt. */
const longestPrompt = 20_000;
const example = 'For example: devmgr gen --file app/routers/refunds.py "refunds for paid orders"';

/** Reads words, flags, files and what is piped in. Rejects with a usage error. */
export async function readGenRequest(invocation: CliInvocation, parts: GenParts): Promise<GenRequest> {
  const { flags, signal } = invocation;
  const { context } = parts;
  const file = flags.string('file')?.trim() ?? '';
  if (file === '') throw usageError('Which file is the code for?', example);
  const { prompt, piped } = await readPrompt(invocation);
  const named = { provider: flags.string('provider'), model: flags.string('model') };
  const ai = await context.services.require(Ai);
  const assert = (selection: string) => assertModel(selection, { ai, context, invocation });
  const bakeOff = await readBakeOff(invocation, ai, assert);
  const model = await ai.findSelection(named, { signal });
  if (model !== undefined) await assert(model);
  const attachments = await readAttachments(flags.strings('attach'), parts);
  const job: GenerateJob = {
    target: { path: targetPath(file, context.workspace.root, process.cwd()), language: undefined, before: undefined },
    prompt,
    model,
    attachments: piped === '' ? attachments : [...attachments, { title: 'stdin', text: piped }],
    usesContext: !flags.boolean('no-context'),
  };
  return { job, ...readWishes(invocation, parts), bakeOff };
}

function readWishes({ flags }: CliInvocation, { context: { config } }: GenParts): Omit<GenRequest, 'job' | 'bakeOff'> {
  const isCopy = config.string('verify') !== 'in-place' && !flags.boolean('in-place');
  return {
    showsPrompt: flags.boolean('show-prompt'),
    showsDiff: flags.boolean('diff'),
    // Whoever names the exception means the rule.
    saves: flags.boolean('save') || flags.boolean('save-anyway'),
    savesAnyway: flags.boolean('save-anyway'),
    allowsProtected: flags.boolean('allow-protected'),
    tests: flags.boolean('test'),
    where: isCopy ? 'copy' : 'in-place',
    mostRounds: readRounds(flags.number('rounds') ?? config.number('rounds')),
  };
}

function readRounds(rounds: number): number {
  if (Number.isInteger(rounds) && rounds >= 1 && rounds <= 10) return rounds;
  throw usageError(`${rounds} is no number of rounds`, 'Give one from 1 to 10: --rounds 3');
}

/** What is piped in is the prompt where no other is given. */
async function readPrompt(invocation: CliInvocation): Promise<{ readonly prompt: string; readonly piped: string }> {
  const { args, rest } = invocation;
  const waits = args.at(-1) === '-';
  const words = [...(waits ? args.slice(0, -1) : args), ...rest].join(' ').trim();
  const piped = await pipedText(invocation.pipedLines({ waits }));
  if (words !== '') return { prompt: words, piped };
  if (piped.trim() === '') throw usageError('What shall be written?', example);
  if (piped.length > longestPrompt) throw usageError('What is to be done with what is piped in?', example);
  return { prompt: piped.trim(), piped: '' };
}

async function readBakeOff(
  { flags, signal }: CliInvocation,
  ai: Ai,
  assert: (selection: string) => Promise<void>,
): Promise<readonly string[]> {
  const named = flags.strings('bake-off').flatMap((models) => models.split(','));
  const models: string[] = [];
  for (const model of named) models.push((await ai.findSelection({ model }, { signal })) ?? '');
  const wanted = [...new Set(models)].filter((model) => model !== '');
  for (const model of wanted) await assert(model);
  if (named.length > 0 && wanted.length < 2)
    throw usageError(
      `${wanted[0] ?? 'No model'} alone is no bake-off`,
      'Name several: --bake-off openai --bake-off anthropic',
    );
  return wanted;
}

async function readAttachments(paths: readonly string[], { context }: GenParts): Promise<readonly TextAttachment[]> {
  if (paths.length === 0) return [];
  // The folder that the person stands in, as every program reads paths.
  const rules = { from: process.cwd(), isSecret: await secretPaths(context.services) };
  const attachments: TextAttachment[] = [];
  for (const path of paths) attachments.push(await readAttachment(path, rules));
  return attachments;
}
