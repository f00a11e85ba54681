/** Puts a text on the clipboard. @returns whether it could: a page that came over plain HTTP from another machine has none */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
