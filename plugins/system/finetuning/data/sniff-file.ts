/** What a file is by its beginning, where it cannot be JSON lines. */
export interface Sniffed {
  /** Bytes before the first line: a byte-order mark. */
  readonly skip: number;
  /** What is wrong with the whole file; nothing more can be said of it then. */
  readonly problem: string | undefined;
  readonly isParquet: boolean;
}

const starts = (head: Buffer, ...bytes: readonly number[]) => bytes.every((byte, at) => head[at] === byte);

/** `head`: the first kilobytes of the file. `name`: of the file, for commands that help. */
export function sniffFile(head: Buffer, name: string): Sniffed {
  const isParquet = head.subarray(0, 4).toString('latin1') === 'PAR1';
  const skip = starts(head, 0xef, 0xbb, 0xbf) ? 3 : 0;
  return {
    skip,
    isParquet,
    problem: binaryProblem(head, name) ?? textProblem(head.subarray(skip).toString('utf8'), name),
  };
}

function binaryProblem(head: Buffer, name: string): string | undefined {
  const magic = head.subarray(0, 4).toString('latin1');
  if (starts(head, 0x1f, 0x8b)) return `This is a gzip archive: unpack it first (gunzip -k ${name})`;
  if (starts(head, 0x28, 0xb5, 0x2f, 0xfd)) return 'This is a zstd archive: unpack it first (zstd -d)';
  if (magic.startsWith('PK'))
    return 'This is a zip archive or an office document: unpack or export it as JSON lines first';
  if (magic === 'PAR1')
    return 'This is a Parquet file: write it as JSON lines (pandas: df.to_json(…, orient="records", lines=True))';
  if (starts(head, 0xff, 0xfe) || starts(head, 0xfe, 0xff) || looksUtf16(head))
    return 'This is UTF-16: save it as UTF-8 (iconv -f UTF-16 -t UTF-8)';
  return head.includes(0) ? 'This is no text file: JSON objects are needed, one a line' : undefined;
}

/** Every second byte of plain text is zero, and hardly one of the others. */
function looksUtf16(head: Buffer): boolean {
  const bytes = head.subarray(0, 64);
  if (bytes.length < 4) return false;
  const zeros = (first: number) => bytes.filter((byte, at) => at % 2 === first && byte === 0).length;
  const [even, odd] = [zeros(0), zeros(1)];
  return Math.max(even, odd) > bytes.length / 4 && Math.min(even, odd) <= bytes.length / 32;
}

function textProblem(text: string, name: string): string | undefined {
  const start = text.trimStart();
  if (start.startsWith('['))
    return 'This is one JSON array: write each example as one line (jq -c ".[]" in.json > out.jsonl)';
  if (!start.includes('\n') && /\}[ \t]*\r\s*\{/.test(start))
    return "Its lines end with a carriage return alone, as on old Macs: write newlines (tr '\\r' '\\n' < in > out.jsonl)";
  const [first = ''] = start.split(/\r?\n/, 1);
  if (/^\{\s*$/.test(first) && start.length > first.length)
    return 'One example stands on many lines: write each as one line (jq -c . in.json > out.jsonl)';
  if (first.startsWith('<')) return 'This is XML or a web page: JSON objects are needed, one a line';
  if (!first.startsWith('{') && (/\.[ct]sv$/i.test(name) || looksCsv(start)))
    return 'This looks like CSV: write each row as a JSON object, one a line';
  return undefined;
}

/** The first lines have as many separators each; a program or plain text hardly has. */
function looksCsv(text: string): boolean {
  const lines = text.split(/\r?\n/, 4);
  // The last one may be cut off.
  const whole = (lines.length > 1 ? lines.slice(0, -1) : lines).filter((line) => line.trim() !== '');
  if (whole.some((line) => line.length > 2_000 || /[{}]/.test(line))) return false;
  return [',', ';', '\t'].some((separator) => {
    const [first = 0, ...others] = whole.map((line) => plainCells(line).split(separator).length - 1);
    return first > 0 && others.every((count) => count === first);
  });
}

/** Without what stands in quotes: separators there separate nothing. */
function plainCells(line: string): string {
  return line.replace(/"(?:[^"]|"")*"/g, '');
}
