/** `0.3%`, `12%` */
export function percentText(percent: number): string {
  return `${percent >= 10 ? Math.round(percent) : percent.toFixed(1)}%`;
}

/** `48M`, `1.2G` */
export function memoryText(bytes: number): string {
  const megabytes = bytes / (1024 * 1024);
  return megabytes >= 1024 ? `${(megabytes / 1024).toFixed(1)}G` : `${Math.round(megabytes)}M`;
}
