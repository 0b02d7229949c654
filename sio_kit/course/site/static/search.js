// The search box: lessons, text and glossary, found as one types.

import { element, marked } from "../../../frontend/shared.js";
import { searcher, splitWords } from "../../../frontend/search.js";

const MOST = 8; // of each group
const AROUND = 70; // characters of what stands before the word found
const LONG = 200;
const { box, field, root } = sio.search;
const list = element("div", { class: "results", hidden: "" });
const status = element("p", { class: "count", role: "status" });
box.append(list);

/** Take the texts: [[group, [[address, title, words]]]]. */
sio.index = (groups) => {
  const entries = groups.flatMap(([group, own]) => own.map(([address, title, words]) => ({ group, address, title, words })));
  const inWords = searcher(entries.map(({ title, words }) => `${title}\n${words}`));
  const inTitles = searcher(entries.map(({ title }) => title));
  const look = () => {
    const found = inWords(field.value);
    const titled = inTitles(field.value);
    list.hidden = !found;
    if (!found) return;
    const parts = groups.map(([group]) => {
      const own = [...found].filter(([number]) => entries[number].group === group);
      own.sort(([one], [other]) => titled.has(other) - titled.has(one));
      return own.length ? partOf(group, own.map(([number, spans]) => ({ ...entries[number], spans }))) : "";
    });
    const count = found.size;
    status.textContent = count ? `${count}\u00a0résultat${count > 1 ? "s" : ""}` : "Rien\u00a0: essayez un autre mot.";
    list.replaceChildren(status, ...parts);
  };
  field.addEventListener("input", look);
  look();
};

/** Make the results of a group. */
function partOf(group, found) {
  const items = found.slice(0, MOST).map((each) => element("li", {}, linkOf(each)));
  const more = found.length > MOST ? element("p", { class: "more" }, `et ${found.length - MOST} de plus`) : "";
  return element("div", {}, element("p", { class: "group" }, group), element("ul", {}, ...items), more);
}

function linkOf({ address, title, words, spans }) {
  const shift = title.length + 1;
  const inTitle = spans.filter(([, end]) => end <= title.length);
  const inWords = spans.filter(([start]) => start >= shift).map(([start, end]) => [start - shift, end - shift]);
  const from = Math.max(0, (inWords[0]?.[0] ?? 0) - AROUND);
  const begin = from ? words.indexOf(" ", from) + 1 : 0;
  const end = begin + LONG < words.length ? words.lastIndexOf(" ", begin + LONG) : words.length;
  const shown = words.slice(begin, end);
  const marks = inWords.map(([start, end]) => [start - begin, end - begin]).filter(([start, end]) => start >= 0 && end <= shown.length);
  const around = [begin ? "… " : "", ...marked(shown, marks), end < words.length ? " …" : ""];
  return element("a", { href: root + address }, element("strong", {}, ...marked(title, inTitle)), element("span", {}, ...around));
}

const links = () => [...list.querySelectorAll("a")];

box.addEventListener("keydown", (event) => {
  const all = links();
  const here = all.indexOf(event.target);
  if (event.key === "Escape") {
    if (here < 0) field.value = "";
    else field.focus();
    list.hidden = true;
  } else if (event.key === "ArrowDown") {
    if (list.hidden) field.dispatchEvent(new Event("input"));
    all[here + 1]?.focus();
  } else if (event.key === "ArrowUp") (here > 0 ? all[here - 1] : field).focus();
  else if (event.key === "Enter" && event.target === field) all[0]?.click();
  else return;
  event.preventDefault();
});
// Enter on a link is the link's own.
list.addEventListener("keydown", (event) => event.key === "Enter" && event.stopPropagation());
list.addEventListener("click", ({ target }) => target.closest("a") && (list.hidden = true));
document.addEventListener("pointerdown", ({ target }) => box.contains(target) || (list.hidden = true));
box.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && !box.contains(relatedTarget) && (list.hidden = true));
field.addEventListener("focus", () => splitWords(field.value).length && (list.hidden = false));
