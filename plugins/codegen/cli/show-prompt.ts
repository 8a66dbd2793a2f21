import { ExitCode } from 'devmgr/plugin-api';
import type { CodegenEngine } from '../session/codegen-engine.js';
import type { GenRequest } from './gen-request.js';
import { leftOutText } from './left-out-text.js';
import type { OutcomeParts } from './make-outcome.js';
import { tokenText } from './number-text.js';
import { oneLine } from './one-line.js';
import { printNotes } from './print-notes.js';
import { targetText } from './target-text.js';

/** `--show-prompt`: what would be sent, and to whom. Nothing is. */
export async function showPrompt(
  { job }: GenRequest,
  { generator }: Pick<CodegenEngine, 'generator'>,
  { context: { text }, invocation, progress }: OutcomeParts,
): Promise<number> {
  const { stdout, stderr, json, signal } = invocation;
  const plan = await generator.plan(job, { signal });
  progress.dispose();
  const { written, items, tokens, room, providerId, modelId, host, roomHint } = plan;
  // How much the model can read is told also where nothing had to be left out for it.
  const notes = roomHint === undefined || plan.notes.includes(roomHint) ? plan.notes : [...plan.notes, roomHint];
  if (json) {
    const context = items.map(({ id, title, reason, path, tokens: count, leftOut }) => {
      return { id, title, reason, path, tokens: count, leftOut };
    });
    const document = { file: job.target.path, prompt: written, context, tokens, room };
    stdout.write(`${JSON.stringify({ ...document, provider: providerId, model: modelId, host, notes })}\n`);
    return ExitCode.ok;
  }
  const head = (title: string) => stdout.paint('muted', `--- ${title} ---`);
  stdout.write(`${head('system')}\n${text.clean(written.system)}\n\n${head('user')}\n${text.clean(written.user)}\n`);
  printNotes(notes, stderr, text);
  const out = leftOutText(items);
  if (out !== undefined) stderr.write(`${oneLine(out, text)}\n`);
  const whom = text.clean(targetText({ providerId, modelId, host }));
  stderr.write(`${whom} would get about ${tokenText(tokens)} of ${tokenText(room)} tokens; nothing was sent\n`);
  return ExitCode.ok;
}
