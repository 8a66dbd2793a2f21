#!/usr/bin/env node
// Checks who imports whom, by the rules of import-rules.js. Fails on rules and exceptions that nothing needs any more.
import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join, posix, resolve } from 'node:path';
import ts from 'typescript';
import { allowed, edges, exceptions, reserved, started } from './import-rules.js';
import { matchPath } from './match-path.js';
import { reportProblems } from './problems.js';
import { root as checkout } from './root.js';
import { sourceFiles } from './source-files.js';

const root = resolve(process.argv[2] ?? checkout);
const files = sourceFiles(root, ['core', 'plugins', 'plugin-api']);
const imports = files.flatMap(importsOf);
const { dependencies, peerDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const declared = Object.keys({ ...dependencies, ...peerDependencies });
const used = new Set();

/** Static and dynamic imports and re-exports, of types too. */
function importsOf(file) {
  const text = readFileSync(join(root, file), 'utf8');
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName, pos }) => ({
    file,
    line: text.slice(0, pos).split('\n').length,
    specifier: fileName,
    target: targetOf(file, fileName),
  }));
}

/** What is imported, in the words of the rules: a path from the root, `npm:x`, `node:x` or `devmgr/plugin-api/...`. */
function targetOf(file, specifier) {
  if (specifier.startsWith('.')) {
    return posix.join(posix.dirname(file), specifier).replace(/\.js$/, '.ts');
  }
  if (specifier.startsWith('node:') || specifier.startsWith('devmgr/plugin-api')) return specifier;
  if (builtinModules.includes(specifier)) return `builtin:${specifier}`;
  const names = specifier.split('/');
  return `npm:${specifier.startsWith('@') ? names.slice(0, 2).join('/') : names[0]}`;
}

function violationOf({ file, target }) {
  if (target.startsWith('builtin:')) {
    return {
      because: 'builtins are imported by their full name',
      fix: `Write node:${target.slice('builtin:'.length)}.`,
    };
  }
  if (target.startsWith('npm:') && !declared.includes(target.slice('npm:'.length))) {
    return { because: 'the package is not among the dependencies', fix: 'Add it to package.json, or do without it.' };
  }
  const ofStarted = started.find(({ files: pattern }) => matchPath(pattern, target));
  return ofStarted ?? breaksAllowed(file, target) ?? breaksReserved(file, target) ?? breaksEdges(file, target);
}

function breaksAllowed(file, target) {
  for (const rule of allowed) {
    const names = matchPath(rule.files, file);
    if (!names) continue;
    const entry = rule.only.find((pattern) => matchPath(pattern, target, names));
    if (entry === undefined) return rule;
    used.add(`${rule.files} only ${entry}`);
  }
  return undefined;
}

function breaksReserved(file, target) {
  const rule = reserved.find(({ targets }) => targets.includes(target));
  if (!rule) return undefined;
  const home = rule.onlyIn.find((pattern) => matchPath(pattern, file));
  if (home === undefined) return rule;
  used.add(`${target} only in ${home}`);
  used.add(target);
  return undefined;
}

function breaksEdges(file, target) {
  const names = matchPath(edges.files, file);
  if (!names || edges.never.some((pattern) => matchPath(pattern, file, names))) return undefined;
  return edges.never.some((pattern) => matchPath(pattern, target, names)) ? edges : undefined;
}

function checkImports() {
  return imports.flatMap(({ file, line, specifier, target }) => {
    const violation = violationOf({ file, target });
    if (!violation) return [];
    const exception = exceptions.find((entry) => entry.file === file && entry.target === target);
    used.add(exception);
    const fix = violation.fix ?? 'Go through the plugin API or move the code to where it may be.';
    return exception ? [] : [{ file, line, what: `imports '${specifier}', but ${violation.because}`, fix }];
  });
}

function checkStale() {
  const rulesInUse = (entries, name) => entries.filter((entry) => !used.has(name(entry))).map(name);
  const stale = [
    ...allowed.flatMap((rule) => rulesInUse(rule.only, (pattern) => `${rule.files} only ${pattern}`)),
    ...reserved.flatMap((rule) => rulesInUse(rule.targets, (target) => target)),
    ...edges.never.filter((pattern) => !files.some((file) => matchPath(pattern, file))),
    ...exceptions.filter((entry) => !used.has(entry)).map((entry) => `exception ${entry.file} -> ${entry.target}`),
  ];
  const fix = 'Remove it: nothing needs it any more.';
  return stale.map((entry) => ({ file: 'bin/dev/import-rules.js', what: `stale entry: ${entry}`, fix }));
}

reportProblems(
  [...checkImports(), ...checkStale()],
  `${imports.length} imports of ${files.length} files follow the rules`,
);
