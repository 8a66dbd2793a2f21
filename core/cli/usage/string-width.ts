/** In the place of the package `string-width`, for the help that yargs lays out: see `bin/dev/build.js`. */
export { textWidth as default } from '../../screen/text/text-width.js';
