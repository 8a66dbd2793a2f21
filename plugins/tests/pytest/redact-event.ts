import { maskBeside } from './mask-beside.js';
import { maskedValues } from './masked-values.js';
import type { EventFrame, PhaseEvent, PytestEvent } from './protocol.js';

type Redact = (text: string) => string;

/** Values of one event; more are no secrets but data. */
const mostValues = 50;
/** As people name things; not to be masked in all that devmgr shows from now on. */
const name = /^[a-z]+(?:[_.-][a-z]+)*$/i;

/**
 * The event with the secrets masked in what tests wrote, held or asked for. A value that its name gives away is masked where it stands
 * without the name too: `password = 'hunter22'` and `assert 'hunter22' == ''`. Ids stay as they are: they name tests.
 * `learn` gets values that are secrets elsewhere as well: pytest prints them again in its report.
 */
export function redactEvent(
  event: PytestEvent,
  redact: Redact,
  learn: (value: string) => void = () => {},
): PytestEvent {
  if (event.event === 'phase' && isSilent(event)) return event;
  const values = new Set<string>();
  const masked = mapTexts(event, (text) => {
    const done = redact(text);
    if (values.size < mostValues) for (const value of maskedValues(text, done)) values.add(value);
    return done;
  });
  if (values.size === 0) return masked;
  const known = [...values].sort((a, b) => b.length - a.length);
  for (const value of known) if (!name.test(value)) learn(value);
  return mapTexts(masked, (text) => maskBeside(text, known));
}

function mapTexts(event: PytestEvent, map: Redact): PytestEvent {
  switch (event.event) {
    case 'collect-report':
      return { ...event, message: map(event.message), traceback: map(event.traceback) };
    case 'warning':
      return { ...event, message: map(event.message) };
    case 'request':
      return { ...event, url: map(event.url) };
    case 'phase':
      return mapPhase(event, map);
    default:
      return event;
  }
}

function mapPhase(event: PhaseEvent, map: Redact): PhaseEvent {
  const { message, traceback, sections, frames, comparison } = event;
  return {
    ...event,
    message: message === undefined ? undefined : map(message),
    traceback: traceback === undefined ? undefined : map(traceback),
    frames: frames.map((frame) => mapFrame(frame, map)),
    sections: sections.map(([title, text]) => [title, map(text)] as const),
    comparison: comparison && [comparison[0], map(comparison[1]), map(comparison[2])],
  };
}

/** A value is seen with its name before it: `password='hunter2'` is known as a secret where `'hunter2'` alone is not. */
function mapFrame(frame: EventFrame, map: Redact): EventFrame {
  const [path, line, name, details] = frame;
  if (!details) return frame;
  const lines = map(details.lines.join('\n')).split('\n');
  const locals = details.locals.map(([local, value]) => [local, mapLocal(local, value, map)] as const);
  return [path, line, name, { first: details.first, lines, locals }];
}

function mapLocal(name: string, value: string, map: Redact): string {
  const before = `${name}=`;
  const masked = map(before + value);
  return masked.startsWith(before) ? masked.slice(before.length) : map(value);
}

function isSilent({ message, traceback, sections, frames, comparison }: PhaseEvent): boolean {
  return (
    message === undefined &&
    traceback === undefined &&
    sections.length + frames.length === 0 &&
    comparison === undefined
  );
}
