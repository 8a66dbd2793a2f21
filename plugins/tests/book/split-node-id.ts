/** The classes that a test lies in, and its name with the parameters. */
export interface NodeName {
  readonly classes: readonly string[];
  readonly name: string;
}

/**
 * What stands after the file in a node id. Parameters may hold `::` and brackets: from the first bracket on all is the name.
 * An id without `::` is a name as a whole.
 */
export function splitNodeId(id: string): NodeName {
  const start = id.indexOf('::');
  if (start < 0) return { classes: [], name: id };
  const bracket = id.indexOf('[', start);
  const head = bracket < 0 ? id.slice(start + 2) : id.slice(start + 2, bracket);
  const last = head.lastIndexOf('::');
  if (last < 0) return { classes: [], name: id.slice(start + 2) };
  return { classes: head.slice(0, last).split('::'), name: id.slice(start + 2 + last + 2) };
}

/** The name without parameters: what is written in the source. */
export function functionName(name: string): string {
  const bracket = name.indexOf('[');
  return bracket <= 0 ? name : name.slice(0, bracket);
}
