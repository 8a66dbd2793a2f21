/** What OpenAI calls the use of a file. */
export const filePurposes = ['assistants', 'batch', 'fine-tune', 'vision', 'user_data', 'evals'] as const;

export type FilePurpose = (typeof filePurposes)[number];

/** A file that a client has given to the gateway. Never changes. Times in milliseconds since the epoch. */
export interface StoredFile {
  /** `file-...`. */
  readonly id: string;
  /** As the client calls it, without folders: for people and models, never a path. */
  readonly name: string;
  readonly purpose: FilePurpose;
  readonly bytes: number;
  /** As the client says; `application/octet-stream` where it says nothing. */
  readonly mediaType: string;
  readonly createdAt: number;
  /** It is deleted then; `undefined`: it is kept until somebody deletes it. */
  readonly expiresAt: number | undefined;
}

/** What is known of a file before its bytes have come. */
export type NewFile = Pick<StoredFile, 'name' | 'purpose' | 'mediaType'> & {
  /** From now on; `undefined`: what is usual for its purpose. */
  readonly lifetimeMs?: number | undefined;
};
