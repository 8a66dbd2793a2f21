import type { CodeIndexState, IndexSummary, SkipReason } from 'devmgr/plugin-api/contracts/code-index';
import { skipReasonNames } from '../find/skip-reason-names.js';
import type { SkippedFile } from '../index/store/index-store.js';
import { byteText, countText } from '../tab/number-text.js';
import { leftOutLines } from './left-out-lines.js';

export interface SummaryFacts extends Pick<CodeIndexState, 'languages' | 'sizeBytes'> {
  /** Why the embedder is not the one of the settings. */
  readonly problem: string | undefined;
  readonly configuredEmbedder: string;
  /** When they are to be listed. */
  readonly leftOut: readonly SkippedFile[] | undefined;
}

/** What a refresh did and what the index holds, for people. */
export function indexSummaryLines(summary: IndexSummary, facts: SummaryFacts): readonly string[] {
  const { files, chunks, added, removed, unchanged, tookMs } = summary;
  return [
    `${countText(files, 'file')} in ${countText(chunks, 'piece')}, ${(tookMs / 1000).toFixed(2)} s`,
    `  ${number(added)} new or changed, ${number(removed)} removed, ${number(unchanged)} unchanged`,
    ...skippedLine(summary),
    ...(facts.leftOut ? leftOutLines(facts.leftOut) : []),
    embedderLine(summary, facts),
    ...languageLines(facts.languages),
  ];
}

function skippedLine({ skipped }: IndexSummary): readonly string[] {
  const counts = Object.entries(skipped).filter(([, count]) => count > 0);
  const parts = counts
    .sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1))
    .map(([reason, count]) => `${skipReasonNames[reason as SkipReason]} ${number(count)}`);
  return parts.length === 0 ? [] : [`  left out: ${parts.join(', ')}`];
}

function embedderLine(summary: IndexSummary, facts: SummaryFacts): string {
  const size = facts.sizeBytes === undefined ? [] : [byteText(facts.sizeBytes)];
  return `  ${[embedderText(summary, facts), ...vectorsText(summary), ...size].join(', ')}`;
}

function embedderText({ embedder }: IndexSummary, { problem, configuredEmbedder }: SummaryFacts): string {
  const wanted = problem === undefined ? '' : ` (the settings say ${configuredEmbedder})`;
  if (embedder !== 'none') return `embedder ${embedder}${wanted}`;
  return problem === undefined ? 'embedder off: keywords only' : `no embedder: keywords only${wanted}`;
}

function vectorsText({ embedder, embedded, unchanged, chunks }: IndexSummary): readonly string[] {
  if (embedder === 'none') return [];
  const isShared = unchanged === 0 && embedded > 0 && embedded < chunks;
  return [`${countText(embedded, 'vector')} made${isShared ? ' (equal pieces share one)' : ''}`];
}

function languageLines(languages: CodeIndexState['languages']): readonly string[] {
  const width = Math.max(0, ...languages.map(({ language }) => language.length));
  return languages.map(
    ({ language, files, chunks }) =>
      `  ${language.padEnd(width)}  ${countText(files, 'file').padStart(14)}  ${countText(chunks, 'piece').padStart(16)}`,
  );
}

const number = (value: number): string => value.toLocaleString('en-US');
