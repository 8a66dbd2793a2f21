/** A loss in at most six cells: `0.81`, `12.4`, `0.0031`, `3e-7`. Empty when it is not known. */
export function lossText(loss: number | undefined): string {
  if (loss === undefined || !Number.isFinite(loss)) return '';
  const size = Math.abs(loss);
  if (size >= 100_000) return loss.toExponential(0).replace('+', '');
  if (size >= 100) return String(Math.round(loss));
  if (size >= 10) return loss.toFixed(1);
  if (size >= 0.01 || size === 0) return loss.toFixed(2);
  return size >= 0.000_1 ? loss.toFixed(4) : loss.toExponential(0);
}
