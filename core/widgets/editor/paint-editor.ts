import type { TextSpan, TextStyle } from 'devmgr/plugin-api';
import type { Canvas, Look } from '../../screen/canvas.js';
import { wrap } from '../../screen/text/wrap.js';
import { paintScrollbar } from '../scrollbar.js';
import type { EditorDocument } from './editor-document.js';
import type { EditorView } from './editor-view.js';
import { glyphsOf, isPlain, type Glyph } from './glyphs.js';
import type { Row } from './row-map.js';

export interface EditorPicture {
  readonly document: EditorDocument;
  readonly view: EditorView;
  readonly focused: boolean;
  readonly lineNumbers: boolean;
  readonly placeholder: string | readonly TextSpan[];
  /** Colours of a line, as spans that make up its text. */
  colours(line: number): readonly TextSpan[] | undefined;
}

/** Paints what is in view: numbers, text with colours and selection, cursor, scrollbar. */
export function paintEditor(canvas: Canvas, picture: EditorPicture): void {
  const { document, view } = picture;
  if (document.buffer.length === 0) paintPlaceholder(canvas, picture);
  const cursorLine = document.buffer.lineAt(document.cursor);
  view.rows.rows(view.top, canvas.height).forEach((row, y) => {
    if (picture.lineNumbers) paintNumber(canvas, y, row, view.gutter, row.line === cursorLine);
    paintRow(canvas, y, row, picture);
  });
  paintScrollbar(canvas, { x: canvas.width - 1, y: 0, height: canvas.height }, view.range);
  if (picture.focused) paintCursor(canvas, picture);
}

function paintPlaceholder(canvas: Canvas, { placeholder, view }: EditorPicture): void {
  const lines = wrap(placeholder, view.room).slice(0, canvas.height);
  lines.forEach((line, y) => canvas.put(view.gutter, y, line, 'muted'));
}

function paintNumber(canvas: Canvas, y: number, row: Row, gutter: number, isCurrent: boolean): void {
  if (!row.isFirst) return;
  canvas.put(0, y, String(row.line + 1).padStart(gutter - 1), isCurrent ? 'default' : 'muted');
}

function paintRow(canvas: Canvas, y: number, row: Row, picture: EditorPicture): void {
  const { document, view } = picture;
  const { glyphs, shift } = visibleGlyphs(document.buffer.slice(row.from, row.to), view.left, view.room + 1);
  const inLine = row.from - document.buffer.lineStart(row.line);
  const styleAt = styleReader(picture.colours(row.line));
  const selected = document.selection;
  const base: Look = picture.focused ? 'selection' : 'selection-unfocused';
  let run = { x: 0, text: '', style: undefined as TextStyle | undefined, isSelected: false };
  const flush = () => {
    if (run.text !== '') canvas.put(run.x, y, run.text, run.style, run.isSelected ? { base } : {});
  };
  for (const glyph of glyphs) {
    const offset = row.from + shift + glyph.from;
    const isSelected = selected !== undefined && offset >= selected.from && offset < selected.to;
    const style = styleAt(inLine + shift + glyph.from);
    if (style !== run.style || isSelected !== run.isSelected || run.text === '') {
      flush();
      run = { x: view.gutter + glyph.x - view.left, text: '', style, isSelected };
    }
    run.text += glyph.text;
  }
  flush();
  if (selected && row.to >= selected.from && row.to < selected.to && row.to === document.buffer.lineEnd(row.line)) {
    const last = glyphs.at(-1);
    canvas.put(view.gutter + (last ? last.x + last.width : 0) - view.left, y, ' ', 'default', { base });
  }
}

/** Glyphs that are whole in view; `shift` is the offset that theirs count from. Of a long plain row only a part is looked at. */
function visibleGlyphs(text: string, left: number, room: number): { glyphs: readonly Glyph[]; shift: number } {
  if (isPlain(text)) {
    const part = glyphsOf(text.slice(left, left + room));
    return { glyphs: part.map((glyph) => ({ ...glyph, x: glyph.x + left })), shift: left };
  }
  const inView = glyphsOf(text).filter(({ x, width }) => x >= left && x + width <= left + room);
  return { glyphs: inView, shift: 0 };
}

/** Reads the style at offsets that only grow. */
function styleReader(spans: readonly TextSpan[] | undefined): (offset: number) => TextStyle | undefined {
  let at = 0;
  let end = spans?.[0]?.text.length ?? 0;
  return (offset) => {
    while (spans && at < spans.length && offset >= end) end += spans[++at]?.text.length ?? 0;
    return spans?.[at]?.style;
  };
}

function paintCursor(canvas: Canvas, { document, view, placeholder }: EditorPicture): void {
  const { x, y } = view.cellOf(document.cursor);
  if (y < 0 || y >= canvas.height || x < view.gutter) return;
  const under =
    document.buffer.length === 0
      ? plainStart(placeholder, view.room)
      : document.buffer.slice(document.cursor, document.cursor + 32);
  const glyph = under.startsWith('\n') || under.startsWith('\t') ? undefined : glyphsOf(under)[0];
  canvas.put(x, y, glyph?.text ?? ' ', 'cursor', { maxCells: Math.max(1, glyph?.width ?? 1) });
}

function plainStart(text: EditorPicture['placeholder'], room: number): string {
  return wrap(text, room)[0]?.[0]?.text ?? '';
}
