/** An answer: lines of a file, from one, both inclusive. */
export interface RankedPlace {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
}

/** Anything that finds code: the product, or what it is compared with. */
export interface Retriever {
  readonly name: string;
  /** Best first, deep enough that ten different files are among them where there are so many. */
  search(query: string): Promise<readonly RankedPlace[]>;
}
