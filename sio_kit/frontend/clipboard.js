// The clipboard, where a browser gives it.

import { element } from "./shared.js";

/** Put a text into the clipboard; an old way is tried where the page may not use the new one. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const field = element("textarea", {}, text);
    document.body.append(field);
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  }
}
