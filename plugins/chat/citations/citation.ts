/** A place that an answer names, as `path:line` or `path:first-last`. */
export interface Citation {
  /** As it stands in the answer, without quotes around it: `main.py:41`. */
  readonly written: string;
  /** Of the project's file that is meant; what was written where there is none. */
  readonly path: string;
  /** Lines count from one; both the same for a single line. */
  readonly startLine: number;
  readonly endLine: number;
  /** The name that the answer says is there: `OrderIn` in `OrderIn (app/schemas.py:8)`. */
  readonly symbol?: string | undefined;
  readonly verified: boolean;
  /** Why not: `no such file in the code index`, `the file has 30 lines`, `OrderIn is not there`, `not checked: …`. */
  readonly problem?: string | undefined;
}
