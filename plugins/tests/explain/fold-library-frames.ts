const FRAME = /^[\s|]*File "([^"]+)", line \d+/;
const LIBRARY =
  /[/\\](?:site-packages|dist-packages|lib[/\\]python3[^/\\]*|runpy\.py)[/\\]|^<frozen |[/\\]lib[/\\]python3/;

/** A traceback of a server without what libraries did in it: of uvicorn, Starlette and FastAPI are fifty lines, of the project two. */
export function foldLibraryFrames(lines: readonly string[]): readonly string[] {
  const shown: string[] = [];
  let folded = 0;
  let isFolding = false;
  const tell = () => {
    if (folded > 0) shown.push(`  … ${folded} ${folded === 1 ? 'frame' : 'frames'} of libraries`);
    folded = 0;
  };
  for (const line of lines) {
    const path = FRAME.exec(line)?.[1];
    if (path !== undefined) isFolding = LIBRARY.test(path);
    // What stands deeper than a frame is its source, with the marks below it.
    else if (!/^[\s|]{4,}\S/.test(line)) isFolding = false;
    if (isFolding) folded += path === undefined ? 0 : 1;
    else {
      tell();
      shown.push(line);
    }
  }
  tell();
  return shown;
}
