import type { PluginContext } from 'devmgr/plugin-api';
import { ProjectFiles } from 'devmgr/plugin-api/contracts/project-files';
import { namedBy } from './matches-pattern.js';
import { hasSecretName } from './secret-names.js';

/** Why a person is asked before a file is written; `undefined`: it may be written. `path` from the root. */
export type ProtectionOf = (path: string) => string | undefined;

/** They decide what git sees, runs and fetches. */
const ofGit = ['.gitignore', '.gitattributes', '.gitmodules', '.gitconfig'];

/** What another program does by itself, by the end of the path: in lower case. */
const ofPrograms = [
  [/(?:^|\/)\.devmgr\.toml$/, 'tells devmgr what to run and whom to ask'],
  [/(?:^|\/)\.hg\/hgrc$/, 'tells Mercurial what to run'],
  [/(?:^|\/)\.github\/workflows\/[^/]+$/, 'says what GitHub runs, with your secrets'],
] as const;

/** By what commonly holds secrets, what tells programs what to run, and the setting `protect`: what a project's file says adds to what the person says. */
export function protectionOf(context: Pick<PluginContext, 'config' | 'services'>): ProtectionOf {
  return (path) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const isSecret = context.services.find(ProjectFiles)?.isSecret(path) ?? hasSecretName(path);
    if (isSecret || hasSecretName(path)) return `${path} is a file that commonly holds secrets`;
    if (ofGit.includes(name.toLowerCase())) return `${path} tells git what to do`;
    const program = ofPrograms.find(([end]) => end.test(path.toLowerCase()));
    if (program) return `${path} ${program[1]}`;
    const pattern = protectedBy(context, path);
    return pattern === undefined ? undefined : `${path} is protected by the setting protect: ${pattern}`;
  };
}

function protectedBy({ config }: Pick<PluginContext, 'config'>, path: string): string | undefined {
  for (const { value } of config.layers('protect')) {
    const patterns = Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
    const pattern = namedBy(patterns, path);
    if (pattern !== undefined) return pattern;
  }
  return undefined;
}
