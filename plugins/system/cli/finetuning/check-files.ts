import { DevmgrError, ExitCode, type CliInvocation, type TextTools } from 'devmgr/plugin-api';
import type { FineTuningCheck, TrainingFileProblem, TrainingFileReport } from 'devmgr/plugin-api/contracts/finetuning';
import type { FineTuningAdapter, FineTuningRequest } from 'devmgr/plugin-api/contracts/finetuning-adapter';
import { checkLines, problemCountText } from '../../finetuning/view/check-lines.js';
import { isFileId } from '../../finetuning/draft/data-file.js';
import { chosenAdapter, refusal } from './chosen-adapter.js';
import { LiveLine } from './live-line.js';
import type { FinetuneParts } from './finetune-word.js';
import { requestOf } from './request-of.js';

/** So many problems of one file a person reads; with `--json` all that are known. */
const MOST_PROBLEMS = 50;

/** `finetune check [FILE]`: reads the files of a request, nothing is sent. 0 when they are good, 1 when there are errors, 5 where nothing is trained. */
export async function checkFiles(invocation: CliInvocation, parts: FinetuneParts): Promise<number> {
  const adapter = chosenAdapter(invocation, parts);
  const problem = adapter.availability().kind === 'not-offered' ? refusal(adapter) : undefined;
  if (problem) throw problem;
  const request = requestOf(invocation, { adapter, file: invocation.args[1], needsModel: false });
  if (isFileId(request.trainingFile)) throw elsewhere(request.trainingFile);
  const check = await checked(invocation, parts, { adapter, request });
  const { text } = parts.context;
  if (invocation.json) invocation.stdout.write(`${JSON.stringify({ provider: adapter.id, ...check })}\n`);
  else invocation.stdout.write(checkText(check, text, adapter.title));
  return check.isGood ? ExitCode.ok : ExitCode.notGood;
}

/** Reads the files; on a terminal a line says how far it is. */
export async function checked(
  { stderr, signal }: CliInvocation,
  { finetuning, context }: FinetuneParts,
  { adapter, request }: { readonly adapter: FineTuningAdapter; readonly request: FineTuningRequest },
): Promise<FineTuningCheck> {
  const line = new LiveLine(stderr, context.text);
  try {
    return await finetuning.check(adapter.id, request, {
      signal,
      onProgress: (read, total) => line.show('checking', read, total),
    });
  } finally {
    line.clear();
  }
}

/** What was found, for people; ends with a newline. `where`: by whose rules. */
export function checkText(check: FineTuningCheck, text: TextTools, where: string): string {
  const reports = check.validation ? [check.training, check.validation] : [check.training];
  const lines = [
    ...reports.flatMap(problemLines),
    ...checkLines(check),
    `${check.isGood ? '✓' : '✗'} ${problemCountText(check)} by the rules of: ${where}`,
  ];
  return lines.map((line) => `${text.redact(text.clean(line)).replaceAll('\n', ' ')}\n`).join('');
}

function problemLines({ path, problems, problemCount }: TrainingFileReport): string[] {
  const shown = problems.slice(0, MOST_PROBLEMS).map((problem) => problemLine(path, problem));
  const rest = problemCount.errors + problemCount.warnings - shown.length;
  return rest > 0 ? [...shown, `… and ${rest} more (all that are known: --json)`] : shown;
}

function problemLine(path: string, { line, severity, message }: TrainingFileProblem): string {
  return `${severity === 'error' ? '✗' : '!'} ${path}${line === undefined ? '' : `:${line}`} ${message}`;
}

function elsewhere(id: string): DevmgrError {
  const message = `${id} is at the provider: only files of this machine can be checked`;
  const hint = 'Name the file that was uploaded: devmgr finetune check train.jsonl';
  return new DevmgrError({ code: 'DEVMGR_USAGE', message, hint, exitCode: ExitCode.usage });
}
