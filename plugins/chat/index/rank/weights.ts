/**
 * Every number of the ranking. 1 is the whole range of the fused score, so a definition at 1 is above everything that only
 * has the words. Tuned one after the other on what `npm run bench:search` makes of whole projects, with people's queries beside
 * it; a change is kept when it helps projects that it was not tuned on.
 */
export const rankWeights = {
  /** How much the vector counts beside a keyword side of 1, by what the query is. */
  vectorForQuestion: 2.5,
  vectorForSymbol: 0.8,
  vectorForPath: 1,
  vectorForTrace: 1,
  /** The keyword score's power: below 1 the best one is less far ahead of the others. */
  keywordCurve: 0.7,

  /** A name in the query is defined here: as the whole query, as one word of it, as a function of a frame. */
  definitionAsked: 1.5,
  definitionMentioned: 0.25,
  definitionInTrace: 0.2,
  /** The words of the query are the words of the name: `order repository`. All of them, or two and more in a row. */
  definitionByAllWords: 0.15,
  definitionBySomeWords: 0.05,
  /** Shares of the above: another case or other parts (`createOrder` for `create_order`), the class around, its members, no code. */
  definitionOtherSpelling: 0.8,
  definitionOtherContainer: 0.4,
  definitionContainer: 0.5,
  definitionMember: 0.2,
  definitionOutsideCode: 0.4,
  /** The same word in another case: `session`, `Session`. */
  definitionOtherCase: 0.6,
  /** Of the above when the query says in what, `flask.g`, and that is so. */
  definitionQualified: 1.5,
  /** The query is one word that does not look like a name. */
  definitionOneWord: 1,

  /** The text has a name of the query whole: as the whole query, as one word of it. */
  wholeNameAsked: 0.5,
  wholeNameMentioned: 0.05,

  symbolWords: 0.39,
  pathName: 0.21,
  pathFolder: 0.08,

  /** A place that the query names: the lines, the file without a line, another part of the file of a line. */
  placeLine: 3,
  placeFile: 0.8,
  placeNear: 0.3,
  /** Of each frame to the one that called it. */
  placeDecay: 0.8,

  kindFunction: 0.1,
  kindMethod: 0.03,
  kindClass: 0,
  kindModule: -0.01,
  kindStatement: -0.02,
  kindEntry: -0.2,
  kindSection: -0.15,
  kindRule: -0.08,
  kindWindow: 0,
  /** Windows of files that are no program. */
  kindText: -0.05,
  /** In place of the above when the query asks for documentation, configuration or styles. */
  kindAsked: 0.05,

  roleTest: -0.45,
  roleNearTests: -0.14,
  roleExample: -0.2,
  roleDocs: -0.1,
  roleStub: -0.12,
  roleMigration: -0.12,
  roleScript: -0.01,
  /** For what the query asks for: tests, examples, … */
  roleAsked: 0.12,
  /** Files that only hand on what others define: `__init__.py`, `index.ts`. */
  roleReexport: -0.06,

  fileHits: 0.12,
  centrality: 0.08,

  /** Of the second chunk of a file; the third has twice that, and so on up to the most. */
  diversity: -0.04,
  diversityMost: -0.12,
  diversityCopy: -0.6,
  /** Parts of a long function beside its best one. */
  partLater: -1.5,
};

export type RankWeights = Readonly<Record<keyof typeof rankWeights, number>>;
