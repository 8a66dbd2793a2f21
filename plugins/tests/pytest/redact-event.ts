import type { PytestEvent } from './protocol.js';

/** The event with the secrets masked in what tests wrote. Ids stay as they are: they name tests. */
export function redactEvent(event: PytestEvent, redact: (text: string) => string): PytestEvent {
  if (event.event === 'collect-report') {
    return { ...event, message: redact(event.message), traceback: redact(event.traceback) };
  }
  if (event.event !== 'phase' || isSilent(event)) return event;
  const { message, traceback, sections } = event;
  return {
    ...event,
    message: message === undefined ? undefined : redact(message),
    traceback: traceback === undefined ? undefined : redact(traceback),
    sections: sections.map(([title, text]) => [title, redact(text)] as const),
  };
}

function isSilent({ message, traceback, sections }: Extract<PytestEvent, { event: 'phase' }>): boolean {
  return message === undefined && traceback === undefined && sections.length === 0;
}
