/** What is in a folder, by name. */
export interface FolderEntries {
  /** Files and links; what they are is looked at later. */
  readonly files: readonly string[];
  readonly folders: readonly string[];
  /** Repositories of their own that are no part of this one. */
  readonly repositories?: readonly string[];
}

/** Where the walk learns what there is: from the disk or from git. `folder` is empty or ends with `/`. */
export interface FolderSource {
  /** `undefined`: it is not there (any more), or no folder; `unreadable`: it may not be looked into. */
  entries(folder: string): Promise<FolderEntries | 'unreadable' | undefined>;
}
