import type { NewFile, StoredFile } from './stored-file.js';

/** Files that clients have given to the gateway. Everything rejects with a `GatewayError` for what a client can do something about. */
export interface GatewayFiles {
  /**
   * Writes bytes as they come. What fails or is aborted leaves nothing. Rejects when it is too large, and when there is no room. It is no file
   * until it is kept: fields of a form that tell about it may stand after it.
   */
  receive(bytes: AsyncIterable<Uint8Array>, options: { readonly signal: AbortSignal }): Promise<ReceivedFile>;
  /** Newest first. */
  all(): Promise<readonly StoredFile[]>;
  /** `undefined`: there is none, or its time is over. */
  find(id: string): Promise<StoredFile | undefined>;
  /** Where its bytes are, for those who read them; the file may be deleted meanwhile. */
  pathOf(file: StoredFile): string;
  /** Whether there was one. */
  delete(id: string): Promise<boolean>;
  /** Of one file. */
  readonly maxBytes: number;
}

/** Bytes that have come, and are no file yet. Disposed of without having been kept they are gone. */
export interface ReceivedFile extends AsyncDisposable {
  readonly bytes: number;
  /** In hexadecimal digits. */
  readonly md5: string;
  keep(about: NewFile): Promise<StoredFile>;
}
