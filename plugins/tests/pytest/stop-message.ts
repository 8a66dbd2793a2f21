const beginning = 'stopped by the person after ';

/** With what a test fails that is stopped alone, after so many milliseconds. */
export function stopMessage(afterMs: number): string {
  return `${beginning}${(afterMs / 1000).toFixed(1)} s`;
}

/** Whether a test ended so because the person stopped it: that says nothing of the test. */
export function isStopMessage(message: string | undefined): boolean {
  return message?.startsWith(beginning) ?? false;
}
