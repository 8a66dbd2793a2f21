/**
 * How well a file of the project fits a path that somebody wrote, 0 to 1. Paths of errors have other roots and a query often
 * only the end of one; `routers/orders` may be a file without its end or a folder.
 */
export function matchesPlace(filePath: string, written: string): number {
  const file = filePath.toLowerCase();
  const wanted = written.toLowerCase().replace(/\/+$/, '');
  if (wanted === '') return 0;
  // Whatever fits has its last part somewhere: nearly all files of a large project are done with here.
  if (!file.includes(wanted.slice(wanted.lastIndexOf('/') + 1))) return 0;
  if (isEnd(file, wanted) || isEnd(wanted, file)) return 1;
  const bare = file.replace(/\.[^./]+$/, '');
  if (isEnd(bare, wanted)) return 0.9;
  if (`/${file}`.includes(`/${wanted}/`)) return 0.6;
  return sharedEnd(file, wanted);
}

function isEnd(path: string, end: string): boolean {
  return path === end || path.endsWith(end.startsWith('/') ? end : `/${end}`);
}

/** The same file name, in a folder of the same name or elsewhere. */
function sharedEnd(file: string, wanted: string): number {
  const ofFile = file.split('/');
  const ofWanted = wanted.split('/');
  if (ofFile.at(-1) !== ofWanted.at(-1)) return 0;
  return ofWanted.length > 1 && ofFile.at(-2) === ofWanted.at(-2) ? 0.5 : 0.2;
}
