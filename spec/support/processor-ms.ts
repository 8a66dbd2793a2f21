/** Milliseconds of processor time of this process so far: differences do not grow when the machine is busy with others. */
export function processorMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
