import { isFields, isNumber, isString, isStringPair, listOf, optional, type Fields } from './parse-fields.js';
import type { EventFrame, FrameDetails, PhaseEvent } from './protocol.js';

/** `undefined` when a field is missing that the outcome needs. Of the rest what has a wrong shape is left out. */
export function parsePhase(f: Fields): PhaseEvent | undefined {
  const { id, when, outcome, duration } = f;
  if (!isString(id) || !isString(when) || !isString(outcome) || !isNumber(duration)) return undefined;
  return {
    event: 'phase',
    id,
    when,
    outcome,
    duration,
    wasxfail: f['wasxfail'] !== undefined,
    subtest: f['subtest'] === true,
    message: optional(f['message'], isString),
    traceback: optional(f['traceback'], isString),
    frames: listOf(f['frames'], isFrame).map(readFrame),
    sections: listOf(f['sections'], isStringPair),
    comparison: optional(f['comparison'], isComparison),
    worker: optional(f['worker'], isString),
  };
}

function isFrame(value: unknown): value is readonly [string, number, string, unknown?] {
  return Array.isArray(value) && isString(value[0]) && isNumber(value[1]) && isString(value[2]);
}

function readFrame([path, line, name, more]: readonly [string, number, string, unknown?]): EventFrame {
  const details = readDetails(more);
  return details ? [path, line, name, details] : [path, line, name];
}

function readDetails(more: unknown): FrameDetails | undefined {
  if (!isFields(more) || !isNumber(more['first'])) return undefined;
  return { first: more['first'], lines: listOf(more['lines'], isString), locals: listOf(more['locals'], isStringPair) };
}

function isComparison(value: unknown): value is readonly [string, string, string] {
  return Array.isArray(value) && value.length === 3 && value.every(isString);
}
