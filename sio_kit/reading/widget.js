import { copy } from "../frontend/clipboard.js";
import { element, follow, frame, store } from "../frontend/shared.js";
import { searcher } from "../frontend/search.js";

/**
 * Put a text into `place`: the words found are marked, a [sic] follows each misprint, and the words of the glossary
 * (`explained`: [[start, end, number]]) are buttons.
 */
function write(place, { text, sic }, spans, explained = []) {
  const ends = explained.flatMap(([start, end]) => [start, end]);
  const cuts = [...new Set([0, text.length, ...sic, ...spans.flat(), ...ends])].sort((one, other) => one - other);
  const words = new Map(explained.map(([start, , number]) => [start, wordButton(number)]));
  let into = place;
  place.replaceChildren();
  cuts.forEach((start, number) => {
    if (!explained.some(([from, to]) => from < start && start < to)) into = place;
    if (sic.includes(start)) into.append(element("span", { class: "sio-sic" }, "\u00a0[sic]"));
    if (number === cuts.length - 1) return;
    if (words.has(start)) place.append((into = words.get(start)));
    const part = text.slice(start, cuts[number + 1]);
    const found = spans.some(([from, to]) => from <= start && start < to);
    into.append(found ? element("mark", {}, part) : part);
  });
}

/** Make the button of a word within a sentence: no <button>, which would neither break at a line's end nor be copied. */
function wordButton(number) {
  return element("span", { class: "sio-word", role: "button", tabindex: "-1", "aria-expanded": "false", "data-word": number });
}

/** Make what says a word of the glossary in plain words. */
function explanation({ mot, definition, exemple, piege, passage }, go) {
  const link = element("button", { type: "button", class: "sio-link" }, passage);
  link.addEventListener("click", () => go(passage));
  const lines = [
    element("p", {}, element("b", {}, mot), `\u00a0: ${definition}`),
    element("p", {}, element("i", {}, "Par exemple\u00a0: "), exemple),
    piege ? element("p", {}, element("i", {}, "Attention\u00a0: "), piege) : null,
    element("p", { class: "sio-source" }, "Ajouté par le kit. Le mot, dans le texte\u00a0: ", link),
  ];
  return lines.filter(Boolean);
}

/** Return a passage as one quotes it, misprints told. */
function quotation({ text, sic, reference }) {
  const told = [...sic].reverse().reduce((words, end) => `${words.slice(0, end)} [sic]${words.slice(end)}`, text);
  return `«\u00a0${told}\u00a0» (${reference})`;
}

/** Make the table of contents: headings fold what stands under them. */
function contents(sections, go) {
  const root = element("ul");
  const open = [{ level: 0, list: root }];
  for (const { title, level, passage } of sections) {
    while (open.at(-1).level >= level) open.pop();
    const link = element("button", { type: "button", class: "sio-link", "data-heading": passage }, title);
    link.addEventListener("click", () => go(passage));
    const item = element("li", {}, link);
    const list = element("ul");
    open.at(-1).list.append(item);
    open.push({ level, list, item, link });
    foldable(open.at(-2));
  }
  const top = root.querySelector(":scope > li > ul > li > ul") ?? root;
  return top;
}

/** Give an entry of the contents its fold, once it has something under it. */
function foldable({ item, list, link, folded }) {
  if (!item || folded || item.contains(list)) return;
  const fold = element("button", { type: "button", class: "sio-fold", "aria-expanded": "true", "aria-label": `Replier ${link.textContent}` }, "▾");
  fold.addEventListener("click", () => {
    list.hidden = !list.hidden;
    fold.textContent = list.hidden ? "▸" : "▾";
    fold.setAttribute("aria-expanded", String(!list.hidden));
    fold.setAttribute("aria-label", `${list.hidden ? "Déplier" : "Replier"} ${link.textContent}`);
  });
  item.prepend(fold);
  item.append(list);
}

/** Make the lines of the text: [{ passage, line, number, words }]. */
function textLines(passages) {
  return passages.map((passage) => {
    const { id, nature, level } = passage;
    const number = element("button", { type: "button", class: "sio-number", tabindex: "-1", "aria-label": `Passage ${id}` }, id);
    const heading = nature === "titre" ? { role: "heading", "aria-level": String(Math.min(level + 1, 6)) } : {};
    const words = element("span", { class: `sio-words sio-${nature}`, ...heading });
    write(words, passage, []);
    return { passage, number, words, line: element("div", { class: "sio-text-line", "data-id": id }, number, words) };
  });
}

