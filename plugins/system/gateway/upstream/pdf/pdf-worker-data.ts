/** What the thread is given. */
export interface PdfWorkerData {
  readonly bytes: Uint8Array;
  /** Address of the module `unpdf`: where the plugin is copied to, threads do not find packages. */
  readonly unpdf: string;
  readonly mostPages: number;
  readonly mostChars: number;
}

/** What it answers; `text: ''`: the pages are pictures. */
export type PdfAnswer =
  | { readonly text: string; readonly pages: number; readonly pagesRead: number }
  | { readonly problem: 'password' | 'damaged' };
