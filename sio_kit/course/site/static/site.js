// What every page of the site does: its widgets, its search, where one stopped, and its copy for when there is no network.

import { element } from "../../../frontend/shared.js";
import { startWidgets, widgetOf } from "../../../frontend/host.js";

const { root, lesson, title, search, python, manifest } = document.documentElement.dataset;
const place = `sio ${new URL(root || "./", location.href).pathname} `; // begins the name of all that is kept
const kept = keeper(place);
globalThis.sioSite = place; // two courses of one host never share a student's work

/** Return `{ read, write }`, which keep values under a name in the browser; where it refuses, they are not kept. */
function keeper(begin) {
  return {
    read(name) {
      try {
        return JSON.parse(localStorage.getItem(begin + name));
      } catch {
        return null;
      }
    },
    write(name, value) {
      try {
        localStorage.setItem(begin + name, JSON.stringify(value));
      } catch {} // the page lives on without it
    },
  };
}

// Scripts that come when they are needed

const coming = new Map();

/** Bring a script of the site; `file://` lets no other kind of file be read. */
function bring(path) {
  if (!coming.has(path)) {
    const script = element("script", { src: root + path });
    const brought = new Promise((resolve, reject) => Object.assign(script, { onload: resolve, onerror: reject }));
    coming.set(path, brought);
    brought.catch(() => coming.delete(path));
    document.head.append(script);
  }
  return coming.get(path);
}

let parts = null;
let more = {}; // modules that this page alone runs

globalThis.sioPythonParts = async () => {
  await bring(python);
  const packed = Uint8Array.from(atob(parts.wasm), (char) => char.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const wasm = new Blob([await new Response(stream).arrayBuffer()], { type: "application/wasm" });
  return { ...parts, modules: { ...parts.modules, ...more }, wasm: URL.createObjectURL(wasm) };
};

// Widgets

const modules = new Map();

/** Show the page's widgets: [[id, state]], and their modules, [[id, script]]; what one chose in them comes back. */
function widgets(own, scripts) {
  const name = `choix ${lesson || location.pathname.split("/").at(-1)}`;
  const chosen = kept.read(name) ?? {};
  const states = own.map(([id, state]) => ({ ...state, ...chosen[id] }));
  sio.prepare?.(states[0], kept);
  const keep = (number, trait, value) => {
    const [id, state] = own[number];
    if ("_room" in state || trait.startsWith("_questions")) return; // a form keeps its work itself
    chosen[id] = { ...chosen[id], [trait]: value };
    kept.write(name, chosen);
  };
  const given = scripts.map(([id, path]) => async () => {
    if (!modules.has(id)) await bring(path); // the first alone comes with the page
    return widgetOf(modules.get(id));
  });
  sio.models = startWidgets(states, given, keep);
  sio.started?.(sio.models[0], kept);
}

globalThis.sio = {
  place,
  kept,
  widgets,
  module: (id, text) => modules.set(id, text),
  pythonParts: (given) => (parts = given),
  pythonMore: (given) => (more = given),
};

// Where one stopped

const partsRead = new Set(); // the parts whose beginning has passed the middle of the page

/** Note which part of the lesson was read last; the page is being left, so that nothing may be measured now. */
function note() {
  const read = [...document.querySelectorAll("main > section")].filter((part) => partsRead.has(part)).at(-1)?.querySelector("h2[id]");
  kept.write("lieu", { lesson, title, page: location.pathname.split("/").at(-1), id: read?.id ?? "", part: read?.textContent ?? "" });
}

if (lesson) {
  const see = (entries) => entries.forEach(({ target, isIntersecting }) => partsRead[isIntersecting ? "add" : "delete"](target));
  const observer = new IntersectionObserver(see, { rootMargin: "1000000px 0px -50% 0px" });
  for (const part of document.querySelectorAll("main > section:has(h2[id])")) observer.observe(part);
  // Leaving holds up the next page: one note is enough, and what may be kept before is.
  addEventListener("visibilitychange", () => document.visibilityState === "hidden" && note());
  addEventListener("load", () => kept.write("vues", { ...kept.read("vues"), [lesson]: 1 }));
}

// The contents stand open where there is room

const folded = document.querySelector(".site-contents details");
if (folded && matchMedia("(min-width: 68rem)").matches) folded.open = true;
folded?.addEventListener("click", ({ target }) => {
  if (target.closest("a") && !matchMedia("(min-width: 68rem)").matches) folded.open = false;
});

// Search: its words and its texts come when one goes there

const field = element("input", { type: "search", class: "sio-query", "aria-label": "Chercher dans le cours", placeholder: "Chercher", autocomplete: "off", spellcheck: "false", enterkeyhint: "search" });
const box = document.getElementById("recherche");
box.append(field);
for (const event of ["focus", "pointerenter"]) field.addEventListener(event, () => bring(search), { once: true });
field.addEventListener("input", () => bring(search), { once: true });
sio.search = { box, field, root };
addEventListener("keydown", (event) => {
  const busy = event.target.closest?.("input, textarea, select, [contenteditable], dialog");
  if (event.key !== "/" || event.ctrlKey || event.altKey || event.metaKey || busy) return;
  event.preventDefault();
  field.focus();
});

// Without a network

if (location.protocol.startsWith("http") && navigator.serviceWorker) {
  document.head.append(element("link", { rel: "manifest", href: root + manifest }));
  addEventListener("load", async () => {
    try {
      await navigator.serviceWorker.register(`${root}sw.js`, { updateViaCache: "none" });
      await navigator.serviceWorker.ready;
      document.getElementById("hors-ligne").textContent = "Ce cours s'ouvre aussi sans réseau sur cet appareil.";
    } catch {} // a private window, a browser that keeps nothing: the site works with a network
  });
}
