import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { labelledSets, type LabelledName } from './labelled/read-labelled.js';
import { listMadeSets } from './made-sets.js';
import { makeSets, projectName } from './make/make-sets.js';
import { reportText } from './report/report-text.js';
import type { SetResult } from './report/run-result.js';
import { runApart, runHere, type WantedSet } from './wanted-set.js';

const usage = `How well the code index finds things.

npm run bench:search                                 the labelled queries over this repository and the sample project
npm run bench:search -- make <clone>..               makes query sets of git clones
npm run bench:search -- made [project..]             asks the sets that were made

--out <folder>   where made sets are; default: a folder for temporary files
--ablation       the product without each of its signals, instead of beside ripgrep and BM25
--json <file>    writes the figures there too
`;
const options = {
  out: { type: 'string', default: join(tmpdir(), 'devmgr-bench-search') },
  ablation: { type: 'boolean', default: false },
  json: { type: 'string' },
  help: { type: 'boolean', default: false },
} as const;

/** `npm run bench:search`; gives the exit code. */
export default async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
  const [word = 'labelled', ...names] = positionals;
  const folder = resolve(values.out);
  if (word === 'set' && names[0] !== undefined) await runHere(names[0]);
  else if (word === 'make' && names.length > 0) await make(names, folder);
  else if ((word === 'labelled' || word === 'made') && !values.help) {
    const results = await run(word === 'made' ? await made(folder, names) : labelled(), values.ablation);
    process.stdout.write(reportText(results));
    if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(results, undefined, 2)}\n`);
  } else {
    process.stderr.write(usage);
    return values.help ? 0 : 2;
  }
  return 0;
}

function labelled(): readonly WantedSet[] {
  return Object.keys(labelledSets).map((name) => ({ from: 'labelled', name: name as LabelledName }));
}

async function made(folder: string, projects: readonly string[]): Promise<readonly WantedSet[]> {
  return (await listMadeSets(folder, projects)).map((set) => ({ from: 'made', folder, ...set }));
}

/** One after the other: their times are measured. */
async function run(wanted: readonly WantedSet[], isAblation: boolean): Promise<readonly SetResult[]> {
  const results: SetResult[] = [];
  for (const [index, set] of wanted.entries()) {
    process.stderr.write(`${index + 1} of ${wanted.length}: ${set.name} ${set.from === 'made' ? set.task : ''}\n`);
    results.push(await runApart(set, isAblation ? 'signals' : 'baselines'));
  }
  return results;
}

async function make(clones: readonly string[], out: string): Promise<void> {
  for (const clone of clones) {
    const project = projectName(clone);
    const sets = await makeSets(clone, join(out, project), project);
    for (const { task, queries, candidates, commit } of sets) {
      process.stdout.write(`${project} ${task}: ${queries} of ${candidates} queries, tree of ${commit.slice(0, 8)}\n`);
    }
    if (!sets.some(({ task }) => task === 'commit')) process.stdout.write(`${project} commit: too little history\n`);
  }
}
