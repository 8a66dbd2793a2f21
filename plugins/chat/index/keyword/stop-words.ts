/** English words that say nothing of what code does. They are in no index and in no query. */
export const stopWords: ReadonlySet<string> = new Set(
  (
    'a an the of to in on at by for from with as and or but so than then is are was were be been being am it its this that ' +
    'these those there their they them we you your our i he she has have had having can could may might must shall should ' +
    'will would do does did into onto also such because'
  ).split(' '),
);

/** Words of questions: in the index, for code is called `where` or `show`, but in a query only when it has no others. */
export const questionWords: ReadonlySet<string> = new Set(
  'what where when which who whom whose why how me my us show tell explain please want need'.split(' '),
);
