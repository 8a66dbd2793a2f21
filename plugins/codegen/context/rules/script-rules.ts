import { isTestPath } from '../view/test-paths.js';
import { tableAt, type ConfigTable } from './config-files.js';
import type { Rule, RuleSource } from './rule.js';

const strictOptions: readonly (readonly [option: string, says: string])[] = [
  ['noUncheckedIndexedAccess', 'what is read by an index may be undefined'],
  ['exactOptionalPropertyTypes', 'undefined is no value of an optional property'],
  ['noImplicitOverride', 'override is written'],
  ['noPropertyAccessFromIndexSignature', "keys of index signatures are read as ['key']"],
  ['verbatimModuleSyntax', 'types are imported with import type'],
  ['noUnusedLocals', 'no unused variables'],
  ['erasableSyntaxOnly', 'no enum, namespace or parameter properties'],
];
const testRunners = ['vitest', 'jest', 'mocha', 'ava', '@playwright/test', 'cypress'];
const mostPackages = 40;

/** Of projects with a package.json, for JavaScript and TypeScript. */
export const scriptRules: RuleSource = async ({ path, files }) => {
  if (!/\.(?:[cm]?[jt]sx?|vue|svelte)$/.test(path)) return [];
  const [manifest, config] = await Promise.all([
    files.json('package.json'),
    files.json('tsconfig.json', 'jsconfig.json'),
  ]);
  const isTyped = /\.(?:[cm]?tsx?|vue|svelte)$/.test(path);
  return [...(isTyped ? typescript(config) : []), ...modules(path, manifest, config), ...packages(path, manifest)];
};

function typescript(config: ConfigTable): readonly Rule[] {
  const options = tableAt(config, 'compilerOptions');
  const asked = strictOptions.filter(([option]) => options[option] === true).map(([, says]) => says);
  const rules: Rule[] = [];
  if (options['strict'] === true)
    rules.push({ text: 'TypeScript in strict mode: no implicit any, null is checked.', label: 'TypeScript strict' });
  if (asked.length > 0) rules.push({ text: `The compiler also asks: ${asked.join('; ')}.` });
  const paths = Object.entries(tableAt(options, 'paths')).slice(0, 8);
  const aliases = paths.map(([alias, targets]) => `${alias} is ${[targets].flat().join(' or ')}`);
  if (aliases.length > 0) rules.push({ text: `Import aliases: ${aliases.join('; ')}.` });
  const jsx = options['jsx'];
  if (jsx === 'react-jsx' || jsx === 'react-jsxdev') rules.push({ text: 'JSX needs no import of React.' });
  return rules;
}

function modules(path: string, manifest: ConfigTable, config: ConfigTable): readonly Rule[] {
  if (/\.[cm][jt]s$/.test(path)) return [];
  const resolution = tableAt(config, 'compilerOptions')['module'];
  const isNode = typeof resolution === 'string' && /^node/i.test(resolution);
  const isEsm = manifest['type'] === 'module';
  if (isEsm && isNode) return [{ text: 'ES modules; relative imports end with .js.', label: 'ESM' }];
  if (isEsm) return [{ text: 'ES modules (import, export).', label: 'ESM' }];
  return Object.keys(manifest).length > 0 && /\.jsx?$/.test(path) && manifest['type'] === 'commonjs'
    ? [{ text: 'CommonJS modules (require, module.exports).' }]
    : [];
}

function packages(path: string, manifest: ConfigTable): readonly Rule[] {
  const own = { ...tableAt(manifest, 'dependencies'), ...tableAt(manifest, 'peerDependencies') };
  const development = tableAt(manifest, 'devDependencies');
  const rules: Rule[] = [];
  const list = Object.entries(own)
    .slice(0, mostPackages)
    .map(([name, version]) => `${name} ${String(version)}`);
  if (list.length > 0) rules.push({ text: `Packages of the project: ${list.join(', ')}. Use no others.` });
  const runner = testRunners.find((name) => Object.hasOwn(development, name) || Object.hasOwn(own, name));
  if (isTestPath(path) && runner !== undefined) rules.push({ text: `Tests are run by ${runner}.`, label: runner });
  return rules;
}
