/** A plugin fits when its major version is ours and its minor version is not newer than ours. */
export function apiIsCompatible(wanted: string, offered: string): boolean {
  const [wantedMajor = NaN, wantedMinor = NaN] = wanted.split('.').map(Number);
  const [offeredMajor = NaN, offeredMinor = NaN] = offered.split('.').map(Number);
  return wantedMajor === offeredMajor && wantedMinor <= offeredMinor;
}
