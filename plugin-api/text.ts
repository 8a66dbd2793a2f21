/** A meaning, not a colour. The theme decides how it looks. */
export type TextStyle =
  | 'default'
  | 'muted'
  | 'strong'
  | 'accent'
  | 'success'
  | 'warning'
  | 'error'
  | 'info'
  | 'added'
  | 'removed'
  | 'code'
  | 'match'
  | 'heading'
  | 'emphasis'
  | 'link'
  | 'quote'
  | 'keyword'
  | 'string'
  | 'number'
  | 'comment'
  | 'name'
  | 'type';

export interface TextSpan {
  readonly text: string;
  readonly style?: TextStyle | undefined;
}

/** Plain text or spans. Never markup: the painter sanitises, as late as possible. */
export type StyledText = string | readonly TextSpan[];

/** A character that no screen draws, though compilers and models read it. */
export interface HiddenCharacter {
  /** Where it stands, in UTF-16 code units. */
  readonly at: number;
  /** In UTF-16 code units. */
  readonly length: number;
  /** `U+202E`. */
  readonly name: string;
}

/** The core's sanitiser and measurements, for text that comes from outside. */
export interface TextTools {
  /** Printable text and newlines only: escape sequences, controls, bidi and invisible characters are gone, tabs expanded. */
  clean(text: string): string;
  /** Width in terminal cells. */
  width(text: string): number;
  /** At most `cells` wide; what is cut is replaced by `…` at the end or in the middle. */
  truncate(text: string, cells: number, where?: 'end' | 'middle'): string;
  /** Known secrets and key shapes become `***`. */
  redact(text: string): string;
  /** The same for a text of any length, in slices of milliseconds. */
  redactLong(text: string): Promise<string>;
  /**
   * How many tokens a text is for any language model: an estimate, rather too many. In slices of milliseconds; beyond `most` it stops,
   * and gives a number above that.
   */
  countTokens(text: string, most?: number): Promise<number>;
  /**
   * What a text holds that nobody sees: code with it can mean something else than what is read (escape sequences, turned directions, zero
   * widths, tags). Emoji and scripts that need such characters are left alone.
   */
  hiddenCharacters(text: string): readonly HiddenCharacter[];
}
