import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { type QuerySet, readQueries } from './query-set.js';

export interface MadeSetName {
  readonly name: string;
  readonly task: string;
}

/** The sets that `make` has made below a folder, by project and task. `projects`: only these; none for all. */
export async function listMadeSets(folder: string, projects: readonly string[]): Promise<readonly MadeSetName[]> {
  const names = projects.length > 0 ? projects : (await readdir(folder)).sort();
  const sets = names.map(async (name) => {
    const tasks = (await readdir(join(folder, name))).sort();
    const made = await Promise.all(tasks.map((task) => isThere(queriesFile(folder, name, task))));
    return tasks.filter((_, index) => made[index]).map((task) => ({ name, task }));
  });
  return (await Promise.all(sets)).flat();
}

export async function readMadeSet(folder: string, name: string, task: string): Promise<QuerySet> {
  const queries = await readQueries(queriesFile(folder, name, task));
  const tree = join(folder, name, task, 'tree');
  return { name, tree, exclude: [], answers: task === 'commit' ? 'file' : 'place', queries };
}

function queriesFile(folder: string, name: string, task: string): string {
  return join(folder, name, task, 'queries.jsonl');
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
