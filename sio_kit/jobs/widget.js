import { browserStore, whole } from "../forms/work.js";
import { button, element, follow, frame, sheetBox, sheetView, store, unroll } from "../frontend/shared.js";

const ELSEWHERE = "ailleurs";
const NOTHING = "rien";
const OWN = "à moi"; // in place of an advert's code
const LONGEST = 20_000; // characters of an advert
const DOUBT = 5000; // milliseconds in which one confirms
const SAID = { [ELSEWHERE]: "Ailleurs dans le texte", [NOTHING]: "Rien dans le texte" };

/** Cut a text that nobody has read yet: a phrase ends with its mark, or its line. */
function cutPhrases(text) {
  return text.split(/(?<=[.;!?…])\s+|\n+/).map((each) => each.trim()).filter(Boolean);
}

/** Return the pieces of an advert; each phrase has its number. */
function numbered({ parts, text }) {
  let number = 0;
  const cut = parts.length ? parts : cutPhrases(text).flatMap((each) => [{ text: each, phrase: true }, { text: " " }]);
  return cut.map((part) => (part.passages || part.phrase ? { ...part, number: String(number++) } : part));
}

/** The entries of an object that a check lets pass; of anything else, none. */
function entriesOf(value, passes) {
  const entries = value && typeof value === "object" ? Object.entries(value) : [];
  return Object.fromEntries(entries.filter(([, each]) => passes(each)));
}

const linksOf = (links) => entriesOf(links, (link) => typeof link === "string");

/** What the browser kept: a student's own advert with its links, and those of the kit's; whatever else it holds is left. */
function keptWork(work) {
  const adverts = Object.entries(entriesOf(work?.annonces, () => true)).map(([code, links]) => [code, linksOf(links)]);
  return { texte: typeof work?.texte === "string" ? work.texte : "", liens: linksOf(work?.liens), annonces: Object.fromEntries(adverts.filter(([, links]) => Object.keys(links).length)) };
}

