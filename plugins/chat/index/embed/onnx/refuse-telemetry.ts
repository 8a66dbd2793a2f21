/**
 * ONNX Runtime of other systems than Windows tells its maker of the process and of every model, and keeps an id of the
 * machine in the person's cache folder, unless this variable is set before it is loaded (microsoft/onnxruntime, pull request
 * 27379). Threads have copies of the environment, native code sees the main thread's: there it must be called.
 */
export function refuseTelemetry(): void {
  process.env['ORT_DISABLE_TELEMETRY'] = '1';
}
