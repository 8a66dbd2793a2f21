import type { AnswerBlock, CodeBlock } from './answer-block.js';
import type { BlockReader } from './block-reader.js';
import { FileAnswers } from './file-answers.js';
import { familyOfLanguage, familyOfPath } from './language-families.js';
import type { FileAnswer, ParsedAnswer } from './parsed-answer.js';
import { tornBlocks, tornReason } from './torn-blocks.js';

/** The files of an answer, in its order. Examples are none; a block without a path may be the target. `isEnded`: nothing more comes. */
export function chooseFiles(reader: BlockReader, target: string, isEnded: boolean): ParsedAnswer {
  const blocks = reader.blocks();
  const all = blocks.flat();
  const document = reader.unfenced.isDocument ? documentOf(reader, all, target) : undefined;
  if (document !== undefined) return { files: [wholeTarget(target, document, isEnded)], prose: '' };
  const chosen = new Set(all.filter((block) => block.kind !== 'code' || isFile(block)));
  for (const block of targetBlocks(all, target)) chosen.add(block);
  const torn = isEnded ? tornBlocks(all) : [];
  const lost = new Set(
    torn.filter(({ start, rest }) => chosen.has(start) || chosen.has(rest)).map(({ start }) => start),
  );
  for (const { start, rest } of torn) if (lost.has(start)) chosen.delete(rest);
  for (const start of lost) chosen.add(start);
  const files = filesOf(
    all.filter((block) => chosen.has(block)),
    { target, isEnded, lost },
  );
  const text = files.length === 0 && !reader.unfenced.isDocument ? reader.unfenced.text() : undefined;
  if (text !== undefined) return { files: [wholeTarget(target, text, isEnded)], prose: '' };
  const prose = reader.prose.text((index) =>
    (blocks[index] ?? []).map((block) => (chosen.has(block) ? '' : exampleText(block))).join(''),
  );
  return { files, prose };
}

/** An answer that is a document itself: what is in its fences is part of it. */
function documentOf({ unfenced }: BlockReader, blocks: readonly AnswerBlock[], target: string): string | undefined {
  const isOther = blocks.some(
    (block) =>
      block.kind !== 'code' ||
      block.pathFrom === 'info' ||
      block.path === target ||
      familyOfLanguage(block.info.language) === 'markdown' ||
      (block.info.language === undefined && /^\s*#{1,6}\s/.test(block.text)),
  );
  return isOther ? undefined : unfenced.text();
}

interface FileOptions {
  readonly target: string;
  readonly isEnded: boolean;
  /** Blocks that a fence in their file ended. */
  readonly lost: ReadonlySet<AnswerBlock>;
}

function filesOf(blocks: readonly AnswerBlock[], { target, isEnded, lost }: FileOptions): readonly FileAnswer[] {
  const files = new FileAnswers();
  let editPath: string | undefined;
  for (const block of blocks) {
    if (lost.has(block))
      files.add({ kind: 'unsupported', path: block.path ?? target, isComplete: true, reason: tornReason });
    else if (block.kind === 'code') files.add(wholeFile(block, target));
    else if (block.kind === 'edit') {
      editPath = block.path ?? editPath ?? target;
      files.addEdit(editPath, block);
    } else files.addDiff(block, target, isEnded);
  }
  return files.all();
}

function wholeFile({ path, text, isClosed, markerLine, isMentioned }: CodeBlock, target: string): FileAnswer {
  const marker = markerLine === undefined ? {} : { markerLine };
  const mentioned = isMentioned ? { isMentioned } : {};
  return { kind: 'whole', path: path ?? target, isComplete: isClosed, text, ...marker, ...mentioned };
}

function wholeTarget(path: string, text: string, isComplete: boolean): FileAnswer {
  return { kind: 'whole', path, isComplete, text };
}

function exampleText(block: AnswerBlock): string {
  return block.kind === 'code' ? `\`\`\`${block.info.language ?? ''}\n${block.text}\`\`\`\n` : '';
}

/** Commands below the name of a file are how it is run. */
function isFile({ info, path, pathFrom, text }: CodeBlock): boolean {
  if (path === undefined || info.isQuote || (text.length === 0 && pathFrom !== 'info')) return false;
  const [family, own] = [familyOfLanguage(info.language), familyOfPath(path)];
  const isTalk = family === 'shell' || family === 'text';
  return !isTalk || pathFrom !== 'before' || own === family || own === undefined || own === 'config' || own === 'env';
}

/** Blocks without a path that are the target: of its language, and not much shorter than the longest of them. */
function targetBlocks(blocks: readonly AnswerBlock[], target: string): readonly CodeBlock[] {
  if (blocks.some((block) => block.kind !== 'code' || block.path === target)) return [];
  const family = familyOfPath(target);
  const alike = blocks.filter((block): block is CodeBlock => {
    if (block.kind !== 'code' || block.path !== undefined || block.info.isQuote || block.lineCount === 0) return false;
    const own = familyOfLanguage(block.info.language);
    return own === family || block.info.language === undefined || (family === undefined && own !== 'shell');
  });
  const longest = Math.max(0, ...alike.map(({ lineCount }) => lineCount));
  return alike.filter(({ lineCount }) => lineCount * 2 > longest);
}
