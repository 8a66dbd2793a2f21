/** A run of characters of a file, on lines from one, both inclusive. */
export interface TextSpan {
  readonly start: number;
  readonly end: number;
  readonly startLine: number;
  readonly endLine: number;
}

export interface DocComment {
  /** As it is written, with its marks. */
  readonly raw: string;
  /** What is taken out of the tree: the comments, or the string. */
  readonly spans: readonly TextSpan[];
  /** Put in their place where code must remain. */
  readonly replacement: string;
}

/** Something with a name in a file. */
export interface Declaration {
  readonly name: string;
  /** Qualified by what it lies in: `OrderRepository.find`. */
  readonly symbol: string;
  readonly isFunction: boolean;
  /** With decorators and `export`, without its doc comment when that stands before it. */
  readonly span: TextSpan;
  readonly doc: DocComment | undefined;
}
