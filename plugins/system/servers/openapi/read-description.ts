import type { ApiDescription, ApiRoute } from './api-route.js';
import { arrayOf, isObject, objectOf, textOf, type JsonObject } from './json-value.js';
import { readBody } from './read-body.js';
import { readParameter } from './read-parameter.js';
import { readSecurity } from './read-security.js';
import { SchemaLookup } from './schema-lookup.js';

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'head', 'options', 'trace', 'query'] as const;
const MOST_ROUTES = 5_000;

/**
 * Reads an OpenAPI 3.0 or 3.1 document (https://spec.openapis.org/oas/v3.1.0), and of Swagger 2 what is alike: routes and parameters.
 * What is malformed in it is left out.
 *
 * @param documentPath where it was found: `/openapi.json`.
 * @returns `undefined` when it is no such document.
 */
export function readDescription(document: unknown, documentPath: string): ApiDescription | undefined {
  if (!isObject(document) || !isObject(document['paths'])) return undefined;
  if (typeof document['openapi'] !== 'string' && typeof document['swagger'] !== 'string') return undefined;
  const info = objectOf(document['info']);
  const routes = readRoutes(document, document['paths'], basePath(document, documentPath));
  return { title: textOf(info['title']), version: textOf(info['version']), routes };
}

function readRoutes(document: JsonObject, paths: JsonObject, base: string): ApiRoute[] {
  const lookup = new SchemaLookup(document);
  const routes: ApiRoute[] = [];
  for (const [path, given] of Object.entries(paths)) {
    const item = lookup.resolve(given);
    for (const method of METHODS) {
      const operation = item[method];
      if (path.startsWith('/') && isObject(operation) && routes.length < MOST_ROUTES)
        routes.push(readRoute({ document, item, operation, lookup, method, path: base + path }));
    }
  }
  return routes;
}

interface Operation {
  readonly document: JsonObject;
  readonly item: JsonObject;
  readonly operation: JsonObject;
  readonly lookup: SchemaLookup;
  readonly method: string;
  readonly path: string;
}

function readRoute({ document, item, operation, lookup, method, path }: Operation): ApiRoute {
  const given = [...arrayOf(item['parameters']), ...arrayOf(operation['parameters'])];
  const parameters = given.flatMap((each) => readParameter(each, lookup) ?? []);
  return {
    method: method.toUpperCase(),
    path,
    summary: textOf(operation['summary'] ?? item['summary']),
    description: textOf(operation['description'] ?? item['description']),
    tags: arrayOf(operation['tags']).map(textOf),
    operationId: textOf(operation['operationId']) || undefined,
    deprecated: operation['deprecated'] === true,
    // Those of the operation win over those of its path.
    parameters: parameters.filter(
      (each, index) =>
        parameters.findLastIndex(({ name, in: place }) => name === each.name && place === each.in) === index,
    ),
    body: readBody(operation['requestBody'], lookup),
    security: readSecurity(document, operation, lookup),
  };
}

/**
 * What stands before every path. FastAPI names its root path among the servers: that is what a proxy adds, and here the server itself is asked;
 * others mean it: then the document lies below it, too.
 */
function basePath(document: JsonObject, documentPath: string): string {
  const url = textOf(document['basePath']) || textOf(objectOf(arrayOf(document['servers'])[0])['url']);
  const base = (URL.canParse(url, 'http://localhost') ? new URL(url, 'http://localhost').pathname : '').replace(
    /\/+$/,
    '',
  );
  return base !== '' && documentPath.startsWith(`${base}/`) ? base : '';
}
