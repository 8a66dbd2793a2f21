import type { AnswerBlock, CodeBlock } from './answer-block.js';
import { familyOfLanguage, familyOfPath } from './language-families.js';
import type { FileAnswer, TextEdit } from './parsed-answer.js';

/** The files among the blocks of an answer, in its order. Examples are none; a block without a path may be the target. */
export function chooseFiles(blocks: readonly AnswerBlock[], target: string, isEnded: boolean): readonly FileAnswer[] {
  const files: FileAnswer[] = [];
  const unnamed = targetBlocks(blocks, target);
  let editPath: string | undefined;
  for (const block of blocks) {
    if (block.kind === 'edit') {
      editPath = block.path ?? editPath ?? target;
      addEdit(files, editPath, block.edit, block.isBroken);
    } else if (block.kind === 'diff') {
      for (const { path, edits, unsupported } of block.diff.files()) {
        const own = path ?? block.path ?? target;
        if (unsupported !== undefined)
          files.push({ path: own, isComplete: true, kind: 'unsupported', reason: unsupported });
        else for (const edit of edits) addEdit(files, own, edit, false, block.isClosed || isEnded);
      }
    } else if (isFile(block) || unnamed.includes(block)) files.push(wholeFile(block, target));
  }
  return files;
}

function wholeFile({ path, text, isClosed, markerLine }: CodeBlock, target: string): FileAnswer {
  return {
    kind: 'whole',
    path: path ?? target,
    isComplete: isClosed,
    text,
    ...(markerLine !== undefined && { markerLine }),
  };
}

/** Edits of one file are one answer. */
function addEdit(
  files: FileAnswer[],
  path: string,
  edit: TextEdit | undefined,
  isBroken: boolean,
  isComplete = edit !== undefined,
): void {
  if (isBroken) {
    files.push({ kind: 'unsupported', path, isComplete: true, reason: 'an edit in the answer has no end' });
    return;
  }
  const edits = edit ? [edit] : [];
  const at = files.findIndex((file) => file.kind === 'edits' && file.path === path);
  const earlier = files[at];
  if (earlier?.kind !== 'edits') files.push({ kind: 'edits', path, isComplete, edits });
  else files[at] = { ...earlier, isComplete: earlier.isComplete && isComplete, edits: [...earlier.edits, ...edits] };
}

/** Commands below the name of a file are how it is run. */
function isFile({ info, path, pathFrom, text }: CodeBlock): boolean {
  if (path === undefined || info.isQuote || (text === '' && pathFrom !== 'info')) return false;
  const family = familyOfLanguage(info.language);
  const isTalk = family === 'shell' || family === 'text';
  return !isTalk || pathFrom !== 'before' || familyOfPath(path) === family || familyOfPath(path) === undefined;
}

/** Blocks without a path that are the target. */
function targetBlocks(blocks: readonly AnswerBlock[], target: string): readonly CodeBlock[] {
  const named = blocks.some((block) => (block.kind === 'code' ? block.path === target : true));
  if (named) return [];
  const family = familyOfPath(target);
  const candidates = blocks.filter(
    (block): block is CodeBlock =>
      block.kind === 'code' && block.path === undefined && !block.info.isQuote && block.text.trim() !== '',
  );
  const alike = candidates.filter(({ info }) => {
    const own = familyOfLanguage(info.language);
    return own === family || own === undefined || family === undefined;
  });
  const longest = Math.max(0, ...alike.map(({ lineCount }) => lineCount));
  return alike.filter(({ lineCount }) => lineCount * 2 > longest);
}
