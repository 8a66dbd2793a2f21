import { arrayOf, isObject, objectOf, textOf, type JsonObject } from './json-value.js';
import type { SchemaLookup } from './schema-lookup.js';

/** What must be sent along, in words: `header Authorization: Bearer`, `header X-Key`, `query api_key`. Empty: nothing must. */
export function readSecurity(document: JsonObject, operation: JsonObject, lookup: SchemaLookup): string[] {
  const schemes = objectOf(objectOf(document['components'])['securitySchemes'] ?? document['securityDefinitions']);
  const wanted = arrayOf(operation['security'] ?? document['security']).filter(isObject);
  // An empty requirement among them: it goes without, too.
  if (wanted.some((each) => Object.keys(each).length === 0)) return [];
  const names = wanted.flatMap((each) => Object.keys(each));
  return [...new Set(names)].map((name) => schemeText(name, lookup.resolve(schemes[name])));
}

function schemeText(name: string, scheme: JsonObject): string {
  switch (scheme['type']) {
    case 'apiKey':
      return `${textOf(scheme['in'])} ${textOf(scheme['name'])}`;
    case 'basic':
      return 'header Authorization: Basic';
    case 'http':
      return `header Authorization: ${capitalised(textOf(scheme['scheme']))}`;
    case 'oauth2':
    case 'openIdConnect':
      return 'header Authorization: Bearer';
    default:
      return name;
  }
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
