/** Does something while nothing else is to do. @returns what calls it off */
export function whenIdle(act: () => void): () => void {
  // Safari has no idle callback.
  if (!('requestIdleCallback' in globalThis)) {
    const timer = setTimeout(act, 1500);
    return () => clearTimeout(timer);
  }
  const id = requestIdleCallback(act, { timeout: 4000 });
  return () => cancelIdleCallback(id);
}
