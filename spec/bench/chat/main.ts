import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { askGolden, type GoldenAnswer } from './ask-golden.js';
import { goldenProjects, readGolden, type GoldenProject } from './golden.js';

const usage = `Whether the sources of an answer are those that it needs: the golden set of questions.

npm run bench:chat                    recall of the first five sources, and what was missed

--json <file>    writes the sources of every question there too
`;
const aim = 0.9;
const options = { json: { type: 'string' }, help: { type: 'boolean', default: false } } as const;

/** `npm run bench:chat`; gives the exit code: 1 when the aim is missed. */
export default async function main(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
  if (values.help || positionals.length > 0) {
    process.stderr.write(usage);
    return values.help ? 0 : 2;
  }
  const golden = await readGolden();
  const answers: GoldenAnswer[] = [];
  for (const project of Object.keys(goldenProjects) as GoldenProject[]) {
    process.stderr.write(`${project}: the code is indexed, and asked about\n`);
    const own = await askGolden(
      project,
      golden.filter((each) => each.project === project),
    );
    process.stdout.write(`${project.padEnd(12)}${own.length} questions  recall@5 ${share(own)}\n`);
    answers.push(...own);
  }
  process.stdout.write(
    `${answers
      .filter((answer) => answer.recall < 1)
      .map(missText)
      .join('')}`,
  );
  const isReached = mean(answers) >= aim;
  const verdict = `aim ${aim}: ${isReached ? 'reached' : 'MISSED'}`;
  process.stdout.write(`${'all'.padEnd(12)}${answers.length} questions  recall@5 ${share(answers)}  ${verdict}\n`);
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(answers, undefined, 2)}\n`);
  return isReached ? 0 : 1;
}

function mean(answers: readonly GoldenAnswer[]): number {
  return answers.reduce((sum, answer) => sum + answer.recall, 0) / answers.length;
}

function share(answers: readonly GoldenAnswer[]): string {
  return mean(answers).toFixed(3);
}

function missText({ question, files, sources }: GoldenAnswer): string {
  const wanted = files.map((group) => group.join(' or ')).join(', ');
  const at = (group: readonly string[]) => sources.findIndex(({ path }) => group.includes(path)) + 1;
  const places = files.map((group) => at(group) || 'nowhere').join(', ');
  const got = sources.slice(0, 5).map(({ path, startLine, endLine }) => `    ${path}:${startLine}-${endLine}\n`);
  return `  missed: ${question}\n    wanted ${wanted} (stands at: ${places})\n${got.join('')}`;
}
