import { type Accessor, createSignal, onCleanup } from 'solid-js';

/** Whether a media query holds, as long as it is on screen: for what is built otherwise, not only drawn otherwise. */
export function useMedia(query: string): Accessor<boolean> {
  const media = matchMedia(query);
  const [matches, setMatches] = createSignal(media.matches);
  const follow = () => setMatches(media.matches);
  media.addEventListener('change', follow);
  onCleanup(() => media.removeEventListener('change', follow));
  return matches;
}
