/** The first 16 colours are the terminal's choice; these are soft ones that go with the dark theme. */
// prettier-ignore
const basic = [
  '#1c1f26', '#e06c75', '#98c379', '#e5c07b', '#61afef', '#c678dd', '#56b6c2', '#c8ccd4',
  '#5c6370', '#ff7a85', '#b5e08d', '#ffd68a', '#82c4ff', '#dd9bf0', '#7fd6df', '#ffffff',
];

const steps = [0, 95, 135, 175, 215, 255];

/** CSS colour of an index of xterm's 256-colour palette: 16 basic, a 6x6x6 cube, 24 greys. */
export function paletteRgb(index: number): string {
  if (index < 16) return basic[index] ?? '#000000';
  if (index >= 232) return hex([8 + (index - 232) * 10, 8 + (index - 232) * 10, 8 + (index - 232) * 10]);
  const cube = index - 16;
  return hex([steps[Math.floor(cube / 36)] ?? 0, steps[Math.floor(cube / 6) % 6] ?? 0, steps[cube % 6] ?? 0]);
}

function hex(channels: readonly number[]): string {
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
