import { fold } from '../../shared/text.ts';

/**
 * In whose time a sentence speaks: that of the site of what it names. Of the resources that its words find, those whose names
 * have all of the words count first; where they lie in several zones, or nothing is named, it is the time of the network.
 * `words` are folded.
 */
export function zoneOf(
  words: string,
  found: { name: string; site: { timeZone: string } }[],
  networkZone: string,
): string {
  const said = words.split(' ').filter(Boolean);
  if (said.length === 0) return networkZone;
  const named = found.filter(one => said.every(word => fold(one.name).includes(word)));
  const zones = new Set((named.length > 0 ? named : found).map(one => one.site.timeZone));
  const [only] = zones;
  return zones.size === 1 && only ? only : networkZone;
}
