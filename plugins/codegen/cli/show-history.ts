import { ExitCode, type CliInvocation, type TextSink, type TextTools } from 'devmgr/plugin-api';
import type { Generation } from 'devmgr/plugin-api/contracts/code-generator';
import type { SavedChange } from 'devmgr/plugin-api/contracts/project-writer';
import type { GenerationSummary, KeptVerdict } from '../history/generation-history.js';
import type { CodegenEngine } from '../session/codegen-engine.js';
import { verdictWords } from '../verify/verdict-words.js';
import { generationDocument } from './gen-document.js';
import type { GenParts } from './gen-parts.js';
import { timeText } from './number-text.js';
import { oneLine } from './one-line.js';
import { printCode } from './print-code.js';
import { printNotes } from './print-notes.js';
import { notesOf, saveKept } from './save-kept.js';
import { usageError } from './usage-error.js';

/** A screenful; the document has all. */
const mostLines = 20;
/** Enough to be unique among some hundred. */
const shownOfId = 8;

/** `--history [words]`: the generations of this project, newest first; with `--id` one of them, which `--save` writes. */
export async function showHistory(invocation: CliInvocation, engine: CodegenEngine, parts: GenParts): Promise<number> {
  const { flags, args, rest, json, stdout, stderr } = invocation;
  const id = flags.string('id');
  if (id !== undefined) return showOne(id, invocation, engine, parts);
  // The document has every answer.
  const generations = await engine.history.list({ search: [...args, ...rest].join(' '), inRows: !json });
  if (json) {
    stdout.write(`${JSON.stringify({ generations })}\n`);
    return ExitCode.ok;
  }
  const { text } = parts.context;
  const undone = undoneIn(await engine.writer.changes());
  if (generations.length === 0) stderr.write('There is nothing in the history\n');
  stdout.write(
    generations
      .slice(0, mostLines)
      .map((each) => line(each, { stdout, text, undone }))
      .join(''),
  );
  const more = generations.length - mostLines;
  if (more > 0) stderr.write(`and ${more} more: words after --history narrow them, --json has all\n`);
  return ExitCode.ok;
}

interface LineParts {
  readonly stdout: Pick<TextSink, 'paint'>;
  readonly text: TextTools;
  /** Ids of saves. */
  readonly undone: ReadonlySet<string>;
}

function line(generation: GenerationSummary, { stdout: { paint }, text, undone }: LineParts): string {
  const { id, at, target, prompt, model, savedAs, tests, answers = 1 } = generation;
  const isUndone = savedAs !== undefined && undone.has(savedAs);
  const state = savedAs === undefined ? 'not saved' : `saved as ${savedAs}${isUndone ? ', taken back' : ''}`;
  const parts = [
    paint('muted', timeText(at)),
    id.slice(0, shownOfId),
    paint('accent', oneLine(target, text)),
    paint(savedAs === undefined || isUndone ? 'muted' : 'success', state),
    ...(answers > 1 ? [`${answers} answers`] : []),
    ...(tests ? [verdictWords(tests)] : []),
    paint('muted', oneLine(model, text)),
    text.truncate(oneLine(prompt, text), 60),
  ];
  return `${parts.join('  ')}\n`;
}

function undoneIn(changes: readonly SavedChange[]): ReadonlySet<string> {
  return new Set(changes.flatMap(({ id, undoneAt }) => (undoneAt === undefined ? [] : [id])));
}

async function showOne(
  id: string,
  invocation: CliInvocation,
  engine: CodegenEngine,
  { context: { text } }: GenParts,
): Promise<number> {
  const { flags, json, stdout, stderr } = invocation;
  const { generation, tests } = await openByStart(id, engine.history);
  if (flags.boolean('save') || flags.boolean('save-anyway'))
    return saveKept({ generation, tests, invocation, engine, text });
  if (json) {
    stdout.write(`${JSON.stringify({ ...generationDocument(generation), prompt: generation.prompt, saved: false })}\n`);
    return ExitCode.ok;
  }
  printNotes(notesOf(generation), stderr, text);
  await printCode(generation, { stdout, stderr }, { asDiff: flags.boolean('diff'), text });
  return ExitCode.ok;
}

/** As much of an id as is unique is enough. */
async function openByStart(
  id: string,
  history: CodegenEngine['history'],
): Promise<{ readonly generation: Generation; readonly tests: KeptVerdict | undefined }> {
  const [found, second] = id === '' ? [] : (await history.list()).filter((each) => each.id.startsWith(id));
  const generation = found && (!second || found.id === id) ? await history.open(found.id) : undefined;
  if (!generation) throw usageError(`There is no generation ${id}`, 'devmgr gen --history lists them.');
  return { generation, tests: found?.tests };
}
