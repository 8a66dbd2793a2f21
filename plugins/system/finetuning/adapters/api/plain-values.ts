import type { Fields } from '../../../providers/json/fields.js';

/** Texts, numbers and flags of an object, by their names; everything else is passed over. */
export function plainValues(fields: Fields | undefined): Readonly<Record<string, string | number | boolean>> {
  const members = Object.entries(fields?.members() ?? {});
  return Object.fromEntries(
    members.filter((member): member is [string, string | number | boolean] =>
      ['string', 'number', 'boolean'].includes(typeof member[1]),
    ),
  );
}
