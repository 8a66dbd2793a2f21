import { dirname, relative, sep } from 'node:path';
import type { ServerDefinition } from '../servers/definition/server-definition.js';
import { appFile } from './app-file.js';

/**
 * Of several servers the one whose code is nearest to a folder: in or below it, else around it. `undefined`: the folder is the root
 * of the project, or nothing is near. `root`, `folder`: absolute.
 */
export function nearServer(
  servers: readonly ServerDefinition[],
  root: string,
  folder: string,
): ServerDefinition | undefined {
  if (stepsDown(root, folder) === 0) return undefined;
  const near = servers.flatMap((server) => {
    const distances = foldersOf(server).flatMap((code) => distanceOf(code, root, folder) ?? []);
    return distances.length === 0 ? [] : [{ server, distance: Math.min(...distances) }];
  });
  return near.sort((a, b) => a.distance - b.distance)[0]?.server;
}

/** What is below counts before what is around. */
const AROUND = 1_000;

function distanceOf(code: string, root: string, folder: string): number | undefined {
  if (!stepsDown(root, code)) return undefined;
  const up = stepsDown(code, folder);
  return stepsDown(folder, code) ?? (up === undefined ? undefined : AROUND + up);
}

/** Where the code of a server is; what is only watched has none, and what runs on another machine has it there. */
function foldersOf(server: ServerDefinition): readonly string[] {
  const { runs, ssh, cwd } = server;
  if (ssh || runs.kind === 'url') return [];
  const file = appFile(server);
  return file === undefined || runs.kind !== 'app' ? [cwd] : [dirname(file), runs.searchPath];
}

/** How many folders below another one a folder is; `undefined`: it is not. */
function stepsDown(from: string, to: string): number | undefined {
  const steps = relative(from, to)
    .split(sep)
    .filter((step) => step !== '');
  return steps[0] === '..' ? undefined : steps.length;
}
