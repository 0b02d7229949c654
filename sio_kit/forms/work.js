// A piece of work in the page: undone and redone, and kept by the browser between two visits.

const LIMIT = 500;
const STORING = 300; // milliseconds after a change
const PAUSE = 1500; // milliseconds after which what is typed is undone apart

/** The present value of a piece of work, with those before and after it; values never change in place. */
export class History {
  constructor(value) {
    this.value = value;
    this.past = [];
    this.future = [];
    this.field = null;
  }

  /** Take a new value; changes in a row that name the same field (typing in it) are undone together. */
  do(value, field = null) {
    if (same(value, this.value)) return;
    const apart = field === null || field !== this.field || Date.now() - this.at > PAUSE;
    if (apart) this.past = [...this.past.slice(-LIMIT), this.value];
    [this.future, this.field, this.value, this.at] = [[], field, value, Date.now()];
  }

  undo() {
    if (!this.past.length) return;
    this.future.push(this.value);
    [this.value, this.field] = [this.past.pop(), null];
  }

  redo() {
    if (!this.future.length) return;
    this.past.push(this.value);
    [this.value, this.field] = [this.future.pop(), null];
  }
}

/** Tell whether two works say the same; Python in the page does not keep the order of names. */
export function same(one, other) {
  if (one === other) return true;
  if (typeof one !== "object" || typeof other !== "object" || !one || !other) return false;
  const names = Object.keys(one);
  return names.length === Object.keys(other).length && names.every((name) => name in other && same(one[name], other[name]));
}

/** Return a text in which half a character (a lone surrogate), which no file takes, is a question mark. */
export const whole = (text) => text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "?");

/** Return a list with other items in place of `count` of them from `place` on. */
export const spliced = (list, place, count, ...items) => [...list.slice(0, place), ...items, ...list.slice(place + count)];

/** Return a list in which the item at a place stands at another. */
export function moved(list, from, to) {
  const rest = spliced(list, from, 1);
  return spliced(rest, to, 0, list[from]);
}

/** Return who keeps the works of this page, in a sentence: the browser, or what plays the page in its stead. */
export const keeper = () => globalThis.sioKeeper ?? "ce navigateur";

/**
 * Keep works in the browser, under a kind, the name of the page and a file's (and the site's, `sioSite`): `read()` gives back what was kept, or
 * null; `write(work)` keeps it a moment later, null forgets it; `aside()` lists the works that were put aside rather than
 * written over, `putAside(works)` replaces them; `refused` is called once with a sentence where that cannot be done.
 */
export function browserStore(kind, file, refused) {
  const lesson = decodeURIComponent(location.pathname.split("/").at(-1)).replace(/\.(ipynb|html)$/, "").replace(/-corrige$/, "");
  const key = ownKey(`${globalThis.sioSite ?? ""}${kind} ${lesson} ${file}`);
  const asideKey = `${key} (avant)`;
  let [timer, waiting, said, apart] = [null, undefined, false, ""];
  const refuse = (sentence) => {
    if (!said) refused(sentence);
    said = true;
  };
  const put = (name, value) => {
    try {
      if (value === null) localStorage.removeItem(name);
      else localStorage.setItem(name, JSON.stringify(value));
      return true;
    } catch {
      refuse("Ce navigateur ne peut pas garder votre travail (place épuisée, ou refus)\u00a0: enregistrez-le dans un fichier.");
      return false;
    }
  };
  const get = (name) => {
    try {
      return JSON.parse(localStorage.getItem(name) ?? "null");
    } catch {
      return null;
    }
  };
  const flush = () => {
    clearTimeout(timer);
    if (waiting === undefined) return;
    if (put(key + apart, waiting && { work: waiting })) waiting = undefined;
  };
  // Another tab keeps a work under the same name: each keeps its own from then on.
  const other = (event) => {
    if (event.key !== key || apart || !event.newValue) return;
    apart = " (2)";
    refused("Un autre onglet garde un travail de même nom\u00a0: enregistrez le vôtre dans un fichier.");
  };
  addEventListener("storage", other);
  addEventListener("pagehide", flush);
  return {
    read: () => get(key)?.work ?? null,
    aside: () => get(asideKey)?.works ?? [],
    putAside: (works) => put(asideKey, works.length ? { works } : null),
    write(work) {
      waiting = work;
      clearTimeout(timer);
      timer = setTimeout(flush, STORING);
    },
    stop() {
      flush();
      globalThis.sioKeys.delete(key);
      removeEventListener("storage", other);
      removeEventListener("pagehide", flush);
    },
  };
}

/** Return a key that no other form of the page has. */
function ownKey(wanted) {
  const taken = (globalThis.sioKeys ??= new Set());
  let key = wanted;
  for (let number = 2; taken.has(key); number += 1) key = `${wanted} ${number}`;
  taken.add(key);
  return key;
}
