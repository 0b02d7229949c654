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

/** Return where the words of a query (from `splitWords`) stand in the words of a text; null if one stands nowhere. */
export function matches(query, words) {
  const found = [];
  for (const asked of query) {
    const places = words.filter(({ word, stem }) => stem === asked.stem || (asked.word.length > 1 && word.startsWith(asked.word)));
    if (!places.length) return null;
    found.push(...places);
  }
  return found;
}
