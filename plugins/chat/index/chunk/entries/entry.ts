/** A key of a configuration file with its value, or an element of a list. It reaches to the next one or to the end of what it is in. */
export interface Entry {
  /** Line where it begins, from zero, with the comments above it. */
  readonly line: number;
  /** `undefined` for an element of a list, which goes by its name or its place. */
  readonly key: string | undefined;
  /** A scalar on the line itself, to name what it is in: `name: api`. */
  readonly value?: string | undefined;
  readonly children: readonly Entry[];
}
