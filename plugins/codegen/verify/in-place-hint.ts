/** What to do where tests say nothing of use in a copy of the project. */
export const inPlaceHint =
  'Run the tests in the project itself: set verify = "in-place" under codegen, or give --in-place.';
