// What the kit's front ends share. Texts always enter the page as text, never as HTML.

/** Make an element: `element("p", { class: "x" }, "text", child)`. Attributes that are null are left out. */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null));
  return node;
}

let drawn = 0;

/** Make a button. */
export function button(label, action, attributes = {}) {
  const node = element("button", { type: "button", ...attributes }, label);
  node.addEventListener("click", action);
  return node;
}

/** Parse SVG text, made by the kit, into an element; what it defines (hatchings) gets names of its own on the page. */
export function parseSvg(text) {
  drawn += 1;
  const own = text.replace(/(id="|url\(#|href="#)([a-z][0-9a-f]{8,})/g, `$1$2-${Date.now().toString(36)}-${drawn}`);
  return document.adoptNode(new DOMParser().parseFromString(own, "image/svg+xml").documentElement);
}

/** Call `listener` now, once, and at each change of a trait or of several; give back the function that stops it. */
export function follow(model, traits, listener) {
  const names = [traits].flat().map((trait) => `change:${trait}`);
  for (const name of names) model.on(name, listener);
  listener();
  return () => names.forEach((name) => model.off(name, listener));
}

/** Set a trait and tell Python, if there is one. */
export function store(model, trait, value) {
  model.set(trait, value);
  model.save_changes();
}

/** Turn the named shapes of a drawn map into buttons; give back all of them. */
function buttons(svg, labels) {
  svg.setAttribute("role", "group");
  for (const text of svg.querySelectorAll("text")) text.setAttribute("aria-hidden", "true");
  const heads = [...svg.querySelectorAll('[id^="head:"]')];
  return [...svg.querySelectorAll('[id^="part:"]')].map((shape) => {
    const [, part, number] = shape.id.split(":");
    const head = heads.find(({ id }) => id === `head:${part}:${number}`);
    shape.removeAttribute("id");
    shape.dataset.part = part;
    if (head) addLine(shape, head);
    shape.setAttribute("role", "button");
    shape.setAttribute("tabindex", "0");
    shape.setAttribute("aria-label", labels[part]);
    return shape;
  });
}

/** Join an arrow's head to its line, under a wide invisible stroke that a finger can hit. */
function addLine(shape, head) {
  const hit = shape.querySelector("path").cloneNode();
  hit.setAttribute("class", "sio-hit");
  hit.removeAttribute("style");
  head.removeAttribute("id");
  shape.classList.add("sio-arrow");
  shape.prepend(hit);
  shape.append(head);
}

/** Make a widget's two drawings, for a wide and for a narrow page, whose named parts are buttons. */
export function drawings(model, name, title) {
  const svgs = ["wide", "narrow"].map((width) => {
    const svg = parseSvg(model.get(`_${width}`));
    svg.setAttribute("class", `sio-${width}`);
    svg.setAttribute("aria-label", title);
    return svg;
  });
  const shapes = svgs.flatMap((svg) => buttons(svg, model.get("_labels")));
  return { picture: element("div", { class: `sio-picture ${name}-picture` }, ...svgs), shapes, svgs };
}

/** Make the box in which a sheet shows; what changes in it is read aloud. */
export function sheetBox() {
  // No <section>: on slides, reveal.js takes one for a slide.
  return element("div", { class: "sio-sheet", role: "region", "aria-live": "polite", "aria-label": "Détails", tabindex: "0" });
}

/** Show a sheet from its beginning; with `into`, bring that node of it into view. Later: to do it now costs a layout. */
export function unroll(sheet, into = null) {
  requestAnimationFrame(() => {
    sheet.scrollTop = 0;
    into?.scrollIntoView({ block: "nearest" });
  });
}

/** Make a widget's outermost element: a picture and what stands beside it. */
export function frame(name, ...columns) {
  // JupyterLab would otherwise take Enter and the arrow keys for itself; what goes with Ctrl (save) is left to it.
  const attributes = { class: `sio ${name}`, lang: "fr", "data-lm-suppress-shortcuts": "true" };
  const root = element("div", attributes, element("div", { class: "sio-columns" }, ...columns));
  root.addEventListener("keydown", (event) => event.ctrlKey || event.metaKey || event.stopPropagation());
  return root;
}

/** Show a sheet (title, blocks of entries); `choose(part)` is called for an entry that speaks of a part of a map. */
export function sheetView(sheet, choose) {
  const view = document.createDocumentFragment();
  view.append(element("h3", {}, sheet.title));
  for (const block of sheet.blocks) {
    const list = element("ul");
    for (const entry of block.entries) list.append(element("li", {}, ...entryParts(entry, choose)));
    view.append(element("h4", {}, block.title), list);
  }
  return view;
}

/** Return a text with the places of `marks` ([[start, end]], in order) marked. */
export function marked(text, marks = []) {
  let end = 0;
  const parts = [];
  for (const [from, to] of marks) {
    parts.push(text.slice(end, from), element("mark", {}, text.slice(from, to)));
    end = to;
  }
  return [...parts, text.slice(end)];
}

function entryParts(entry, choose) {
  const parts = [];
  if (entry.part) {
    const button = element("button", { type: "button", class: "sio-link" }, entry.text);
    button.addEventListener("click", () => choose(entry.part));
    parts.push(button);
  } else if (entry.text) {
    parts.push(element("span", {}, ...marked(entry.text, entry.quote ? [] : entry.marks)));
  }
  if (entry.quote) {
    parts.push(element("q", {}, ...marked(entry.quote, entry.marks)), element("span", { class: "sio-passage" }, ` (${entry.passage})`));
  }
  return parts.flatMap((part, place) => (place === 1 && entry.text ? ["\u00a0: ", part] : [part]));
}

