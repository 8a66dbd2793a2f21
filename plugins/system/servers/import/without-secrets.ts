import type { TextTools } from 'devmgr/plugin-api';
import type { ImportedServer, ImportNote, TomlTable } from './imported-servers.js';

/** Variables whose values are secrets stay out of settings, which are read by everybody who has the project. Told as notes. */
export function withoutSecrets(
  servers: readonly ImportedServer[],
  { redact }: Pick<TextTools, 'redact'>,
): { readonly servers: readonly ImportedServer[]; readonly notes: readonly ImportNote[] } {
  const notes: ImportNote[] = [];
  // A secret is known by what stands before it, too: `API_KEY=…`.
  const isSecret = (name: string, value: unknown) => redact(`${name}=${String(value)}`) !== `${name}=${String(value)}`;
  const clean = servers.map(({ name, table }) => {
    const { env, ...rest } = table;
    const variables = Object.entries((env ?? {}) as TomlTable);
    const secret = variables.filter(([key, value]) => isSecret(key, value)).map(([key]) => key);
    if (secret.length === 0) return { name, table };
    for (const key of secret)
      notes.push({
        server: name,
        line: 1,
        text: `${key} looks like a secret and is left out: put it into a file that git ignores, and name that in env-file`,
      });
    const kept = Object.fromEntries(variables.filter(([key]) => !secret.includes(key)));
    return { name, table: Object.keys(kept).length > 0 ? { ...rest, env: kept } : rest };
  });
  return { servers: clean, notes };
}
