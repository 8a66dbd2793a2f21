#!/usr/bin/env node
// Writes down the public surface of plugin-api, so that no change of it goes unseen. `--update` accepts a change.
import { readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { reportProblems } from './problems.js';
import { root } from './root.js';
import { sourceFiles } from './source-files.js';

const reportFile = 'plugin-api/api-report.d.ts';
const fix = 'If the change is meant: node bin/dev/api-report.js --update, and say so in CHANGELOG.md.';

/** The declarations of every module, without comments, in the order of their names. */
function makeReport() {
  const files = sourceFiles(root, ['plugin-api']);
  const parts = declarationsOf(files).map(([file, text]) => `// ${file}\n${text.trim()}\n`);
  return `// The public surface of devmgr/plugin-api, made by bin/dev/api-report.js.\n\n${parts.join('\n')}`;
}

function declarationsOf(files) {
  const config = ts.readConfigFile(join(root, 'tsconfig.json'), ts.sys.readFile).config;
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, root);
  const emit = {
    noEmit: false,
    declaration: true,
    emitDeclarationOnly: true,
    removeComments: true,
    incremental: false,
  };
  const paths = files.map((file) => join(root, file));
  const program = ts.createProgram(paths, {
    ...options,
    ...emit,
    tsBuildInfoFile: undefined,
    rootDir: root,
    outDir: root,
  });
  const declarations = new Map();
  program.emit(undefined, (path, text) => declarations.set(relative(root, path), text));
  return [...declarations].filter(([path]) => path.startsWith('plugin-api/')).sort(([a], [b]) => (a < b ? -1 : 1));
}

function compare(report) {
  const stored = readStored();
  if (stored === undefined) return [{ file: reportFile, what: 'there is no such report', fix }];
  if (stored === report) return [];
  const [now, before] = [report.split('\n'), stored.split('\n')];
  const index = now.findIndex((line, at) => line !== before[at]);
  const at = index < 0 ? now.length : index;
  const what = `plugin-api changed: \`${(before[at] ?? '').trim()}\` is now \`${(now[at] ?? '').trim()}\``;
  return [{ file: reportFile, line: at + 1, what, fix }];
}

function readStored() {
  try {
    return readFileSync(join(root, reportFile), 'utf8');
  } catch {
    return undefined;
  }
}

const report = makeReport();
if (process.argv.includes('--update')) writeFileSync(join(root, reportFile), report);
reportProblems(compare(report), `${reportFile} says what plugin-api offers`);
