import type { TextTools } from 'devmgr/plugin-api';
import { byteText } from '../providers/local/models/byte-text.js';
import type { PullProgress } from '../providers/local/models/model-library.js';
import { shortDuration } from '../servers/short-duration.js';

const barCells = 20;

/** `[########------------]  42 %  84 MB of 200 MB  12 MB/s  9s left  onnx/model_q4.onnx`, cut to the width. */
export function progressLine(
  { file, doneBytes, totalBytes }: PullProgress,
  bytesPerSecond: number | undefined,
  width: number,
  text: TextTools,
): string {
  const share = totalBytes === 0 ? 1 : Math.min(1, doneBytes / totalBytes);
  const full = Math.floor(share * barCells);
  const speed = bytesPerSecond === undefined ? [] : [`${byteText(bytesPerSecond)}/s`];
  const left =
    bytesPerSecond === undefined || bytesPerSecond < 1
      ? []
      : [`${shortDuration((1000 * (totalBytes - doneBytes)) / bytesPerSecond)} left`];
  const parts = [
    `[${'#'.repeat(full)}${'-'.repeat(barCells - full)}]`,
    `${String(Math.floor(share * 100)).padStart(2)} %`,
    `${byteText(doneBytes)} of ${byteText(totalBytes)}`,
    ...speed,
    ...left,
    file,
  ];
  return text.truncate(text.clean(parts.join('  ')), width);
}
