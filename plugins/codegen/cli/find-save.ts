import type { TextTools } from 'devmgr/plugin-api';
import type { SavedChange } from 'devmgr/plugin-api/contracts/project-writer';
import type { CodegenEngine } from '../session/codegen-engine.js';
import { timeText } from './number-text.js';
import { oneLine } from './one-line.js';
import { usageError } from './usage-error.js';

/** A screenful of hints is none. */
const mostListed = 5;

/**
 * The id of the save that is meant by its own id, or by that of the generation that was saved, of which as much as is unique is enough. Rejects
 * with a usage error that lists the saves where there is none.
 */
export async function findSave(
  id: string,
  { writer, history }: Pick<CodegenEngine, 'writer' | 'history'>,
  text: TextTools,
): Promise<string> {
  const saves = await writer.changes();
  const save = saves.find((each) => each.id === id);
  if (save) return save.id;
  const generations = id === '' ? [] : (await history.list()).filter((each) => each.id.startsWith(id));
  const saved = [...new Set(generations.flatMap(({ savedAs }) => savedAs ?? []))];
  const [only] = saved;
  if (only !== undefined && saved.length === 1) return only;
  if (saved.length > 1) throw usageError(`${id} is the beginning of several ids`, `They are ${saved.join(', ')}`);
  const message = generations.length > 0 ? `The generation ${id} was not saved` : `There is no save ${id}`;
  throw usageError(message, listed(saves, text));
}

function listed(saves: readonly SavedChange[], text: TextTools): string {
  const standing = saves.filter(({ undoneAt }) => undoneAt === undefined);
  if (standing.length === 0) return 'There is nothing to take back.';
  const lines = standing
    .slice(0, mostListed)
    .map(({ id, at, files }) => `${id}  ${timeText(at)}  ${files.map(({ path }) => oneLine(path, text)).join(', ')}`);
  const more = standing.length > mostListed ? [`and ${standing.length - mostListed} more: devmgr gen --history`] : [];
  return ['Saves that can be taken back:', ...lines, ...more].join('\n  ');
}