/** Show what one can do with the chosen passage. */
function tools(passage) {
  const said = element("span", { role: "status" });
  const cite = element("button", { type: "button" }, "Citer");
  cite.addEventListener("click", async () => {
    const text = quotation(passage);
    said.textContent = (await copy(text)) ? "Copié, avec sa référence." : `À copier\u00a0: ${text}`;
  });
  const list = element("ul");
  for (const use of passage.uses) list.append(element("li", {}, use));
  const uses = passage.uses.length ? "Ce que les tables en tirent (* ajouté par le kit)" : "Aucune table n'en tire rien.";
  return element(
    "div",
    { class: "sio-tools" },
    element("p", { class: "sio-controls" }, cite, element("span", {}, passage.reference)),
    said,
    element("p", {}, uses),
    list,
  );
}

const NONE = [];

/** Bring a line into view within the text's own box, without moving the page. */
function show(box, line) {
  const place = line.getBoundingClientRect();
  const around = box.getBoundingClientRect();
  if (place.top < around.top || place.bottom > around.bottom) box.scrollTop += place.top - around.top - around.height / 4;
}

/** Bring what has opened under a word into view, as far as the word itself stays there. */
function showUnder(box, word, told) {
  const around = box.getBoundingClientRect();
  const below = told.getBoundingClientRect().bottom - around.bottom;
  const above = word.getBoundingClientRect().top - around.top;
  if (below > 0 || above < 0) box.scrollTop += Math.min(Math.max(below, 0), above);
}

