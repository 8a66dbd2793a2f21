/** What has happened to the files of a project. */
export type WatchEvent =
  /**
   * From the root, with `/`, each once: files that are new, changed or gone, and folders that are gone, which stand for all
   * that was in them. At most `maxBatch`.
   */
  | { readonly kind: 'paths'; readonly paths: readonly string[] }
  /**
   * Look at the whole project. `many`: more paths than are worth telling. `branch`: git has checked out something else.
   * `rules`: an ignore file changed; what is watched follows the filter of before until another watcher is begun.
   */
  | { readonly kind: 'everything'; readonly because: 'many' | 'branch' | 'rules' }
  /** Once: the system gives no more watches, part of the project is not followed. */
  | { readonly kind: 'limited'; readonly message: string; readonly hint: string };
