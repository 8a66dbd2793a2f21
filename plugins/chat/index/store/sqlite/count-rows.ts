import type { StoreCounts } from '../index-store.js';
import type { SqliteDatabase } from './sqlite-database.js';

const byLanguage =
  'SELECT language, count(*) AS files, sum(json_array_length(outline)) AS chunks FROM files ' +
  'GROUP BY language ORDER BY files DESC, chunks DESC';

/** Files and chunks by language, most files first, and what was left out, without reading an outline. */
export async function readCounts(database: SqliteDatabase): Promise<StoreCounts> {
  const languages = await database.map(byLanguage, [], ({ language, files, chunks }) => ({
    language: String(language),
    files: Number(files),
    chunks: Number(chunks),
  }));
  const skipped = await database.map('SELECT reason, count(*) AS files FROM skipped GROUP BY reason', [], (row) => {
    const counted: [string, number] = [String(row['reason']), Number(row['files'])];
    return counted;
  });
  const sum = (of: 'files' | 'chunks') => languages.reduce((total, language) => total + language[of], 0);
  return { files: sum('files'), chunks: sum('chunks'), languages, skipped: Object.fromEntries(skipped) };
}
