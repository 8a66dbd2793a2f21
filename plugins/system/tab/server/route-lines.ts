import type { StyledText } from 'devmgr/plugin-api';
import type { ApiRoute } from '../../servers/openapi/api-route.js';

/** What is to be known before a route is asked, one line each. */
export function routeLines({ method, path, summary, deprecated, parameters, body, security }: ApiRoute): StyledText[] {
  const required = parameters.filter((parameter) => parameter.required).map(({ name, type }) => `${name} ${type}`);
  const optional = parameters.filter((parameter) => !parameter.required).map(({ name }) => name);
  return [
    [
      { text: `${method} ${path}`, style: 'strong' },
      { text: deprecated ? '  deprecated' : '', style: 'warning' },
    ],
    ...(summary === '' ? [] : [summary]),
    ...line('needs', required),
    ...line('may have', optional),
    ...line('body', body === undefined ? [] : [`${body.contentType}${body.required ? '' : ' (may be left out)'}`]),
    ...line('security', security),
  ];
}

function line(name: string, values: readonly string[]): StyledText[] {
  return values.length === 0 ? [] : [[{ text: name.padEnd(9), style: 'muted' }, { text: values.join(', ') }]];
}
