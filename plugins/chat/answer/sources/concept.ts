/** A word for code that does not stand in that code: who asks for endpoints means functions with a decorator of a route. */
export interface Concept {
  /** In a question. */
  readonly asked: RegExp;
  /** Words beside which the code stands, as queries of the index. */
  readonly queries: readonly string[];
  /** What such code has; the sum of the numbers is how much of that it is. */
  readonly signs: readonly (readonly [RegExp, number])[];
  /** Names of functions that do it; as much as a sign of 2. */
  readonly names?: RegExp;
  /** Why it is a source, for people. */
  readonly reason: string;
}

const verbs = 'get|post|put|patch|delete|head|options';

/** FastAPI, Flask, Django, Express, Fastify, NestJS, Spring, Go. */
const endpoint: Concept = {
  asked: /\b(end[ -]?points?|routes?|endpunkte?n?|routen)\b/i,
  queries: [
    ...['get', 'post', 'put', 'patch', 'delete'].map((verb) => `"${verb}(" router app`),
    '"route(" app blueprint',
    '"websocket(" router app',
    '"path(" urlpatterns',
    '"Mapping(" controller',
  ],
  signs: [
    [new RegExp(String.raw`^\s*@[\w.]+\.(?:${verbs}|trace|route|websocket|api_route)\(`, 'm'), 1],
    [/^\s*@(?:Get|Post|Put|Patch|Delete|Request|All)(?:Mapping)?\b/m, 1],
    [
      new RegExp(
        String.raw`\b(?:app|router|api|server|fastify|mux|r|e|g|http)\.(?:${verbs}|all|GET|POST|PUT|PATCH|DELETE|HandleFunc)\(\s*['"\x60]/`,
      ),
      1,
    ],
    [/^\s*(?:re_)?path\(\s*r?["']/m, 1],
  ],
  reason: 'an endpoint',
};

/** Pydantic, attrs, Django, SQLAlchemy, zod, joi, class-validator. */
const validation: Concept = {
  asked:
    /\b(validat\w*|valid|invalid|constraints?|accept(?:s|ed)?|reject(?:s|ed)?|negative|not allowed|validier\w*|gültig\w*)\b/i,
  queries: ['"Field("', '"validator"', '"BaseModel"', '"z.object("', '"validate"', '"check"', '"raise"', '"throw"'],
  signs: [
    [/\bField\(|\b(?:con(?:str|int|float|list)|Annotated)[([]|@IsA?[A-Z]\w+\(/, 2],
    [/@\w*validat(?:or|es)\b|\bdef (?:clean|validate)_?\w*\(|\b(?:z|Joi|yup|v)\.(?:object|string|number|array)\(/, 2],
    [/\bBaseModel\b|\bserializers?\.\w+/, 0.5],
    [/\braise \w*(?:Error|Invalid|Exception)\w*|\bthrow new \w+/, 0.5],
    [/\braise \w+/, 0.5],
  ],
  names: /(?:^|[.#])_*(?:validate|check|verify|ensure|require|assert|clean)(?![a-z])/,
  reason: 'checks values',
};

export const concepts: readonly Concept[] = [endpoint, validation];
