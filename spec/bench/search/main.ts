import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { makeSets, projectName } from './make/make-sets.js';

const usage = `Usage:
  npm run bench:search -- make <clone>.. [--out <folder>]   query sets of git clones
`;
const defaultFolder = join(tmpdir(), 'devmgr-bench-search');

/** `npm run bench:search`; gives the exit code. */
export default async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { out: { type: 'string', default: defaultFolder } },
  });
  const [word, ...names] = positionals;
  if (word === 'make' && names.length > 0) return make(names, resolve(values.out));
  process.stderr.write(usage);
  return 2;
}

async function make(clones: readonly string[], out: string): Promise<number> {
  for (const clone of clones) {
    const project = projectName(clone);
    const sets = await makeSets(clone, join(out, project), project);
    for (const { task, queries, candidates, commit } of sets) {
      process.stdout.write(`${project} ${task}: ${queries} of ${candidates} queries, tree of ${commit.slice(0, 8)}\n`);
    }
    if (!sets.some(({ task }) => task === 'commit')) process.stdout.write(`${project} commit: too little history\n`);
  }
  return 0;
}
