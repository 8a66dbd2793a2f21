import type { StyledText, TableOptions } from 'devmgr/plugin-api';

/** A row predicate from words that must all occur, in any case, in what the table searches; none for no words. */
export function rowFilter<Row>(words: string, options: TableOptions<Row>): ((row: Row) => boolean) | undefined {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  if (wanted.length === 0) return undefined;
  const searchText = (row: Row) => options.searchText?.(row) ?? cellsText(row, options);
  return (row) => {
    const text = searchText(row).toLowerCase();
    return wanted.every((word) => text.includes(word));
  };
}

function cellsText<Row>(row: Row, options: TableOptions<Row>): string {
  return options.columns.map((column) => plainText(column.cell(row))).join(' ');
}

function plainText(text: StyledText): string {
  return typeof text === 'string' ? text : text.map((span) => span.text).join('');
}
