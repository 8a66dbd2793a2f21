import { asHex, asRecord, asSize, asText } from '../json-value.js';
import { isModelId } from '../model-id.js';
import { isSafePath } from '../safe-path.js';
import type { ManifestFile } from '../folder/model-manifest.js';

/** What the hub tells of a model. */
export interface HubModel {
  /** As the hub spells it. */
  readonly id: string;
  /** Commit. */
  readonly revision: string;
  readonly files: readonly ManifestFile[];
  readonly pipelineTag: string | undefined;
  readonly modelType: string | undefined;
  readonly architectures: readonly string[];
}

/**
 * Reads the answer of `/api/models/{id}/revision/main?blobs=true`:
 * `{id, sha, pipeline_tag, config: {architectures, model_type}, siblings: [{rfilename, size, blobId, lfs?: {sha256, size}}]}`
 * (huggingface_hub, `ModelInfo` and `RepoSibling`). `blobId` is git's SHA-1 of the file, or of the pointer of a large one.
 * Files whose names could leave the folder are dropped. `undefined` when it is no such answer.
 */
export function readHubModel(value: unknown, asked: string): HubModel | undefined {
  const model = asRecord(value);
  const revision = asHex(model?.['sha'], 40);
  const siblings = model?.['siblings'];
  if (!model || revision === undefined || !Array.isArray(siblings)) return undefined;
  const id = asText(model['id']) ?? asked;
  const config = asRecord(model['config']);
  const architectures = config?.['architectures'];
  return {
    id: isModelId(id) ? id : asked,
    revision,
    files: onceEach(siblings.flatMap((sibling) => asFile(sibling) ?? [])),
    pipelineTag: asText(model['pipeline_tag']),
    modelType: asText(config?.['model_type']),
    architectures: Array.isArray(architectures) ? architectures.filter((name) => typeof name === 'string') : [],
  };
}

/** A mirror may name a file twice: the first counts. */
function onceEach(files: readonly ManifestFile[]): readonly ManifestFile[] {
  const byPath = new Map<string, ManifestFile>();
  for (const file of files) if (!byPath.has(file.path)) byPath.set(file.path, file);
  return [...byPath.values()];
}

function asFile(value: unknown): ManifestFile | undefined {
  const file = asRecord(value);
  const path = asText(file?.['rfilename']);
  if (!file || path === undefined || !isSafePath(path)) return undefined;
  const lfs = asRecord(file['lfs']);
  if (!lfs) return { path, size: asSize(file['size']), sha256: undefined, gitSha1: asHex(file['blobId'], 40) };
  return {
    path,
    size: asSize(lfs['size']) ?? asSize(file['size']),
    sha256: asHex(lfs['sha256'], 64),
    gitSha1: undefined,
  };
}
