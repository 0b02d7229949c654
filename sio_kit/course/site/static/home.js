// The first page: where one stopped, which lessons were opened, what this device keeps and how to erase it.

import { button, element } from "../../../frontend/shared.js";

const { place, kept } = sio;
const links = new Map([...document.querySelectorAll("#liste a")].map((link) => [decodeURIComponent(link.getAttribute("href")).replace(/\.html$/, ""), link]));

function resume() {
  const { lesson, title, page, id, part } = kept.read("lieu") ?? {};
  const box = document.getElementById("reprendre");
  box.hidden = !links.has(page?.replace(/\.html$/, "") && decodeURIComponent(page).replace(/\.html$/, ""));
  if (box.hidden) return;
  const to = part ? `${title}, «\u00a0${part}\u00a0»` : title;
  box.replaceChildren("Vous en étiez à\u00a0: ", element("a", { href: `${page}${id && `#${encodeURIComponent(id)}`}` }, to));
  for (const name of Object.keys(kept.read("vues") ?? {})) mark(name);
  return lesson;
}

function mark(name) {
  const item = (links.get(name) ?? links.get(`lecon-${name}`))?.closest("li");
  if (item && !item.querySelector(".seen")) item.querySelector("h3").append(" ", element("span", { class: "seen" }, "commencée"));
}

/** Return what the browser keeps of this site: Map(words -> names). */
function works() {
  const found = new Map();
  const add = (words, name) => found.set(words, [...(found.get(words) ?? []), name]);
  const isOwn = (own) => ["lieu", "vues", "tirage"].includes(own) || own.startsWith("choix ");
  const names = Object.keys(localStorage).filter((each) => each.startsWith(place)).map((each) => each.slice(place.length)).sort();
  for (const own of [...names.filter((each) => !isOwn(each)), ...names.filter(isOwn)]) {
    const name = place + own;
    const lesson = [...links.keys()].find((each) => own.includes(` ${each} `) || own === `choix ${each}`);
    const of = lesson ? links.get(lesson).textContent : "";
    if (["lieu", "vues"].includes(own)) add("Où vous en étiez", name);
    else if (own.startsWith("choix ")) add(of ? `Vos réponses et vos choix\u00a0: ${of}` : "Vos réponses au quiz", name);
    else if (own === "tirage") add("Vos réponses au quiz", name);
    else add(`Votre travail\u00a0: ${of || own}`, name);
  }
  return found;
}

function erase(names) {
  for (const name of names) localStorage.removeItem(name);
  show();
}

function show() {
  const box = document.getElementById("travaux");
  const found = [...works()];
  if (!found.length) return box.replaceChildren(element("p", {}, "Rien pour l'instant."));
  const items = found.map(([words, names]) => element("li", {}, `${words} `, button("Effacer", () => erase(names), { "aria-label": `Effacer\u00a0: ${words}` })));
  const all = () => confirm("Effacer tout ce que cet appareil garde de ce cours\u00a0?") && erase(found.flatMap(([, names]) => names));
  box.replaceChildren(element("ul", { class: "site-list" }, ...items), element("p", {}, button("Tout effacer", all)));
}

try {
  resume();
  show();
  addEventListener("pageshow", show); // back from a lesson
} catch {} // a browser that keeps nothing
