const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  // A parser makes spaces of them in an attribute.
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** Characters that no XML 1.0 document may hold, not even as a reference: https://www.w3.org/TR/xml/#charsets */
const illegal =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Text between tags. What XML cannot hold is written as pytest writes it: `#x1B`. */
export function xmlText(text: string): string {
  return withoutIllegal(text).replace(/[&<>\r]/g, (character) => entities[character] ?? character);
}

/** The value of an attribute, without its quotes. */
export function xmlAttribute(text: string): string {
  return withoutIllegal(text).replace(/[&<>"\r\n\t]/g, (character) => entities[character] ?? character);
}

/** What XML cannot hold is replaced as `bin_xml_escape` of pytest's junitxml.py does it. */
export function withoutIllegal(text: string): string {
  return text.replace(illegal, (character) => hashed(character.charCodeAt(0)));
}

function hashed(code: number): string {
  return `#x${code
    .toString(16)
    .toUpperCase()
    .padStart(code <= 0xff ? 2 : 4, '0')}`;
}
