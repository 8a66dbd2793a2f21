import { anything, boolean, list, mapOf, number, oneOf, record, text, type Shape } from './shape.js';

const id = text(/^[a-z][a-z0-9-]*$/, 'my-plugin');
const dottedId = text(/^[a-z][a-z0-9-]*\.[a-z0-9.-]+$/, 'my-plugin.do-something');
const scalar: Shape = (value, path) =>
  ['string', 'number', 'boolean'].includes(typeof value) ? undefined : `${path} must be a text, number or boolean`;

const flag = record({
  name: text(/^[a-z][a-z0-9-]*$/, 'dry-run'),
  type: oneOf('boolean', 'string', 'number'),
  summary: text(),
  'short?': text(/^[A-Za-z]$/, 'n'),
  'default?': scalar,
  'choices?': list(text()),
  'repeatable?': boolean,
});

const argument = record({
  name: text(),
  summary: text(),
  'required?': boolean,
  'variadic?': boolean,
  'choices?': list(text()),
});

const setting = record({
  type: oneOf('string', 'number', 'boolean', 'array', 'object'),
  default: anything,
  description: text(),
  'enum?': list(text()),
  'minimum?': number,
  'maximum?': number,
  'section?': id,
});

/** The `devmgr` field of a plugin's package.json: plugin-api/manifest.ts says what the fields mean. */
export const manifestShape = record({
  id,
  title: text(),
  apiVersion: text(/^\d+\.\d+$/, '1.0'),
  main: text(),
  'tab?': record({
    id,
    title: text(),
    'icon?': text(),
    'hotkey?': text(/^F([1-9]|1[0-2])$/, 'F6'),
    order: number,
  }),
  'commands?': list(
    record({
      id: dottedId,
      title: text(),
      'label?': text(),
      'keys?': list(text()),
      'when?': text(),
      'slash?': record({ name: text(/^[a-z][a-z0-9-]*$/, 'find'), 'argument?': text() }),
    }),
  ),
  'cli?': list(
    record({
      name: text(/^[a-z][a-z0-9-]*$/, 'deploy'),
      summary: text(),
      'arguments?': list(argument),
      'flags?': list(flag),
      'examples?': list(text()),
    }),
  ),
  'settings?': mapOf(setting),
  'services?': list(dottedId),
  'requires?': list(dottedId),
  'activation?': list(text(/^(?:onStartup|onService:[a-z][a-z0-9-]*\.[a-z0-9.-]+)$/, 'onService:system.ai')),
});
