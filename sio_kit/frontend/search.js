// The words of a text as sio_kit/search.py has them: without case, accents, elision and plural. A test compares both.

const ELIDED = /^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)$/;
const WORD = /[\p{L}\p{N}\p{M}\u00ad]+/gu;
const IRREGULAR = { travaux: "travail" };

function fold(text) {
  const plain = text.toLowerCase().replace(/\u00ad/g, "").replace(/œ/g, "oe").replace(/æ/g, "ae").replace(/ß/g, "ss");
  return plain.normalize("NFKD").replace(/\p{M}/gu, "");
}

/** Return the form that singular and plural of a folded word share. */
function stem(word) {
  if (word in IRREGULAR) return IRREGULAR[word];
  if (word.endsWith("eaux")) return word.slice(0, -1);
  if (word.endsWith("aux") && word.length > 3) return `${word.slice(0, -3)}al`;
  return word.length > 3 && /[sx]$/.test(word) ? word.slice(0, -1) : word;
}

/** Return the words of a text: [{ word, stem, start, end }]; a hyphenated word comes in pieces and as one. */
export function splitWords(text, joined = false) {
  const words = [];
  let chain = null;
  for (const { 0: raw, index } of text.matchAll(WORD)) {
    const end = index + raw.length;
    const word = fold(raw);
    if (!word || (ELIDED.test(word) && /['’ʼ]/.test(text[end] ?? ""))) continue;
    words.push({ word, stem: stem(word), start: index, end });
    if (!joined) continue;
    const follows = chain && chain.end + 1 === index && /[-‐‑]/.test(text[chain.end]);
    chain = follows ? { word: chain.word + word, start: chain.start, end, pieces: chain.pieces + 1 } : { word, start: index, end, pieces: 1 };
    const next = text.slice(end, end + 2);
    if (chain.pieces > 1 && !/^[-‐‑][\p{L}\p{N}]/u.test(next)) words.push({ ...chain, stem: stem(chain.word) });
  }
  return words;
}

/** Join the places of words ([[start, end]]) that touch or overlap, in order. */
function joined(places) {
  const spans = [];
  for (const [start, end] of places.sort((one, other) => one[0] - other[0])) {
    const last = spans.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else spans.push([start, end]);
  }
  return spans;
}

/**
 * Return the function that searches some texts: it takes a query and gives back Map(number of the text -> the places
 * of the words found in it), in the order of the texts; null for a query without any word.
 */
export function searcher(texts) {
  const found = new Map(); // word -> { stem, places: Map(text -> [[start, end]]) }
  texts.forEach((text, number) => {
    for (const { word, stem, start, end } of splitWords(text, true)) {
      if (!found.has(word)) found.set(word, { stem, places: new Map() });
      const { places } = found.get(word);
      if (!places.has(number)) places.set(number, []);
      places.get(number).push([start, end]);
    }
  });
  const places = (asked) => {
    const all = new Map();
    for (const [word, { stem, places }] of found) {
      if (stem !== asked.stem && !(asked.word.length > 1 && word.startsWith(asked.word))) continue;
      for (const [number, spans] of places) all.set(number, [...(all.get(number) ?? []), ...spans]);
    }
    return all;
  };
  return (query) => {
    const [first, ...others] = splitWords(query).map(places);
    if (!first) return null;
    const numbers = [...first.keys()].filter((number) => others.every((other) => other.has(number)));
    const spans = (number) => joined([first, ...others].flatMap((each) => each.get(number)));
    return new Map(numbers.sort((one, other) => one - other).map((number) => [number, spans(number)]));
  };
}
