import type { CodeKind } from 'devmgr/plugin-api/contracts/code-index';

/** A run of whole lines of a file. The texts of all chunks of a file, one after the other, are the file. */
export interface Chunk {
  /** From one. */
  readonly startLine: number;
  /** Inclusive. */
  readonly endLine: number;
  readonly kind: CodeKind;
  /** Qualified by what it lies in: `OrderRepository.find`. */
  readonly symbol?: string | undefined;
  /** One line: `async def find(self, id: int) -> Order`. */
  readonly signature?: string | undefined;
  /** The lines as they are in the file, with their line ends. */
  readonly text: string;
  /** Constants, variables and class attributes that these lines define beside `symbol`, qualified as it is: `Config.DEBUG`. */
  readonly defines?: readonly string[] | undefined;
  /** What is looked at beside the text when searching and is not in these lines: the signatures of a class's members. */
  readonly context?: string | undefined;
}

export interface ChunkedFile {
  /** `python`, `typescript`, `markdown`, …; `text` for what is not known. */
  readonly language: string;
  /** In order, without gaps. None for an empty file. */
  readonly chunks: readonly Chunk[];
  /** Modules that the file imports, as they are written: `app.models`, `.orders`, `../orders.js`. */
  readonly imports: readonly string[];
  /** False: its structure could not be read (or nobody knows how), the chunks are windows. */
  readonly isParsed: boolean;
}

/** Divides a file by its structure. Never throws: what cannot be parsed is divided at blank lines. */
export interface Chunker {
  chunk(path: string, text: string): Promise<ChunkedFile>;
}
