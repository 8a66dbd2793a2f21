const TRACEBACK = 'Traceback (most recent call last):';
/** `ValueError: negative quantity`, in an exception group behind its margin. */
const EXCEPTION = /^(?:\s+\| )?(?:[A-Za-z_][\w.]*)?(?:Error|Exception|Group|Interrupt|Exit|Warning|Iteration)\b.*/;
const GROUP_HEAD = /^\s+\+ Exception Group Traceback/m;
/** Says less than the exception it announces. */
const EMPTY_WORDS = /^Exception in ASGI application\s*$/;

export interface EntrySummary {
  /** One line. */
  readonly text: string;
  /** Of the whole message. */
  readonly lines: number;
}

/** What an entry with several lines is about in one: its first line, and of a traceback the exception. */
export function entrySummary(message: string): EntrySummary {
  if (!message.includes('\n')) return { text: message, lines: 1 };
  const lines = message.split('\n');
  const head = lines[0] ?? '';
  if (!message.includes(TRACEBACK)) return { text: head, lines: lines.length };
  const exception = exceptionLine(message, lines);
  const isBare = head.includes('Traceback') || EMPTY_WORDS.test(head);
  if (exception === undefined) return { text: head, lines: lines.length };
  return { text: isBare ? exception : `${head} · ${exception}`, lines: lines.length };
}

/** Of chained exceptions the last, which is what came out; of a group the outermost, which names the others. */
function exceptionLine(message: string, lines: readonly string[]): string | undefined {
  const isException = (line: string) => EXCEPTION.test(line);
  const line = GROUP_HEAD.test(message) ? lines.find(isException) : lines.findLast(isException);
  return (line ?? lines.findLast((text) => /^\S/.test(text)))?.replace(/^\s+\| /, '');
}