function render({ model, el }) {
  const adverts = model.get("_adverts");
  const options = model.get("_choices");
  const items = options.flatMap((option) => option.items);
  const byPassage = new Map(items.map((item) => [item.passage, item]));
  const said = element("p", { role: "status", class: "sio-advert-said" });
  const refused = (sentence) => (said.textContent = sentence);
  const kept = browserStore("annonce", "", refused);
  let own = keptWork(kept.read());
  let phrase = null; // the number of the one that is chosen
  let open = ""; // the option whose interventions are shown
  const compared = new Set();
  if (!Object.keys(model.get("links") ?? {}).length && Object.keys(own.annonces).length) store(model, "links", own.annonces);

  const isOwn = () => model.get("_advert") === OWN;
  const current = () => (isOwn() ? { code: OWN, title: "Mon annonce", employer: "", text: own.texte, parts: [] } : (adverts.find(({ code }) => code === model.get("_advert")) ?? adverts[0]));
  const links = () => (isOwn() ? own.liens : (model.get("links")?.[current().code] ?? {}));

  function setLinks(values) {
    if (!isOwn()) return store(model, "links", { ...model.get("links"), [current().code]: values });
    own = { ...own, liens: values };
    write();
    show();
  }

  /** Have the browser keep what was done; nothing is forgotten. */
  function write() {
    own = { ...own, annonces: model.get("links") ?? {} };
    kept.write(own.texte || Object.values(own.annonces).some((links) => Object.keys(links).length) ? own : null);
  }

  function keep(texte) {
    own = { ...own, texte: whole(texte.slice(0, LONGEST)), liens: {} };
    write();
    choose(null);
  }

  /** Take every link of every advert back, once asked twice; a student's own text stays. */
  function clear() {
    if (!clearing) return void (clearing = setTimeout(settle, DOUBT), showClear());
    settle();
    compared.clear();
    own = { ...own, liens: {} };
    store(model, "links", {});
    write();
    choose(null);
    refused("Tous les liens sont effacés.");
    menu.focus();
  }

  let clearing = null;
  function settle() {
    clearTimeout(clearing);
    clearing = null;
    showClear();
  }

  function showClear() {
    wipe.textContent = clearing ? "Vraiment effacer tous les liens\u00a0?" : "Tout effacer";
    wipe.hidden = !clearing && ![own.liens, ...Object.values(model.get("links") ?? {})].some((links) => Object.keys(links).length);
  }

  function choose(number) {
    [phrase, open] = [number, ""];
    show();
    if (number !== null) unroll(sheet, sheet);
  }

  function link(value) {
    const others = Object.fromEntries(Object.entries(links()).filter(([number]) => number !== phrase));
    compared.delete(`${current().code} ${phrase}`);
    setLinks(value ? { ...others, [phrase]: value } : others);
    sheet.querySelector("button")?.focus({ preventScroll: true });
  }

  // The advert

  const menu = element("select", { "aria-label": "Annonce" });
  for (const [nature, label] of [["annonce", "Annonces"], ["portrait", "Une journée de travail"]]) {
    const group = element("optgroup", { label });
    group.append(...adverts.filter((each) => each.nature === nature).map(({ code, title }) => element("option", { value: code }, title)));
    if (group.children.length) menu.append(group);
  }
  menu.append(element("optgroup", { label: "À vous" }, element("option", { value: OWN }, "Mon annonce")));
  menu.addEventListener("change", () => {
    [phrase, open] = [null, ""];
    store(model, "_advert", menu.value);
  });
  const title = element("h3", { class: "sio-title" });
  const text = element("div", { class: "sio-advert-text", role: "group", "aria-label": "L'annonce, phrase par phrase" });
  const field = element("textarea", { rows: "6", "aria-label": "Collez votre annonce", maxlength: String(LONGEST), placeholder: "Collez ici une annonce que vous avez trouvée." });
  const paste = element("div", { class: "sio-paste" }, field, button("Découper en phrases", () => keep(field.value)), element("p", { class: "sio-source" }, "Seul ce navigateur la garde."));
  const forget = button("Effacer mon annonce", () => {
    keep("");
    field.focus();
  });

  const wipe = button("Tout effacer", clear);

  /** What a link is called, in a mark beside its phrase. */
  const markOf = (value) => byPassage.get(value)?.name ?? { [ELSEWHERE]: "ailleurs", [NOTHING]: "rien" }[value] ?? "";

  function phraseNode(part) {
    const mark = markOf(links()[part.number]);
    const attributes = { class: "sio-phrase", role: "button", tabindex: "0", "data-number": part.number, "aria-pressed": String(part.number === phrase) };
    const node = element("span", attributes, part.text);
    node.setAttribute("aria-label", `${part.text}, ${mark ? `relié à ${mark}` : "pas encore relié"}`);
    const colour = model.get("_colours")[byPassage.get(links()[part.number])?.option];
    const chip = element("span", { class: "sio-advert-mark" }, mark);
    if (colour) [chip.style.background, chip.style.color] = colour;
    if (mark) node.append(chip);
    return node;
  }

  // The phrase

  const sheet = sheetBox();

  function asking() {
    const bar = element("div", { class: "sio-controls", role: "group", "aria-label": "Relier à" });
    for (const { code, label } of options) {
      const turn = () => {
        open = open === code ? "" : code;
        show();
        sheet.querySelector(`[data-option="${code}"]`).focus();
      };
      bar.append(button(label, turn, { "data-option": code, "aria-expanded": String(open === code) }));
    }
    bar.append(...[ELSEWHERE, NOTHING].map((value) => button(SAID[value], () => link(value))));
    const option = options.find(({ code }) => code === open);
    const list = element("ul", { class: "sio-advert-list" });
    for (const { name, text: words, passage } of option?.items ?? []) list.append(element("li", {}, button(`${name} ${words}`, () => link(passage), { class: "sio-link" })));
    return [element("p", {}, "Dans quelle intervention reconnaissez-vous cette phrase\u00a0?"), bar, ...(option ? [element("h4", {}, option.title), list] : [])];
  }

  function answering(part, value) {
    const item = byPassage.get(value);
    const mine = item ? { text: item.name, quote: item.text, passage: item.passage } : { text: SAID[value] ?? "" };
    const blocks = [{ title: "Vous", entries: [mine] }];
    const key = `${current().code} ${part.number}`;
    const isRead = part.passages && compared.has(key);
    const nodes = [];
    if (isRead) {
      blocks.push(...part.blocks);
      nodes.push(element("p", {}, element("strong", {}, comparison(part.passages, value))));
    } else if (!part.passages) nodes.push(element("p", {}, "Le kit n'a pas lu cette annonce\u00a0: défendez votre lecture devant un camarade."));
    const view = sheetView({ title: "", blocks }, () => {});
    view.querySelector("h3").remove();
    const compare = () => {
      compared.add(key);
      show();
      sheet.querySelector("button").focus({ preventScroll: true });
    };
    const tools = element("div", { class: "sio-controls" }, part.passages && !isRead ? button("Comparer", compare) : null, button("Relier autrement", () => link("")));
    return [...nodes, tools, view];
  }

  /** Say whether a reading says the same: of several passages, one is enough. */
  function comparison(passages, value) {
    const alike = { [NOTHING]: !passages.length, [ELSEWHERE]: passages.some((each) => !byPassage.has(each)) };
    return (alike[value] ?? passages.includes(value)) ? "Le kit lit comme vous." : "Le kit lit autrement\u00a0: qui a raison\u00a0? Relisez les deux.";
  }

  function show() {
    const advert = current();
    const parts = numbered(advert);
    const phrases = parts.filter(({ number }) => number !== undefined);
    const chosen = phrases.find(({ number }) => number === phrase);
    menu.value = advert.code;
    title.textContent = advert.employer ? `${advert.title}. ${advert.employer}` : advert.title;
    const focused = text.contains(document.activeElement) ? document.activeElement.dataset.number : null;
    text.replaceChildren(...parts.map((part) => (part.number === undefined ? part.text : phraseNode(part))));
    if (focused) text.querySelector(`[data-number="${focused}"]`)?.focus();
    showClear();
    paste.hidden = !isOwn() || Boolean(advert.text);
    forget.hidden = !isOwn() || !advert.text;
    text.hidden = !phrases.length;
    const done = phrases.filter(({ number }) => links()[number]).length;
    count.textContent = phrases.length ? `${done} phrase${done > 1 ? "s" : ""} reliée${done > 1 ? "s" : ""} sur ${phrases.length}.` : "";
    const value = chosen && links()[phrase];
    const nodes = !chosen ? [element("p", {}, "Choisissez une phrase soulignée, puis dites à quoi elle se relie dans le texte.")] : value ? answering(chosen, value) : asking();
    sheet.replaceChildren(element("h3", {}, chosen ? `«\u00a0${chosen.text}\u00a0»` : advert.nature === "portrait" ? "Que fait-on ce jour-là\u00a0?" : "Que demande cette annonce\u00a0?"), ...nodes);
    unroll(sheet);
  }

  const count = element("p", { role: "status" });
  text.addEventListener("click", ({ target }) => {
    const node = target.closest(".sio-phrase");
    if (node) choose(node.dataset.number);
  });
  const root = frame(
    "sio-advert",
    element("div", {}, element("div", { class: "sio-controls" }, menu, forget, wipe), title, text, paste, count, said),
    element("div", {}, sheet, element("p", { class: "sio-source" }, model.get("_source"))),
  );
  text.addEventListener("keydown", (event) => {
    const all = [...text.querySelectorAll(".sio-phrase")];
    const at = all.indexOf(event.target);
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (at < 0) return;
    if (by) all[Math.min(Math.max(at + by, 0), all.length - 1)].focus();
    else if (event.key === "Enter" || event.key === " ") {
      choose(event.target.dataset.number);
      sheet.querySelector("button")?.focus({ preventScroll: true });
    } else return;
    event.preventDefault();
  });
  el.append(root);
  const stops = [follow(model, ["_advert", "links"], show)];
  model.on("change:links", write);
  stops.push(() => model.off("change:links", write));
  stops.push(() => kept.stop());
  return () => stops.forEach((stop) => stop());
}

export default { render };
