/** A file of its own, so that the build takes it for a late part: see `bin/dev/build.js`. */
export { default as yargs } from 'yargs';