function render({ model, el }) {
  const lines = textLines(model.get("_passages"));
  const byId = new Map(lines.map((line, number) => [line.passage.id, number]));
  const search = searcher(lines.map(({ passage }) => passage.text));
  const box = element("div", { class: "sio-text", tabindex: "0", role: "region", "aria-label": "Le texte" }, ...lines.map(({ line }) => line));
  const field = element("input", { type: "search", class: "sio-query", "aria-label": "Chercher", placeholder: "Chercher" });
  const count = element("span", { class: "sio-count", role: "status" });
  const previous = element("button", { type: "button", "aria-label": "Passage trouvé précédent" }, "↑");
  const next = element("button", { type: "button", "aria-label": "Passage trouvé suivant" }, "↓");
  const entries = model.get("_glossary");
  const glossary = entries.length ? element("button", { type: "button" }, "Glossaire") : null;
  let found = null; // Map(line -> places), or null without a query
  let chosen = null; // the line chosen
  let open = null; // the word that is explained, and what says it: { word, told }
  const painted = new Map(); // line -> what is marked in it: places found, words of the glossary
  const near = new Set();

  // Only what is near the eye is painted, and only if it changes: a long text stays quick, and a focus where it is.
  const paint = (number) => {
    const { words, passage } = lines[number];
    const marks = [found?.get(number) ?? NONE, model.get("glossary") ? passage.words : NONE];
    const before = painted.get(number) ?? [NONE, NONE];
    if (marks.every((mark, place) => mark === before[place])) return;
    if (words.contains(open?.word)) close();
    write(words, passage, ...marks);
    painted.set(number, marks);
    if (lines[number] === chosen) reach(chosen, "0");
  };
  const repaint = () => {
    for (const number of new Set([...near, ...painted.keys()])) paint(number);
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) {
        const number = byId.get(target.dataset.id);
        near[isIntersecting ? "add" : "delete"](number);
        if (isIntersecting) paint(number);
      }
    },
    { root: box, rootMargin: "200px" },
  );
  for (const { line } of lines) observer.observe(line);

  const choose = (id) => store(model, "selected", id);
  const step = (by) => {
    const numbers = [...(found?.keys() ?? [])];
    if (!numbers.length) return;
    const here = byId.get(model.get("selected")) ?? (by > 0 ? -1 : lines.length);
    const ahead = by > 0 ? numbers.find((number) => number > here) : numbers.findLast((number) => number < here);
    choose(lines[ahead ?? numbers.at(by > 0 ? 0 : -1)].passage.id);
  };
  const look = () => {
    const query = model.get("query");
    if (field.value !== query) field.value = query;
    found = search(query);
    repaint();
    for (const button of [previous, next]) button.setAttribute("aria-disabled", String(!found?.size));
    say();
    const [first] = found?.keys() ?? [];
    if (first !== undefined && !found.has(byId.get(model.get("selected")))) show(box, lines[first].line);
  };
  const say = () => {
    const numbers = [...(found?.keys() ?? [])];
    const place = numbers.indexOf(byId.get(model.get("selected")));
    const all = `${numbers.length} passage${numbers.length > 1 ? "s" : ""}`;
    count.textContent = !found ? "" : !numbers.length ? "Rien\u00a0: essayez un autre mot." : place < 0 ? all : `${place + 1} sur ${all}`;
  };
  // Tab goes to the words of the chosen passage alone.
  const reach = (line, tabindex) => {
    for (const word of line.words.querySelectorAll(".sio-word")) word.setAttribute("tabindex", tabindex);
  };
  const close = () => {
    if (!open) return;
    const { word, told } = open;
    const held = told.contains(root.ownerDocument.activeElement);
    told.remove();
    word.setAttribute("aria-expanded", "false");
    if (held) word.focus({ preventScroll: true });
    open = null;
  };
  const explain = (word) => {
    const again = word === open?.word;
    close();
    if (again) return;
    const told = element("div", { class: "sio-told", role: "status" });
    word.closest(".sio-words").after(told);
    told.append(...explanation(entries[word.dataset.word], choose));
    word.setAttribute("aria-expanded", "true");
    open = { word, told };
    showUnder(box, word, told);
  };
  const gloss = () => {
    glossary?.setAttribute("aria-pressed", String(model.get("glossary")));
    repaint();
  };
  const select = () => {
    if (chosen) reach(chosen, "-1");
    chosen?.line.querySelector(".sio-tools")?.remove();
    chosen?.number.setAttribute("aria-pressed", "false");
    chosen?.number.setAttribute("tabindex", "-1");
    chosen = lines[byId.get(model.get("selected"))] ?? null;
    if (!chosen?.line.contains(open?.word)) close();
    (chosen ?? lines[0])?.number.setAttribute("tabindex", "0");
    if (chosen) {
      chosen.number.setAttribute("aria-pressed", "true");
      paint(byId.get(chosen.passage.id));
      reach(chosen, "0");
      chosen.line.append(tools(chosen.passage));
      show(box, chosen.line);
    }
    say();
  };
  const toc = element("nav", { class: "sio-toc", "aria-label": "Sommaire" }, contents(model.get("_sections"), choose));

  field.addEventListener("input", () => store(model, "query", field.value));
  previous.addEventListener("click", () => step(-1));
  next.addEventListener("click", () => step(1));
  glossary?.addEventListener("click", () => store(model, "glossary", !model.get("glossary")));
  box.addEventListener("click", ({ target }) => {
    const line = target.closest(".sio-text-line");
    if (!line || target.closest(".sio-tools, .sio-told") || !getSelection().isCollapsed) return;
    choose(line.dataset.id);
    const word = target.closest(".sio-word");
    if (word) explain(word);
  });
  const root = frame("sio-reader", toc, element("div", {}, box, element("p", { class: "sio-source" }, model.get("_source"))));
  root.prepend(element("div", { class: "sio-controls" }, field, previous, next, glossary, count));
  root.addEventListener("keydown", (event) => {
    const here = byId.get(event.target.closest?.(".sio-text-line")?.dataset.id);
    const beside = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Enter" && event.target === field) step(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape" && event.target === field && field.value) store(model, "query", "");
    else if (event.key === "Escape" && open) close();
    else if (event.key === "Escape") choose("");
    else if (["Enter", " "].includes(event.key) && event.target.classList.contains("sio-word")) explain(event.target);
    else if (beside && event.target.classList.contains("sio-number") && lines[here + beside]) {
      choose(lines[here + beside].passage.id);
      lines[here + beside].number.focus({ preventScroll: true });
    } else return;
    event.preventDefault();
  });
  el.append(root);
  const stops = [follow(model, "selected", select), follow(model, "query", look), follow(model, "glossary", gloss), () => observer.disconnect()];
  return () => stops.forEach((stop) => stop());
}

export default { render };
