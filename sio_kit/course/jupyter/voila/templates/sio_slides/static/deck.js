// Move the slides: reveal.js for the keys of a keyboard or a remote, the rest here, in French.

const CONTROL = "button, input, select, textarea, summary, a[href], [contenteditable], [tabindex='0'], [role=button]";
const MOVES = ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown", "PageUp", "PageDown"];
const HELP = [
  ["→, espace, Page suivante", "diapositive suivante"],
  ["←, Page précédente", "diapositive précédente"],
  ["Début, Fin", "première, dernière diapositive"],
  ["B ou .", "écran noir, et retour"],
  ["S", "notes de l'enseignant, dans une autre fenêtre"],
  ["T", "thème clair ou sombre"],
  ["F", "plein écran"],
  ["O", "vue d'ensemble"],
  ["Échap", "quitter un contrôle, pour que les touches reviennent aux diapositives"],
  ["H", "cette aide"],
];
const notesOf = new Map();
const startedAt = Date.now();
let notesWindow = null;

/** Return once Voilà has shown every output, widgets included. */
async function outputsShown() {
  const isPending = () =>
    document.querySelector('script[type="application/vnd.voila.cell-output+json"]') ||
    [...document.querySelectorAll("[data-widget]")].some((cell) => !cell.querySelector(".jupyter-widgets, .sio"));
  for (const end = Date.now() + 30_000; isPending() && Date.now() < end; ) await pause(50);
  await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
  await document.fonts.ready;
  await pause(100); // a widget draws itself once its place is known
}

const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

function makeSlides() {
  const slides = document.querySelector("#deck .slides");
  document.body.classList.add("sio-measuring");
  const answers = [...document.querySelectorAll("details:not([open])")];
  for (const answer of answers) answer.open = true; // an answer has its place before it is shown
  for (const { cells, notes } of group([...document.querySelectorAll("[data-cell]")])) {
    for (const page of paginate(cells, slides)) notesOf.set(page, notes);
  }
  for (const frame of slides.querySelectorAll("[data-widget]")) fill(frame);
  for (const answer of slides.querySelectorAll("details")) answer.open = false;
  document.body.classList.remove("sio-measuring");
}

function start(deck) {
  return deck.initialize({
    width: 1280,
    height: 720,
    margin: 0,
    minScale: 0.1,
    maxScale: 5,
    center: false,
    hash: true,
    help: false,
    transition: "none",
    backgroundTransition: "none",
    slideNumber: "c/t",
    postMessage: false,
    keyboardCondition: isForSlides,
    keyboard: { 27: null, 72: showHelp, 79: () => deck.toggleOverview(), 83: openNotes, 84: changeTheme },
  });
}

/** Leave the keys to a control that has the focus. */
const isForSlides = () => !document.querySelector("dialog[open]") && !focusedControl();

function focusedControl() {
  const focused = document.activeElement;
  return focused?.closest("#deck .slides") && focused.matches(CONTROL) ? focused : null;
}

/** Say, before a widget takes the key, why the slides do not move. */
function explain(event) {
  const control = focusedControl();
  if (control && MOVES.includes(event.key) && !control.matches("input, select, textarea")) {
    tell("Un bouton ou un texte a le focus : Échap rend les touches aux diapositives.");
  }
}

/** Give the keys back to the slides, once a widget has done what it does on Escape. */
function leave(event) {
  if (event.key === "Escape") focusedControl()?.blur();
}

function tell(sentence) {
  const place = document.getElementById("sio-told");
  place.textContent = sentence.replace(" :", "\u00a0:");
  clearTimeout(tell.timer);
  tell.timer = setTimeout(() => (place.textContent = ""), 4000);
}

function changeTheme() {
  const isDark = document.documentElement.style.colorScheme
    ? document.documentElement.style.colorScheme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.style.colorScheme = isDark ? "light" : "dark";
}

function showHelp() {
  document.getElementById("sio-help").showModal();
}

