import type { BlockStop } from '../layout/line.js';
import { comparePlaces, type MarkdownDocument, type Place } from './markdown-document.js';

/** Where a stop is: the number of it in its block, which stays the same when lines are broken elsewhere. */
export interface StopPlace {
  readonly section: number;
  readonly block: number;
  readonly stop: number;
}

export function stopAt(document: MarkdownDocument, { stop, ...place }: StopPlace): BlockStop | undefined {
  return document.layout(place)?.stops[stop];
}

/** The first and the last line of a stop. */
export function linesOfStop(document: MarkdownDocument, place: StopPlace): { first: Place; last: Place } {
  const { section, block, stop } = place;
  const lines = document.layout(place)?.lines ?? [];
  const isOn = (line: (typeof lines)[number]) => line.runs.some((run) => run.stop === stop);
  const at = (line: number): Place => ({ section, block, line: Math.max(0, line) });
  return { first: at(lines.findIndex(isOn)), last: at(lines.findLastIndex(isOn)) };
}

/** The stop after or before another one. */
export function neighbourStop(document: MarkdownDocument, from: StopPlace, step: 1 | -1): StopPlace | undefined {
  let { section, block } = from;
  let stop = from.stop + step;
  for (;;) {
    const stops = document.layout({ section, block })?.stops ?? [];
    if (stop >= 0 && stop < stops.length) return { section, block, stop };
    block += step;
    while (block < 0 || block >= (document.section(section)?.count ?? 0)) {
      section += step;
      if (section < 0 || section >= document.count) return undefined;
      block = step > 0 ? 0 : (document.section(section)?.count ?? 1) - 1;
    }
    stop = step > 0 ? 0 : (document.layout({ section, block })?.stops.length ?? 0) - 1;
  }
}

/** The first stop that begins in the lines from `top` up to but without `bottom`, or the last one for step -1. */
export function stopInView(document: MarkdownDocument, top: Place, bottom: Place, step: 1 | -1): StopPlace | undefined {
  const edge: StopPlace =
    step > 0
      ? { section: top.section, block: top.block, stop: -1 }
      : { section: bottom.section, block: bottom.block, stop: document.layout(bottom)?.stops.length ?? 0 };
  for (let next = neighbourStop(document, edge, step); next; next = neighbourStop(document, next, step)) {
    const { first } = linesOfStop(document, next);
    const isBefore = comparePlaces(first, top) < 0;
    const isAfter = comparePlaces(first, bottom) >= 0;
    if (!isBefore && !isAfter) return next;
    if (step > 0 ? isAfter : isBefore) return undefined;
  }
  return undefined;
}
