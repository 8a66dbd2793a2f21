/** A socket that listens, from /proc/net/tcp. */
export interface ListeningSocket {
  /** `127.0.0.1`, `::1`; `0.0.0.0` and `::` are every address. */
  readonly address: string;
  readonly port: number;
  /** Of whoever opened it. */
  readonly uid: number;
  readonly inode: string;
}

/**
 * Format of proc(5), /proc/net/tcp and tcp6: `sl local_address rem_address st tx:rx tr:tm retrnsmt uid timeout inode`, state LISTEN is 0A,
 * address and port in hex. The table of a busy machine has tens of thousands of lines: only those that listen are taken apart.
 */
const LISTENING =
  /^ *\d+: ([0-9A-F]{8}|[0-9A-F]{32}):([0-9A-F]{4}) [0-9A-F]+:[0-9A-F]{4} 0A \S+ \S+ \S+ +(\d+) +\d+ +(\d+)/gm;

/** The sockets of a table that listen; with `port` only those on this port. */
export function parseTcpTable(table: string, port?: number): readonly ListeningSocket[] {
  const found: ListeningSocket[] = [];
  for (const [, address = '', hexPort = '', uid, inode = ''] of table.matchAll(LISTENING)) {
    const number = Number.parseInt(hexPort, 16);
    if (port !== undefined && number !== port) continue;
    found.push({ address: parseAddress(address), port: number, uid: Number(uid), inode });
  }
  return found;
}

/** Words of 32 bits in the order of the machine, which is little-endian wherever Node runs on Linux but s390x. */
function parseAddress(hex: string): string {
  const words = hex.match(/.{8}/g) ?? [];
  const bytes = words.flatMap((word) => {
    const pairs = (word.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
    return isLittleEndian ? pairs.reverse() : pairs;
  });
  if (bytes.length === 4) return bytes.join('.');
  const mapped = bytes.slice(0, 12).join(',') === '0,0,0,0,0,0,0,0,0,0,255,255';
  return mapped ? bytes.slice(12).join('.') : shortIpv6(bytes);
}

const isLittleEndian = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1;

/** As RFC 5952 wants it: the longest run of zeros is `::`. */
function shortIpv6(bytes: readonly number[]): string {
  const hex = bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const url = new URL(`http://[${(hex.match(/.{4}/g) ?? []).join(':')}]`);
  return url.hostname.slice(1, -1);
}
