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

/** Parse SVG text, made by the kit, into an element. */
export function parseSvg(text) {
  return document.importNode(new DOMParser().parseFromString(text, "image/svg+xml").documentElement, true);
}

/** Call `listener` now and at each change of a trait; give back the function that stops it. */
export function follow(model, trait, listener) {
  const name = `change:${trait}`;
  model.on(name, listener);
  listener();
  return () => model.off(name, listener);
}

/** Set a trait and tell Python, if there is one. */
export function store(model, trait, value) {
  model.set(trait, value);
  model.save_changes();
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

function entryParts(entry, choose) {
  const parts = [];
  if (entry.part) {
    const button = element("button", { type: "button", class: "sio-link" }, entry.text);
    button.addEventListener("click", () => choose(entry.part));
    parts.push(button);
  } else if (entry.text) {
    parts.push(element("span", {}, entry.text));
  }
  if (entry.quote) {
    parts.push(element("q", {}, entry.quote), element("span", { class: "sio-passage" }, ` (${entry.passage})`));
  }
  return parts.flatMap((part, place) => (place === 1 && entry.text ? ["\u00a0: ", part] : [part]));
}

