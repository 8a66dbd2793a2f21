import type { CodeIndexState, IndexSummary } from 'devmgr/plugin-api/contracts/code-index';
import { byteText, countText } from '../tab/number-text.js';

/** What a refresh did and what the index holds, for people. */
export function indexSummaryLines(
  summary: IndexSummary,
  { languages, sizeBytes }: Pick<CodeIndexState, 'languages' | 'sizeBytes'>,
): readonly string[] {
  const { files, chunks, added, removed, unchanged, embedded, tookMs, embedder } = summary;
  const size = sizeBytes === undefined ? [] : [byteText(sizeBytes)];
  return [
    `${countText(files, 'file')} in ${countText(chunks, 'piece')}, ${(tookMs / 1000).toFixed(2)} s`,
    `  ${number(added)} new or changed, ${number(removed)} removed, ${number(unchanged)} unchanged`,
    ...skippedLine(summary),
    `  ${[`embedder ${embedder}`, `${number(embedded)} vectors made`, ...size].join(', ')}`,
    ...languageLines(languages),
  ];
}

function skippedLine({ skipped }: IndexSummary): readonly string[] {
  const counts = Object.entries(skipped).filter(([, count]) => count > 0);
  const parts = counts.sort(([, a], [, b]) => b - a).map(([reason, count]) => `${number(count)} ${reason}`);
  return parts.length === 0 ? [] : [`  left out: ${parts.join(', ')}`];
}

function languageLines(languages: CodeIndexState['languages']): readonly string[] {
  const width = Math.max(0, ...languages.map(({ language }) => language.length));
  return languages.map(
    ({ language, files, chunks }) =>
      `  ${language.padEnd(width)}  ${countText(files, 'file').padStart(14)}  ${countText(chunks, 'piece').padStart(16)}`,
  );
}

const number = (value: number): string => value.toLocaleString('en-US');
