import type { CliInvocation } from 'devmgr/plugin-api';
import { Ai } from 'devmgr/plugin-api/contracts/ai';
import { attachmentNotes } from '../attach/attachment-notes.js';
import { readAttachment } from '../attach/read-attachment.js';
import { noText } from '../attach/refusals.js';
import { refuseNoText } from '../attach/refuse-no-text.js';
import { textAttachment } from '../attach/text-attachment.js';
import type { Attachment } from '../conversation/conversation.js';
import { pipedQuery } from './piped-query.js';
import { printNotes } from './print-notes.js';
import { usageError } from './usage-error.js';
import type { WordParts } from './word-parts.js';

/** What `devmgr chat` was asked to do. */
export interface ChatRequest {
  /** `undefined`: a person asks one after the other. */
  readonly question: string | undefined;
  readonly attachments: readonly Attachment[];
  /** See `ChatSession.setModel`. */
  readonly model: string | undefined;
  readonly usesCode: boolean;
  readonly isContinued: boolean;
}

/** Of what is piped in the beginning and the end, in characters each. */
const pipedRoom = 2_000_000;
/** What is longer is nobody's question. */
const longestQuestion = 8_000;
const examples = 'For example: devmgr chat "where are orders validated?", or: git diff | devmgr chat "review this"';

/** Reads words, flags, files and what is piped in. Rejects with a usage error. */
export async function readChatRequest(invocation: CliInvocation, parts: WordParts): Promise<ChatRequest> {
  const { args, rest, flags, json, openDialogue } = invocation;
  const waits = args.at(-1) === '-';
  const words = [...(waits ? args.slice(0, -1) : args), ...rest].join(' ').trim();
  const piped = await pipedQuery(textOnly(invocation.pipedLines({ waits })), pipedRoom);
  refuseNoText(piped, 'stdin');
  const question = words === '' ? pipedQuestion(piped) : words;
  if (question === undefined && json) throw usageError('--json needs a question', examples);
  if (question === undefined && !openDialogue) throw usageError('What is the question?', examples);
  const named = { provider: flags.string('provider'), model: flags.string('model') };
  const ai = await parts.context.services.require(Ai);
  const model = await ai.findSelection(named, invocation);
  return {
    question,
    attachments: await attachmentsOf(invocation, parts, question === piped ? '' : piped),
    model,
    usesCode: !flags.boolean('no-code'),
    isContinued: flags.boolean('continue'),
  };
}

/** What is binary may have no end, as `/dev/zero`: nobody waits for it. */
async function* textOnly(lines: AsyncIterable<string>): AsyncIterable<string> {
  for await (const line of lines) {
    if (line.includes('\0')) throw noText('stdin');
    yield line;
  }
}

function pipedQuestion(piped: string): string | undefined {
  if (piped.length > longestQuestion)
    throw usageError('What is to be done with what is piped in?', 'For example: git diff | devmgr chat "review this"');
  return piped === '' ? undefined : piped;
}

async function attachmentsOf(
  { flags, signal, stderr }: CliInvocation,
  { context }: WordParts,
  piped: string,
): Promise<readonly Attachment[]> {
  const attachments: Attachment[] = [];
  // The folder that the person stands in, as every program reads paths.
  const more = { root: context.workspace.root, from: process.cwd(), context, signal };
  for (const path of flags.strings('attach')) {
    const attachment = await readAttachment(path, more);
    attachments.push(attachment);
    printNotes(await attachmentNotes(attachment, more.root), stderr, context.text);
  }
  if (piped !== '') attachments.push(await textAttachment('stdin', piped, context));
  return attachments;
}
