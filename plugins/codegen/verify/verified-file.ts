/** A file as it shall be. Line ends are `\n`. */
export interface VerifiedFile {
  /** From the project's root, with `/`. */
  readonly path: string;
  readonly text: string;
}
