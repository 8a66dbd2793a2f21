import type { Socket } from 'node:net';

/**
 * Calls back for every whole line that comes in, without its end. A line longer than `maxBytes` ends the connection.
 *
 * Not node:readline: it emits an error of its input once more, on an interface that nobody listens to.
 */
export function socketLines(socket: Socket, maxBytes: number, onLine: (line: string) => void): void {
  let pieces: string[] = [];
  let length = 0;
  socket.setEncoding('utf8').on('data', (text: string) => {
    const lines = text.split('\n');
    const rest = lines.pop() ?? '';
    for (const line of lines) {
      // Whoever got a line may have had enough.
      if (socket.destroyed) return;
      pieces.push(line);
      const whole = pieces.join('');
      pieces = [];
      length = 0;
      onLine(whole);
    }
    length += rest.length;
    if (length > maxBytes) socket.destroy();
    else if (rest !== '') pieces.push(rest);
  });
}