function addFurniture() {
  const deck = document.getElementById("deck");
  const told = make("p", { id: "sio-told", role: "status" });
  const help = make("dialog", { id: "sio-help", "aria-label": "Les touches" });
  help.append(make("h2", {}, "Les touches"));
  const list = help.appendChild(make("dl"));
  for (const [keys, what] of HELP) list.append(make("dt", {}, keys), make("dd", {}, what));
  const form = help.appendChild(make("form", { method: "dialog" }));
  form.append(make("button", {}, "Fermer"));
  const ask = make("button", { id: "sio-ask", type: "button", "aria-label": "Les touches" }, "?");
  ask.addEventListener("click", showHelp);
  help.addEventListener("close", () => document.activeElement?.blur());
  deck.append(told, ask);
  document.body.append(help);
}

/** Say in French what reveal.js says in English. */
function translate() {
  const names = { left: "Diapositive précédente", right: "Diapositive suivante", up: "", down: "" };
  for (const [side, name] of Object.entries(names)) {
    document.querySelector(`.reveal .navigate-${side}`)?.setAttribute("aria-label", name);
  }
  document.querySelector(".resume-button")?.replaceChildren("Reprendre");
}

// The teacher's notes

function openNotes() {
  notesWindow = window.open("", "sio-notes", "width=760,height=620");
  if (!notesWindow) {
    tell("Le navigateur a bloqué la fenêtre des notes : autorisez-la pour cette page, puis tapez S.");
    return;
  }
  const page = notesWindow.document;
  page.documentElement.lang = "fr";
  page.title = "Notes de l'enseignant";
  page.head.replaceChildren(make("style", {}, document.getElementById("sio-notes-style").textContent));
  notesWindow.onkeydown = moveFromNotes;
  showNotes();
}

function moveFromNotes(event) {
  const forward = ["ArrowRight", "ArrowDown", "PageDown", " "];
  const back = ["ArrowLeft", "ArrowUp", "PageUp"];
  if (forward.includes(event.key)) deck.next();
  else if (back.includes(event.key)) deck.prev();
  else if (["b", "B", "."].includes(event.key)) deck.togglePause();
  else return;
  event.preventDefault();
}

function showNotes() {
  if (!notesWindow || notesWindow.closed) return;
  const shown = deck.getCurrentSlide();
  const following = shown.nextElementSibling;
  const notes = (notesOf.get(shown) ?? []).map((cell) => cell.cloneNode(true));
  for (const folded of notes.flatMap((cell) => [...cell.querySelectorAll("details")])) folded.open = true;
  const head = make("header");
  head.append(
    make("p", {}, `Diapositive ${deck.getSlidePastCount() + 1} sur ${deck.getTotalSlides()}`),
    make("p", { id: "clock" }, clock()),
  );
  const body = notesWindow.document.body;
  body.replaceChildren(head, make("h1", {}, titleOf(shown)), make("p", { class: "next" }, nextOf(following)));
  body.append(...(notes.length ? notes : [make("p", {}, "Pas de note pour cette diapositive.")]));
}

const nextOf = (slide) => (slide ? `Ensuite\u00a0: ${titleOf(slide)}` : "Dernière diapositive");
const titleOf = (slide) => slide.dataset.title || "(sans titre)";

function clock() {
  const seconds = Math.floor((Date.now() - startedAt) / 1000);
  const two = (number) => String(number).padStart(2, "0");
  return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

function tick() {
  const place = notesWindow && !notesWindow.closed && notesWindow.document.getElementById("clock");
  if (place) place.textContent = clock();
}

function make(name, attributes = {}, text = "") {
  const node = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) node.setAttribute(attribute, value);
  node.textContent = text;
  return node;
}

await outputsShown();
makeSlides();
addFurniture();
const deck = new Reveal(document.getElementById("deck"));
await start(deck);
translate();
deck.on("slidechanged", showNotes);
document.addEventListener("keydown", explain, true);
document.addEventListener("keyup", leave, true);
setInterval(tick, 1000);
window.addEventListener("pagehide", () => notesWindow?.close());
document.getElementById("rendered_cells").remove();
document.getElementById("loading").remove();
document.body.dataset.ready = "true";
