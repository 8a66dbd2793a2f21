/** What gathering needs, read with the first request. */
export { allSources } from './sources/all-sources.js';
export { openView } from './view/open-view.js';
