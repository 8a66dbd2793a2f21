const csi = '\x1b[';

// prettier-ignore
const sequences: Readonly<Record<string, string>> = {
  enter: '\r', tab: '\t', 'S-tab': `${csi}Z`, escape: '\x1b', backspace: '\x7f', space: ' ',
  up: `${csi}A`, down: `${csi}B`, right: `${csi}C`, left: `${csi}D`, home: `${csi}H`, end: `${csi}F`,
  insert: `${csi}2~`, delete: `${csi}3~`, pageup: `${csi}5~`, pagedown: `${csi}6~`,
  f1: '\x1bOP', f2: '\x1bOQ', f3: '\x1bOR', f4: '\x1bOS', f5: `${csi}15~`, f6: `${csi}17~`, f7: `${csi}18~`,
  f8: `${csi}19~`, f9: `${csi}20~`, f10: `${csi}21~`, f11: `${csi}23~`, f12: `${csi}24~`,
};

const modifierBits: Readonly<Record<string, number>> = { S: 1, M: 2, C: 4 };

/** What xterm sends for a key named as in `Key.full` (`F1` is accepted for `f1`). Throws for what it cannot send. */
export function encodeKey(name: string): string {
  const known = sequences[name] ?? sequences[name.toLowerCase()];
  if (known !== undefined) return known;
  const [, prefix = '', base = ''] = /^((?:[SMC]-)*)(.+)$/su.exec(name) ?? [];
  const bits = prefix.split('-').reduce((sum, letter) => sum | (modifierBits[letter] ?? 0), 0);
  const sequence = sequences[base];
  const encoded = [...base].length === 1 ? encodeCharacter(base, bits) : sequence && encodeModified(sequence, bits + 1);
  if (encoded === undefined) throw new Error(`xterm has no sequence for the key ${name}`);
  return encoded;
}

function encodeCharacter(character: string, bits: number): string | undefined {
  const control = String.fromCharCode(character.toUpperCase().charCodeAt(0) & 0x1f);
  if (bits === 0) return character;
  if (bits === modifierBits['C']) return control;
  if (bits === modifierBits['M']) return `\x1b${character}`;
  return bits === 6 ? `\x1b${control}` : undefined;
}

function encodeModified(sequence: string, parameter: number): string | undefined {
  const letter = /^\x1b[[O]([A-HPQRS])$/.exec(sequence)?.[1];
  if (letter) return `${csi}1;${parameter}${letter}`;
  const number = /^\x1b\[(\d+)~$/.exec(sequence)?.[1];
  if (number) return `${csi}${number};${parameter}~`;
  return parameter === 3 ? `\x1b${sequence}` : undefined;
}
