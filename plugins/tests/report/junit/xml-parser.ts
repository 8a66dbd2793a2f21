import sax, { type SAXOptions } from 'sax';

export type Attributes = Readonly<Record<string, string>>;

// `strictEntities`: only those of XML itself, none of HTML's; the types do not know it.
const options: SAXOptions & { readonly strictEntities: boolean } = { strictEntities: true };

/** What of an XML document matters here: elements, their attributes and text. */
export interface XmlHandler {
  open(name: string, attributes: Attributes): void;
  text(text: string): void;
  close(name: string): void;
}

export interface XmlParser {
  /** Throws an `Error` that names line and column when the document is none. */
  write(text: string): void;
  end(): void;
}

/**
 * A parser that takes a document in pieces. It reads nothing but what it is given: a document type is passed over, and entities that it declares
 * are an error, so that none can grow or name a file.
 */
export function xmlParser(handler: XmlHandler): XmlParser {
  // The messages of failures are attributes, and may be long; the caller limits the whole.
  Object.assign(sax, { MAX_BUFFER_LENGTH: Infinity });
  const parser = sax.parser(true, options);
  let problem: Error | undefined;
  parser.onerror = (error) => (problem ??= new Error(oneLine(error.message)));
  parser.onopentag = ({ name, attributes }) => handler.open(local(name), attributes as Attributes);
  parser.onclosetag = (name) => handler.close(local(name));
  parser.ontext = (text) => handler.text(text);
  parser.oncdata = (text) => handler.text(text);
  const checked = (work: () => void) => {
    try {
      work();
    } catch (error) {
      problem ??= error instanceof Error ? error : new Error(String(error));
    }
    if (problem) throw problem;
  };
  return { write: (text) => checked(() => parser.write(text)), end: () => checked(() => parser.close()) };
}

/** Without its namespace. */
function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

/** `Unexpected close tag\nLine: 0\nColumn: 10\nChar: >`, counted from 0. */
function oneLine(message: string): string {
  const [what = '', line = ''] = message.split('\n');
  return `${what}, line ${Number(/\d+/.exec(line)?.[0] ?? 0) + 1}`;
}
