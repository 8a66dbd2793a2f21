#!/usr/bin/env node
// Checks the lengths of files and functions, and that plugin-api stays types with a little logic.
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import { reportProblems } from './problems.js';
import { root as checkout } from './root.js';
import { sourceFiles } from './source-files.js';

const limits = { fileLines: 300, functionLines: 50, apiLogicLines: 200 };
const root = resolve(process.argv[2] ?? checkout);
const files = sourceFiles(root, ['core', 'plugins', 'plugin-api', 'bin']);

function problemsOf(file) {
  const text = readFileSync(join(root, file), 'utf8');
  const lines = text.trimEnd().split('\n').length;
  const fix = 'Split it: a file has one main export.';
  const tooLong = lines > limits.fileLines ? [{ file, what: `${lines} lines, at most ${limits.fileLines}`, fix }] : [];
  return [...tooLong, ...longFunctions(file, text)];
}

/** Functions, methods and arrow functions, each with the functions inside it. */
function longFunctions(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const problems = [];
  const lineAt = (position) => source.getLineAndCharacterOfPosition(position).line + 1;
  const visit = (node) => {
    const line = lineAt(node.getStart());
    const lines = lineAt(node.end) - line + 1;
    if (ts.isFunctionLike(node) && lines > limits.functionLines) {
      const what = `${nameOf(node)} has ${lines} lines, at most ${limits.functionLines}`;
      problems.push({ file, line, what, fix: 'Give its parts names of their own.' });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return problems;
}

function nameOf(node) {
  const name = node.name ?? (ts.isVariableDeclaration(node.parent) ? node.parent.name : undefined);
  return name ? `function ${name.getText()}` : 'a function';
}

/** Lines that are left when types and comments are taken away. The testing module is for authors and not part of it. */
function checkApiLogic() {
  const logic = files.filter((file) => file.startsWith('plugin-api/') && !file.startsWith('plugin-api/testing/'));
  const lines = logic.reduce((sum, file) => sum + logicLines(readFileSync(join(root, file), 'utf8')), 0);
  if (lines < limits.apiLogicLines) return [];
  const what = `${lines} lines that are not types, less than ${limits.apiLogicLines} is the promise`;
  return [{ file: 'plugin-api', what, fix: 'Move logic to the core.' }];
}

function logicLines(text) {
  const options = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, removeComments: true };
  const code = ts.transpileModule(text, { compilerOptions: { ...options, verbatimModuleSyntax: true } }).outputText;
  return code
    .split('\n')
    .filter((line) => line.trim() !== '' && !/^(?:(?:import|export) .*from |export \{\};)/.test(line)).length;
}

reportProblems([...files.flatMap(problemsOf), ...checkApiLogic()], `${files.length} files, none too long`);
