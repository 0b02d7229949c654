// A learning platform that plays the page (SCORM 1.2): where it is, and what is asked of it, which never throws.

const FAR = 20; // windows in which it is looked for: those above this one, then the one that opened them
const NONE = ["0", "", "undefined"]; // what stands for no error

/** Return the platform that plays this page, null where none does. */
export function platformAbove() {
  let here = window;
  for (let far = 0; here && far < FAR; far += 1) {
    try {
      if (here.API) return new Platform(here.API);
    } catch {} // a window of another site
    here = here.parent === here ? here.opener : here.parent;
  }
  return null;
}

class Platform {
  constructor(api) {
    this.api = api;
  }

  /** Ask for `LMSCommit` and the like; tell whether it was done. */
  call(name, ...given) {
    try {
      return String(this.api[`LMS${name}`](...given)) !== "false";
    } catch {
      return false;
    }
  }

  get(name) {
    try {
      return String(this.api.LMSGetValue(name) ?? "");
    } catch {
      return "";
    }
  }

  set(name, value) {
    return this.call("SetValue", name, String(value)) && NONE.includes(this.error());
  }

  error() {
    try {
      return String(this.api.LMSGetLastError());
    } catch {
      return "";
    }
  }
}

/** Return a value as a short text; as JSON where the browser cannot compress. */
export async function packed(value) {
  const text = JSON.stringify(value);
  if (!globalThis.CompressionStream) return text;
  const bytes = await through(new CompressionStream("deflate-raw"), text);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}

/** Return what was packed, null for nothing; throw where it cannot be read. */
export async function unpacked(text) {
  if (!text) return null;
  if (text.startsWith("{")) return JSON.parse(text);
  const bytes = Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
  return JSON.parse(new TextDecoder().decode(await through(new DecompressionStream("deflate-raw"), bytes)));
}

async function through(transform, content) {
  return new Uint8Array(await new Response(new Blob([content]).stream().pipeThrough(transform)).arrayBuffer());
}

/** Return a time as SCORM writes it. */
export function clock(milliseconds) {
  const seconds = Math.floor(milliseconds / 1000);
  const digits = (number, count = 2) => String(number).padStart(count, "0");
  return `${digits(Math.min(Math.floor(seconds / 3600), 9999), 4)}:${digits(Math.floor(seconds / 60) % 60)}:${digits(seconds % 60)}`;
}

/** Return what keeps a student's things of a page in this browser where the platform cannot: `write(null)` forgets them. */
export function browserCopy(student, page) {
  const key = `sio-kit ${student} ${page}`;
  const trying = (use) => {
    try {
      return use(window.localStorage);
    } catch {
      return null;
    }
  };
  const store = trying((each) => each); // before something else stands for it
  return {
    read: () => (student ? trying(() => JSON.parse(store.getItem(key))) : null),
    /** Tell whether it is kept; what is nobody's is not, as the next student would find it. */
    write: (kept) => trying(() => (kept && student ? store.setItem(key, JSON.stringify(kept)) : store.removeItem(key)) ?? Boolean(student)) ?? false,
  };
}
