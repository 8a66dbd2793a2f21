/** What the thread is given, and what it answers. */
export interface PdfWorkerData {
  readonly bytes: Uint8Array;
  /** Address of the module `unpdf`: where the plugin is copied to, threads do not find packages. */
  readonly unpdf: string;
  readonly mostPages: number;
  readonly mostChars: number;
}

export type PdfAnswer =
  | { readonly text: string; readonly pages: number; readonly pagesRead: number }
  | { readonly problem: 'password' | 'damaged'; readonly detail: string };
