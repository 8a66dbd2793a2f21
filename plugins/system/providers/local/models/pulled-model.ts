export type LocalTask = 'text-generation' | 'image-text-to-text' | 'feature-extraction';

/** Names of transformers.js: `q4`, `fp16` ...; of models in several parts, one for each part. */
export type LocalDtype = string | Readonly<Record<string, string>>;

/** A model in `~/.devmgr/models`, complete on disk. */
export interface PulledModel {
  /** As on the hub: `HuggingFaceTB/SmolLM2-135M-Instruct`. */
  readonly id: string;
  /** `~/.devmgr/models/HuggingFaceTB/SmolLM2-135M-Instruct`: `config.json`, `tokenizer.json`, `onnx/model_q4.onnx`, ... */
  readonly dir: string;
  readonly task: LocalTask;
  readonly dtype: LocalDtype;
  readonly bytes: number;
  /** In tokens, from `config.json`. */
  readonly contextWindow: number | undefined;
  /** Commit on the hub; `undefined` for a folder that a person put there. */
  readonly revision: string | undefined;
}
