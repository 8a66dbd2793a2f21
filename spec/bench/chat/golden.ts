import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));

/** The projects that are asked about, and what of them would give the answers away. */
export const goldenProjects = {
  'orders-api': { root: join(root, 'spec/fixtures/orders-api'), exclude: [] },
  devmgr: { root, exclude: ['spec/bench/chat/', 'spec/bench/search/labelled/'] },
} as const;

export type GoldenProject = keyof typeof goldenProjects;

export interface GoldenQuestion {
  readonly project: GoldenProject;
  /** As a person asks it. */
  readonly question: string;
  /** Files that must be among the sources, from the project's root; of each group any one will do. */
  readonly files: readonly (readonly string[])[];
}

/** The golden set: golden.jsonl. */
export async function readGolden(): Promise<readonly GoldenQuestion[]> {
  const text = await readFile(fileURLToPath(new URL('golden.jsonl', import.meta.url)), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as GoldenQuestion);
}
