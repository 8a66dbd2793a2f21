const MAX = 60;

/** A command line may be of any length: what of it stands in a line for people, and the machine where it runs, when it is another one. */
export function shortTarget(target: string, ssh?: string): string {
  const line = target.replaceAll(/\s+/g, ' ');
  const short = line.length > MAX ? `${line.slice(0, MAX - 1)}…` : line;
  return ssh === undefined ? short : `${short} on ${ssh}`;
}
