import type { TrainingNews } from '../protocol/training-news.js';

const LOSS_NAME = /^(?:training|train)?\s?loss$/i;
const VALIDATION_NAME = /^(?:validation|eval|valid)\s?loss$/i;
const STEP_NAME = /^(?:step|epoch)s?$/i;

/** Reads the table that notebooks of the Trainer print, columns apart by tabs: `Step`, `Training Loss`, and lines of numbers below. */
export class TableReader {
  #columns: readonly string[] = [];

  next(line: string): readonly TrainingNews[] {
    const cells = line.split('\t').map((cell) => cell.trim());
    if (cells.length < 2 || cells.length > 20) return [];
    if (STEP_NAME.test(cells[0] ?? '')) {
      this.#columns = cells;
      return [];
    }
    if (cells.length !== this.#columns.length || !cells.every(isCell)) return [];
    const at = (name: RegExp) => number(cells[this.#columns.findIndex((column) => name.test(column))]);
    const loss = at(LOSS_NAME);
    const validationLoss = at(VALIDATION_NAME);
    if (loss === undefined && validationLoss === undefined) return [];
    const step = /^step/i.test(this.#columns[0] ?? '') ? number(cells[0]) : undefined;
    const measured = { ...(loss !== undefined && { loss }), ...(validationLoss !== undefined && { validationLoss }) };
    const isStep = step !== undefined && Number.isSafeInteger(step);
    const metric: TrainingNews = { type: 'metric', metric: { ...(isStep && { step }), ...measured } };
    return isStep ? [{ type: 'progress', progress: { step } }, metric] : [metric];
  }
}

function isCell(cell: string): boolean {
  return cell === '' || cell === 'No log' || number(cell) !== undefined;
}

function number(cell: string | undefined): number | undefined {
  if (cell === undefined || !/^\d{1,12}(?:\.\d{1,12})?(?:e[-+]?\d{1,3})?$/i.test(cell)) return undefined;
  return Number(cell);
}
