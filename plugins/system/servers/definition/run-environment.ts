import type { Secrets } from 'devmgr/plugin-api';
import type { ServerDefinition } from './server-definition.js';
import { lateEnvFile } from './late-env-file.js';

type Variables = Readonly<Record<string, string>>;

/**
 * The variables that a server gets beside devmgr's own environment: its files, read now, later ones over earlier ones, and `env` over all.
 * Their secrets are masked before anybody sees them. Rejects with a `DevmgrError` that names the file which cannot be read, or which a link
 * takes out of the project. `root`: of that.
 */
export async function runEnvironment(
  { envFiles, env }: Pick<ServerDefinition, 'envFiles' | 'env'>,
  secrets: Pick<Secrets, 'addVariables'>,
  root: string,
): Promise<Record<string, string>> {
  const files = envFiles.length > 0 ? await readAll(envFiles, root) : [];
  const variables: Variables = Object.assign({}, ...files, env) as Variables;
  secrets.addVariables(variables);
  return { ...variables };
}

async function readAll(paths: readonly string[], root: string): Promise<readonly Variables[]> {
  const [{ readEnvFile }, { requireInside }] = await Promise.all([lateEnvFile(), import('./require-inside.js')]);
  const read = async (path: string) => {
    await requireInside(path, root);
    return readEnvFile(path);
  };
  return Promise.all(paths.map(read));
}
