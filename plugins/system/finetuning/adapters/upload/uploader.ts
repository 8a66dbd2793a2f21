import type { FineTuningCreateProgress } from 'devmgr/plugin-api/contracts/finetuning-adapter';

export interface UploadOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: ((progress: FineTuningCreateProgress) => void) | undefined;
}

/** A file that the provider has now. */
export interface UploadedFile {
  readonly id: string;
  /** Takes it away again, when nothing comes of it. Never rejects. */
  discard(): Promise<void>;
}

/** Brings a file of this machine to a provider. */
export type Uploader = (path: string, options: UploadOptions) => Promise<UploadedFile>;
