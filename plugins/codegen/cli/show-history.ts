import { DevmgrError, ExitCode, type CliInvocation, type TextSink, type TextTools } from 'devmgr/plugin-api';
import type { Generation } from 'devmgr/plugin-api/contracts/code-generator';
import type { GenerationSummary } from '../history/generation-history.js';
import type { CodegenEngine } from '../session/codegen-engine.js';
import { verdictWords } from '../verify/verdict-words.js';
import { generationDocument } from './gen-document.js';
import type { GenParts } from './gen-parts.js';
import { timeText } from './number-text.js';
import { oneLine } from './one-line.js';
import { printCode } from './print-code.js';
import { printNotes } from './print-notes.js';
import { savedLines } from './print-outcome.js';
import { saveGeneration } from './save-generation.js';

/** A screenful; the document has all. */
const mostLines = 20;
/** Enough to be unique among some hundred. */
const shownOfId = 8;

/** `--history [words]`: the generations of this project, newest first; with `--id` one of them, which `--save` writes. */
export async function showHistory(invocation: CliInvocation, engine: CodegenEngine, parts: GenParts): Promise<number> {
  const { flags, args, rest, json, stdout, stderr } = invocation;
  const id = flags.string('id');
  if (id !== undefined) return showOne(id, invocation, engine, parts);
  const generations = await engine.history.list({ search: [...args, ...rest].join(' ') });
  if (json) {
    stdout.write(`${JSON.stringify({ generations })}\n`);
    return ExitCode.ok;
  }
  const { text } = parts.context;
  if (generations.length === 0) stderr.write('There is nothing in the history\n');
  stdout.write(
    generations
      .slice(0, mostLines)
      .map((each) => line(each, stdout, text))
      .join(''),
  );
  const more = generations.length - mostLines;
  if (more > 0) stderr.write(`and ${more} more: words after --history narrow them, --json has all\n`);
  return ExitCode.ok;
}

function line(
  { id, at, target, prompt, model, savedAs, tests }: GenerationSummary,
  { paint }: Pick<TextSink, 'paint'>,
  text: TextTools,
): string {
  const state = savedAs === undefined ? 'not saved' : 'saved';
  const parts = [
    paint('muted', timeText(at)),
    id.slice(0, shownOfId),
    paint('accent', oneLine(target, text)),
    paint(savedAs === undefined ? 'muted' : 'success', state),
    ...(tests ? [verdictWords(tests)] : []),
    paint('muted', oneLine(model, text)),
    text.truncate(oneLine(prompt, text), 60),
  ];
  return `${parts.join('  ')}\n`;
}

async function showOne(
  id: string,
  invocation: CliInvocation,
  engine: CodegenEngine,
  { context: { text } }: GenParts,
): Promise<number> {
  const { flags, json, stdout, stderr } = invocation;
  const generation = await openByStart(id, engine.history);
  const isSaving = flags.boolean('save') || flags.boolean('save-anyway');
  const options = { allowsProtected: flags.boolean('allow-protected') };
  const saved = isSaving ? await saveGeneration(generation, engine, options) : undefined;
  if (json) {
    const document = { ...generationDocument(generation), prompt: generation.prompt };
    stdout.write(`${JSON.stringify({ ...document, saved: saved !== undefined, change: saved?.id })}\n`);
    return ExitCode.ok;
  }
  printNotes(
    [...generation.notes, ...generation.refused.map(({ path, reason }) => `${path}: ${reason}`)],
    stderr,
    text,
  );
  if (saved) stdout.write(savedLines(saved, text));
  else if (isSaving) stderr.write('Nothing to save: it is so already\n');
  if (!isSaving) await printCode(generation, { stdout, stderr }, { asDiff: flags.boolean('diff'), text });
  return ExitCode.ok;
}

/** As much of an id as is unique is enough. */
async function openByStart(id: string, history: CodegenEngine['history']): Promise<Generation> {
  const [found, second] = id === '' ? [] : (await history.list()).filter((each) => each.id.startsWith(id));
  const generation = found && (!second || found.id === id) ? await history.open(found.id) : undefined;
  if (!generation) throw unknown(id);
  return generation;
}

function unknown(id: string): DevmgrError {
  return new DevmgrError({
    code: 'DEVMGR_USAGE',
    message: `There is no generation ${id}`,
    hint: 'devmgr gen --history lists them.',
    exitCode: ExitCode.usage,
  });
}
