import { parentPort, workerData } from 'node:worker_threads';
import type * as Babel from '@babel/parser';
import type * as Toml from 'smol-toml';
import type * as Yaml from 'yaml';
import type { SyntaxWorkerData } from './parse-request.js';
import { parseProblems } from './parsers/parse-problems.js';

// A thread of `parseInThread`: parses one text and answers once.
const { request, packages } = workerData as SyntaxWorkerData;
const problems = await parseProblems(request, {
  babel: () => import(packages.babel) as Promise<typeof Babel>,
  yaml: () => import(packages.yaml) as Promise<typeof Yaml>,
  toml: () => import(packages.toml) as Promise<typeof Toml>,
});
parentPort?.postMessage(problems);
