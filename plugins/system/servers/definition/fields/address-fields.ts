import type { SshTarget } from '../server-definition.js';
import { isTable, wrong, type Field, type Reading } from './field.js';
import { lineField, numberField, textField } from './plain-fields.js';
import { tableField } from './table-field.js';

export const portField: Field<number> = numberField(1, 65_535);

const HOST = 'must be a name or an address, such as "127.0.0.1", "::1" or "0.0.0.0"';

/** What is listened on. An IPv6 address may stand in brackets. */
export const hostField: Field<string> = (value) => {
  const reading = lineField(
    (text) => /^(?:[A-Za-z0-9_](?:[\w.-]*)|\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:%\w+)?\]?)$/.test(text),
    HOST,
  )(value);
  return 'value' in reading ? { value: reading.value.replace(/^\[|\]$/g, '') } : reading;
};

/** Where a server answers, without a slash at the end. */
export const urlField: Field<string> = (value) => {
  const example = 'must be a URL, such as "http://127.0.0.1:8000"';
  const text = textField(value);
  if ('problems' in text || !URL.canParse(text.value)) return wrong(example);
  const { protocol, username, password, search, hash, origin, pathname } = new URL(text.value);
  if (protocol !== 'http:' && protocol !== 'https:') return wrong(example);
  if (username !== '' || password !== '')
    return wrong(
      'must not hold a password',
      'Send it as a header: health = { http = "/", headers = { Authorization = "…" } }',
    );
  if (search !== '' || hash !== '') return wrong('must have nothing behind its path');
  return { value: `${origin}${pathname}`.replace(/\/+$/, '') };
};

const SSH = 'must be a machine as ssh takes it, such as "user@host", or a table { host, folder }';

const sshTable = tableField<{ host: string; folder: string }>({
  // A leading dash would be read as an option.
  host: { name: 'host', read: lineField((text) => /^[\w[][^\s"'`$\\;&|<>()]*$/.test(text), SSH) },
  folder: { name: 'folder', read: textField },
});

/** `"host"`, or a table with the folder there. */
export const sshField: Field<SshTarget> = (value): Reading<SshTarget> => {
  if (typeof value !== 'string' && !isTable(value)) return wrong(SSH);
  const reading = sshTable(typeof value === 'string' ? { host: value } : value);
  if ('problems' in reading) return typeof value === 'string' ? wrong(SSH) : reading;
  const { host, folder } = reading.value;
  return host === undefined ? wrong(SSH) : { value: { host, folder } };
};
