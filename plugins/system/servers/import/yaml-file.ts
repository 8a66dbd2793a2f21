import { DevmgrError, ExitCode } from 'devmgr/plugin-api';
import type { Document } from 'yaml';

/** A YAML document with the places of its keys. */
export interface YamlFile {
  /** Anchors and merge keys (`<<`) are filled in. */
  readonly value: unknown;
  /** Of a key, else of the nearest one above it that stands in the file; from 1. */
  lineOf(path: readonly string[]): number;
}

/** Aliases that grow beyond all measure are refused. */
const MAX_ALIASES = 100;

/** Parses a file of one document. Throws `DEVMGR_CONFIG_INVALID` with the line. */
export async function parseYaml(text: string, file: string): Promise<YamlFile> {
  const { isMap, isScalar, LineCounter, parseDocument } = await import('yaml');
  const lines = new LineCounter();
  const document: Document = ofFile(file, () =>
    // What it has to say goes into the errors: a warning would be written over whatever is on the screen.
    parseDocument(text, { lineCounter: lines, merge: true, prettyErrors: false, logLevel: 'error' }),
  );
  const [error] = document.errors;
  if (error) throw invalid(`${file}:${lines.linePos(error.pos[0]).line}: ${reasonOf(error.code, error.message)}`);
  const lineOf = (path: readonly string[]) => {
    let node: unknown = document.contents;
    let line = 1;
    for (const key of path) {
      const pair = isMap(node)
        ? node.items.find((each) => isScalar(each.key) && String(each.key.value) === key)
        : undefined;
      if (!pair || !isScalar(pair.key) || !pair.key.range) return line;
      line = lines.linePos(pair.key.range[0]).line;
      node = pair.value;
    }
    return line;
  };
  const value = ofFile(file, () => document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown);
  return { value, lineOf };
}

function ofFile<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw invalid(`${file}: ${reasonOf('', error instanceof Error ? error.message : String(error))}`);
  }
}

/** In words for who writes files, where those of the parser are for who writes programs. */
function reasonOf(code: string, message: string): string {
  if (code === 'MULTIPLE_DOCS') return 'there are several documents in it: keep one, without a line ---';
  // The parser calls itself for each level.
  if (/call stack/i.test(message)) return 'it is nested too deeply';
  if (message.startsWith('Excessive alias count')) return 'its aliases (*name) grow beyond all measure';
  return message;
}

function invalid(message: string): DevmgrError {
  const hint = 'Mend it, then import it again';
  return new DevmgrError({ code: 'DEVMGR_CONFIG_INVALID', message, hint, exitCode: ExitCode.config });
}
