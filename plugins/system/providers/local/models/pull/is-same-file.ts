import type { ModelManifest } from '../folder/model-manifest.js';

/** Whether a file has the same content in two records of a model: by a checksum that both have, or by the revision. */
export function isSameFile(path: string, a: ModelManifest, b: ModelManifest): boolean {
  const [one, other] = [a, b].map(({ files }) => files.find((file) => file.path === path));
  if (!one || !other || one.size !== other.size) return false;
  if (one.sha256 !== undefined && other.sha256 !== undefined) return one.sha256 === other.sha256;
  if (one.gitSha1 !== undefined && other.gitSha1 !== undefined) return one.gitSha1 === other.gitSha1;
  return a.revision === b.revision;
}
