import type { LocalDtype } from '../../models/pulled-model.js';

/** What is used of `@huggingface/transformers` 4. Nothing of the package is needed to build or to check devmgr. */
export interface Transformers {
  readonly env: TransformersEnv;
  readonly AutoTokenizer: Loader<Tokenizer>;
  readonly AutoProcessor: Loader<ImageProcessor>;
  readonly AutoModelForCausalLM: Loader<GenerativeModel>;
  readonly AutoModelForImageTextToText: Loader<GenerativeModel>;
  readonly pipeline: (task: 'feature-extraction', dir: string, options: LoadOptions) => Promise<Extractor>;
  readonly RawImage: { fromBlob(blob: Blob): Promise<object> };
  readonly TextStreamer: new (tokenizer: Tokenizer, options: StreamerOptions) => object;
  readonly InterruptableStoppingCriteria: new () => { interrupt(): void };
}

export interface TransformersEnv {
  readonly version: string;
  allowRemoteModels: boolean;
  allowLocalModels: boolean;
  useFSCache: boolean;
  useBrowserCache: boolean;
  useWasmCache: boolean;
  fetch: (...args: unknown[]) => Promise<never>;
}

export interface LoadOptions {
  readonly local_files_only: true;
  /** For models: never left out, or transformers.js takes fp32. */
  readonly dtype?: LocalDtype;
  readonly session_options?: object;
}

interface Loader<T> {
  from_pretrained(dir: string, options: LoadOptions): Promise<T>;
}

/** `dims` of token ids: one row of so many. */
export interface Tensor {
  readonly dims: readonly number[];
  readonly data: Float32Array;
}

export type ModelInputs = Readonly<Record<string, Tensor>> & { readonly input_ids: Tensor };

export interface Tokenizer {
  (texts: string, options?: { readonly add_special_tokens: boolean }): ModelInputs;
  /** A template, several by name, or none. */
  readonly chat_template: unknown;
  padding_side: 'left' | 'right';
  apply_chat_template(messages: readonly object[], options: ChatTemplateOptions): string;
}

export interface ChatTemplateOptions {
  readonly tokenize: false;
  readonly add_generation_prompt: true;
  /** Instead of the model's own. */
  readonly chat_template?: string;
}

export interface ImageProcessor {
  (prompt: string, images: readonly object[], options: { readonly do_image_splitting: boolean }): Promise<ModelInputs>;
  readonly tokenizer: Tokenizer | undefined;
  readonly chat_template: unknown;
  apply_chat_template(messages: readonly object[], options: ChatTemplateOptions): string;
}

/** `eos_token_id` and the like; see the model's config.json. */
export type ModelConfig = Readonly<Record<string, unknown>>;

export interface GenerativeModel {
  readonly config: ModelConfig;
  readonly generation_config: ModelConfig | null;
  generate(options: Readonly<Record<string, unknown>>): Promise<unknown>;
  dispose(): Promise<unknown>;
}

export interface Extractor {
  (texts: readonly string[], options: { readonly pooling: string; readonly normalize: boolean }): Promise<Tensor>;
  readonly tokenizer: Tokenizer;
  dispose(): Promise<unknown>;
}

interface StreamerOptions {
  readonly skip_prompt: boolean;
  readonly skip_special_tokens: boolean;
  readonly callback_function: (text: string) => void;
  readonly token_callback_function: (tokens: readonly bigint[]) => void;
}
