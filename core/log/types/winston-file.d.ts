/** winston's file transport by itself: the whole package costs 20 ms more on the UI thread. */
declare module 'winston/lib/winston/transports/file.js' {
  import type { transports } from 'winston';

  const File: typeof transports.File;
  export default File;
}
