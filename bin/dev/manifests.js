#!/usr/bin/env node
// Checks the manifest of every built-in plugin with the program's own reader, and that they do not want the same things.
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { reportProblems } from './problems.js';
import { root } from './root.js';

/** The reader from the sources, so that the check does not depend on a build. */
async function loadReader() {
  const outfile = join(root, 'node_modules/.cache/devmgr-dev/read-manifest.mjs');
  const entryPoints = [join(root, 'core/plugins/read-manifest.ts')];
  await build({
    absWorkingDir: root,
    entryPoints,
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  return (await import(pathToFileURL(outfile).href)).readManifest;
}

function read(readManifest, file) {
  try {
    const { manifest, warnings } = readManifest(join(root, file, '..'));
    const problems = warnings.map((what) => ({ file, what, fix: 'Remove the field or correct its name.' }));
    return { file, manifest, problems: [...problems, ...checkMain(file, manifest)] };
  } catch (error) {
    return { file, problems: [{ file, what: error.message, fix: error.hint ?? 'Correct the manifest.' }] };
  }
}

/** `main` names the built module; its source lies beside the manifest under the same name. */
function checkMain(file, manifest) {
  const source = join(file, '..', manifest.main).replace(/\.js$/, '.ts');
  if (existsSync(join(root, source))) return [];
  return [{ file, what: `devmgr.main is "${manifest.main}", but there is no ${source}`, fix: 'Name the module.' }];
}

/** Two plugins may not claim one id, word, tab key or place. */
function clashes(plugins) {
  const claims = plugins.flatMap(({ file, manifest: { id, tab, cli = [], services = [] } }) => [
    { file, claim: `id ${id}` },
    ...(tab
      ? [
          { file, claim: `hotkey ${tab.hotkey}` },
          { file, claim: `tab order ${tab.order}` },
        ]
      : []),
    ...cli.map(({ name }) => ({ file, claim: `CLI word ${name}` })),
    ...services.map((service) => ({ file, claim: `service ${service}` })),
  ]);
  const firstBy = new Map([...claims].reverse().map(({ file, claim }) => [claim, file]));
  return claims
    .filter(({ file, claim }) => firstBy.get(claim) !== file)
    .map(({ file, claim }) => ({
      file,
      what: `${claim} is also of ${firstBy.get(claim)}`,
      fix: 'Choose another one.',
    }));
}

const readManifest = await loadReader();
const files = readdirSync(join(root, 'plugins'))
  .map((name) => `plugins/${name}/package.json`)
  .filter((file) => existsSync(join(root, file)));
const plugins = files.map((file) => read(readManifest, file));
const problems = [
  ...plugins.flatMap((plugin) => plugin.problems),
  ...clashes(plugins.filter((plugin) => plugin.manifest)),
];
reportProblems(problems, `${files.length} manifests are valid`);
