import { Fields } from '../../../json/fields.js';
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
export function readHubModel(text: string, asked: string): HubModel | undefined {
  const model = Fields.parse(text);
  const revision = model?.hex('sha', 40);
  if (!model?.list('siblings') || revision === undefined) return undefined;
  const id = model.text('id') ?? asked;
  const config = model.fields('config');
  return {
    id: isModelId(id) ? id : asked,
    revision,
    files: onceEach(model.objects('siblings').flatMap((sibling) => asFile(sibling) ?? [])),
    pipelineTag: model.text('pipeline_tag'),
    modelType: config?.text('model_type'),
    architectures: config?.strings('architectures') ?? [],
  };
}

/** A mirror may name a file twice: the first counts. */
function onceEach(files: readonly ManifestFile[]): readonly ManifestFile[] {
  const byPath = new Map<string, ManifestFile>();
  for (const file of files) if (!byPath.has(file.path)) byPath.set(file.path, file);
  return [...byPath.values()];
}

function asFile(file: Fields): ManifestFile | undefined {
  const path = file.text('rfilename');
  if (path === undefined || !isSafePath(path)) return undefined;
  const lfs = file.fields('lfs');
  if (!lfs) return { path, size: file.count('size'), sha256: undefined, gitSha1: file.hex('blobId', 40) };
  return {
    path,
    size: lfs.count('size') ?? file.count('size'),
    sha256: lfs.hex('sha256', 64),
    gitSha1: undefined,
  };
}
