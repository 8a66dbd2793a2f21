/** A server that devmgr can run. */
export interface ServerDefinition {
  /** Unique in the project; also the source of its log lines. */
  readonly name: string;
  /** `app.main:app` */
  readonly target: string;
  /** Goes on `sys.path`; absolute. */
  readonly searchPath: string;
  /** The attribute makes the application when called. */
  readonly factory: boolean;
  /** Where it was found, for people. */
  readonly source: string;
}
