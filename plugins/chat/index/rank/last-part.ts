const parts = /[^.:#>/\s]+$/;

/** `find` of `OrderRepository.find`. */
export function lastPart(symbol: string): string {
  return parts.exec(symbol)?.[0] ?? symbol;
}

/** `OrderRepository` of `OrderRepository.find`; empty when nothing is around. */
export function containerOf(symbol: string): string {
  return symbol.slice(0, symbol.length - lastPart(symbol).length).replace(/[.:#>/\s-]+$/, '');
}
