// The part that all forms share: the page edits a document, Python judges it; nothing that was typed is lost.

import { button, element, follow } from "../frontend/shared.js";
import { judgeOf } from "./judge.js";
import { download, printNodes, sheetNodes } from "./paper.js";
import { browserStore, History, keeper, same, whole } from "./work.js";

const LARGEST = 20_000_000; // characters of a file
const SLOW = 3000; // milliseconds after which one says that Python does not answer
const EDGE = 8; // pixels between a menu and the window's edge
const RANK = { "à revoir": "fault", question: "question", remarque: "remark" };
const COMING = "Les remarques arrivent…";
const NOBODY = "Les remarques viendront quand la cellule sera exécutée\u00a0; votre travail se fait et se garde sans elles.";

const FAILED = "Ce navigateur ne peut pas faire de remarques\u00a0: le travail s'enregistre sans elles, et s'ouvre ailleurs.";

export const NBSP = "\u00a0";

const ofKeeper = () => `de ${keeper()}`; // the name of the work that is kept, in a sentence

/** Make a menu: a button that unfolds others; `choices` gives the pairs of label and action each time that it opens. */
export function menu(label, choices, attributes = {}) {
  const list = element("div", { class: "sio-menu-list" });
  const node = element("details", { class: "sio-menu" }, element("summary", attributes, label), list);
  const close = (focus) => {
    node.open = false;
    if (focus) node.querySelector("summary").focus();
  };
  const outside = ({ target }) => node.contains(target) || close(false);
  node.addEventListener("toggle", () => {
    document.removeEventListener("pointerdown", outside, true);
    if (!node.open) return;
    document.addEventListener("pointerdown", outside, true);
    list.replaceChildren(
      ...choices().map(([name, action]) =>
        button(name, () => {
          close(true);
          action();
        }),
      ),
    );
    bringIntoView(list);
  });
  node.addEventListener("keydown", (event) => event.key === "Escape" && node.open && (event.stopPropagation(), close(true)));
  node.addEventListener("focusout", ({ relatedTarget }) => relatedTarget && !node.contains(relatedTarget) && close(false));
  return node;
}

/** Move a menu's list by what stands out of the window. */
function bringIntoView(list) {
  list.style.translate = "";
  const box = list.getBoundingClientRect();
  const inside = (low, high, end) => Math.max(EDGE - low, Math.min(end - EDGE - high, 0));
  list.style.translate = `${inside(box.left, box.right, document.documentElement.clientWidth)}px ${inside(box.top, box.bottom, innerHeight)}px`;
}

/** Make a text that grows with what is typed in it, or else asked for; `take(text)` is called at each change. */
export function textField(label, take, attributes = {}) {
  const field = element("textarea", { rows: "1", "aria-label": label, spellcheck: "true", lang: "fr", ...attributes });
  const frame = element("div", { class: "sio-grow" }, field);
  const grow = () => {
    const text = field.value || attributes.placeholder || "";
    if (frame.dataset.text !== text) frame.dataset.text = text;
  };
  field.addEventListener("input", () => {
    grow();
    take(whole(field.value));
  });
  grow();
  return {
    node: frame,
    field,
    /** Show a text; what is being typed stays as it is. */
    show(text) {
      if (field.value !== text) field.value = text;
      grow();
    },
  };
}

/** Put a title before a control. */
export const titled = (title, node) => element("div", { class: "sio-field" }, element("span", { class: "sio-label", "aria-hidden": "true" }, title), node);

/** Make a list of choices, `[value, label]` each. */
export function selectField(label, choices, take, attributes = {}) {
  const field = element("select", { "aria-label": label, ...attributes });
  for (const [value, text] of choices) field.append(element("option", { value }, text));
  field.addEventListener("change", () => take(field.value));
  return {
    node: field,
    field,
    show(value) {
      field.querySelector("[data-odd]")?.remove();
      // What no choice has is shown all the same, so that nothing is lost by looking at it.
      if (!choices.some(([known]) => known === value)) field.append(element("option", { value, "data-odd": "" }, value || "(rien)"));
      field.value = value;
    },
  };
}

/** Make choices of which one is marked: `[value, label]` each; a click on the marked one takes it back if `optional`. */
export function marks(label, choices, take, { optional = false } = {}) {
  const node = element("div", { class: "sio-marks", role: "group", "aria-label": label });
  let shown = null;
  const buttons = choices.map(([value, text]) => {
    const each = button(text, () => take(optional && shown === value ? "" : value));
    node.append(each);
    return [value, each];
  });
  return {
    node,
    show(value) {
      shown = value;
      for (const [own, each] of buttons) each.setAttribute("aria-pressed", String(own === value));
    },
  };
}

/** Return the findings of a place (a number from 1; 0 for the whole) as a list, or null if there are none. */
export function findingsOf(findings, place) {
  const own = findings.filter((finding) => finding.place === place);
  return own.length ? element("ul", { class: "sio-findings" }, ...own.map((finding) => findingItem(finding))) : null;
}

function findingItem(finding, go = null, where = "") {
  const passage = finding.passage ? ` (${finding.passage})` : "";
  const words = [element("strong", {}, finding.severity), `${where}${NBSP}: ${finding.sentence}${passage}`];
  const inside = go ? [button("", go, { class: "sio-link" })] : words;
  if (go) inside[0].append(...words);
  return element("li", { "data-rank": RANK[finding.severity] ?? "remark" }, ...inside);
}

/**
 * Return the function that shows a form: `room` has `name` (its class), `title`, `findings` (the heading of what the
 * rules find, "" for none), and `body(form)`, which makes its controls once and returns `{ nodes, show, goTo }`:
 * `show()` brings them in line with `form.work` and `form.findings`, `goTo(place)` leads to what a finding speaks of,
 * `placed(place)` says where it is, if its sentence does not, `travelled(before)` to what has just been undone or redone; `adopt(data, name)` promises whether it has taken a
 * file's data otherwise than as a work of its own.
 */
export const workForm = (room) => ({
  render({ model, el }) {
    const form = new WorkForm(model, room);
    el.append(form.root);
    form.start();
    return () => form.end();
  },
});

class WorkForm {
  constructor(model, room) {
    this.model = model;
    this.room = room;
    this.history = new History(model.get("value"));
    this.tables = model.get("_tables");
    this.shown = model.get("_shown");
    this.judge = judgeOf(model, () => this.meet(), () => this.fail());
    this.store = browserStore(this.work.format, model.get("_file"), (sentence) => this.say(sentence));
    this.body = room.body(this);
    this.make();
  }

  get work() {
    return this.history.value;
  }

  get findings() {
    return this.model.get("findings");
  }

  // What the student does

  /** Take a new document; changes in a row of the same `field` are undone together. */
  do(work, field = null) {
    this.history.do(work, field);
    this.tell();
  }

  /** Change fields of the document's own. */
  change(fields, field = null) {
    this.do({ ...this.work, ...fields }, field);
  }

  travel(step) {
    const before = this.work;
    this.history[step]();
    this.body.travelled?.(before);
    this.tell();
  }

  begin(label, work) {
    this.do(work);
    this.say(`${label}${NBSP}: un nouveau travail commence. «${NBSP}Annuler${NBSP}» ramène le précédent.`);
  }

  /** Show the work, keep it, and have it judged; the keys stay with the form where what had them is gone. */
  tell() {
    const hadFocus = this.root.contains(document.activeElement);
    this.show();
    if (hadFocus && !this.root.contains(document.activeElement)) this.undo.focus();
    this.keep();
    this.model.set("value", this.work);
    this.model.save_changes();
    if (this.judge.where() === "page") this.judgeInPage();
  }

  /** Have the browser keep the work; a blank one is forgotten. */
  keep() {
    if (this.kept) this.setAside();
    this.store.write(this.isBlank() ? null : this.work);
  }

  isBlank() {
    return same(this.work, this.model.get("_starts")[0][1]);
  }

  /** Judge in the page, one work at a time; the last one always. */
  async judgeInPage() {
    if (this.judging) return;
    this.judging = true;
    try {
      for (let judged = null; judged !== this.work; ) {
        judged = this.work;
        this.model.set("findings", await this.judge.ask("judge", judged));
      }
    } catch {
      this.fail();
    } finally {
      this.judging = false;
    }
  }

  /** Say that no remark will come; the rest of the form lives on. */
  fail() {
    this.coming.hidden = false;
    this.coming.textContent = FAILED;
    this.list.replaceChildren();
  }

  /** Somebody judges from now on. */
  meet() {
    this.root?.setAttribute("data-judge", this.judge.where());
    this.coming.hidden = true;
    if (this.judge.where() === "page") this.judgeInPage();
    this.showTools();
    this.takeBack();
  }

  // What is shown

  make() {
    const { room } = this;
    this.status = element("p", { class: "sio-status", role: "status" });
    this.aside = element("p", { class: "sio-status", hidden: "" });
    this.coming = element("p", { class: "sio-coming" }, COMING);
    this.list = element("ul", { class: "sio-findings" });
    const judged = element("div", { class: "sio-judged", role: "region", "aria-label": room.findings || "Remarques" });
    if (room.findings) judged.append(element("h4", {}, room.findings), this.coming, this.list);
    const attributes = { class: `sio sio-form ${room.name}`, lang: "fr", "data-lm-suppress-shortcuts": "true" };
    const inner = element("div", { class: "sio-form-inner" });
    inner.append(element("h3", { class: "sio-title" }, room.title), this.bar(), this.status, this.aside, ...this.body.nodes);
    if (room.findings) inner.append(judged);
    inner.append(element("p", { class: "sio-source" }, this.shown.source));
    this.root = element("div", attributes, inner);
    this.root.addEventListener("keydown", (event) => this.key(event));
    this.listenToDrops();
  }

  bar() {
    this.undo = button("Annuler", () => this.travel("undo"));
    this.redo = button("Rétablir", () => this.travel("redo"));
    this.file = element("input", { type: "text", "aria-label": "Fichier", value: this.model.get("_file"), spellcheck: "false" });
    this.file.addEventListener("input", () => (this.file.size = Math.max(this.file.value.length, 14)));
    this.chooser = element("input", { type: "file", accept: ".json", hidden: "", tabindex: "-1" });
    this.chooser.addEventListener("change", () => this.takeFile(this.chooser.files[0]));
    const starts = this.model.get("_starts");
    const begins = () => starts.map(([label, work]) => [label, () => this.begin(label, work)]);
    this.choose = button("Choisir un fichier…", () => this.chooser.click());
    this.open = button("Ouvrir", () => (this.judge.hasKernel() ? this.openHere() : this.chooser.click()));
    return element(
      "div",
      { class: "sio-bar", role: "toolbar", "aria-label": "Travail" },
      element("div", { class: "sio-tools" }, menu("Nouveau", begins), this.undo, this.redo),
      element("div", { class: "sio-tools" }, this.file, button("Enregistrer", () => this.save()), this.open, this.choose, this.chooser),
      element("div", { class: "sio-tools" }, button("Fiche à rendre", () => this.showSheet(), { class: "sio-main" })),
    );
  }

  show() {
    this.undo.setAttribute("aria-disabled", String(!this.history.past.length));
    this.redo.setAttribute("aria-disabled", String(!this.history.future.length));
    this.body.show();
  }

  showTools() {
    this.choose.hidden = !this.judge.hasKernel();
  }

  showFindings() {
    const items = this.findings.map((finding) => {
      const leads = finding.place && this.body.goTo;
      const where = finding.place && this.body.placed ? `, ${this.body.placed(finding.place)}` : "";
      return findingItem(finding, leads ? () => this.body.goTo(finding.place) : null, where);
    });
    this.list.replaceChildren(...(items.length ? items : [element("li", {}, "Rien à revoir.")]));
    this.body.show();
  }

  say(sentence) {
    this.status.textContent = sentence;
  }

  key(event) {
    const command = (event.ctrlKey || event.metaKey) && !event.altKey;
    const letter = event.key.toLowerCase();
    // A dialog's field and the file's name are no part of the work: the browser undoes what is typed there.
    if (event.target === this.file || event.target.closest("dialog")) return void event.stopPropagation();
    if (command && (letter === "z" || letter === "y")) {
      event.preventDefault();
      this.travel(letter === "y" || event.shiftKey ? "redo" : "undo");
    }
    if (!command || letter === "z" || letter === "y") event.stopPropagation(); // Ctrl+S is left to JupyterLab
  }

  // Python, asked by the student

  /** Ask Python, and say what goes wrong; a Python that does not answer is told about. */
  async asked(what, ...given) {
    const slow = setTimeout(() => this.say("Python ne répond pas encore\u00a0: il est occupé, ou la cellule n'a pas été exécutée."), SLOW);
    try {
      return await this.judge.ask(what, ...given);
    } catch (error) {
      this.say(error.message);
      return null;
    } finally {
      clearTimeout(slow);
    }
  }

  async save() {
    if (this.judge.hasKernel()) {
      const saved = await this.asked("save", this.work, this.file.value);
      if (!saved) return;
      this.file.value = saved.file;
      this.say(saved.said);
    } else {
      download(this.fileName(".json"), `${JSON.stringify(this.work, null, 1)}\n`, "application/json");
      this.say(`Enregistré parmi vos téléchargements, sous le nom «${NBSP}${this.fileName(".json")}${NBSP}».`);
    }
  }

  fileName(suffix) {
    const name = this.file.value.trim().split(/[\\/]/).at(-1).replace(/\.json$/i, "");
    return `${name || "travail"}${suffix}`;
  }

  async openHere() {
    const opened = await this.asked("open", this.file.value);
    if (!opened) return;
    this.do(opened.work);
    this.say(opened.said);
  }

  /** Read a file that was chosen or dropped; the work is kept in no file until it is saved. */
  async takeFile(file) {
    this.chooser.value = "";
    if (!file) return;
    if (file.size > LARGEST) return this.say(`Le fichier «${NBSP}${file.name}${NBSP}» dépasse 20${NBSP}Mo${NBSP}: ce n'est pas un travail du kit.`);
    let data = null;
    try {
      data = wholeTexts(JSON.parse((await file.text()).replace(/^\ufeff/, "")));
    } catch {} // Python says that it is no JSON
    if (await this.body.adopt?.(data, file.name)) return;
    const work = await this.asked("read", data, file.name);
    if (!work) return;
    this.do(work);
    this.say(`Repris${NBSP}: «${NBSP}${file.name}${NBSP}». Enregistrez pour le garder. «${NBSP}Annuler${NBSP}» ramène le travail précédent.`);
  }

  listenToDrops() {
    const over = (event) => {
      if (!event.dataTransfer?.types.includes("Files")) return;
      event.preventDefault();
      event.stopPropagation();
      this.root.classList.toggle("sio-over", event.type !== "dragleave" && event.type !== "drop");
      if (event.type === "drop") this.takeFile(event.dataTransfer.files[0]);
    };
    for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) this.root.addEventListener(kind, over);
  }

  async showSheet() {
    const markdown = await this.asked("sheet", this.work);
    if (markdown === null) return;
    const nodes = sheetNodes(markdown);
    const title = nodes[0].textContent;
    const kernel = this.judge.hasKernel();
    const told = element("p", { role: "status" });
    const written = async (what, ...given) => (told.textContent = (await this.asked(what, this.work, this.file.value, ...given))?.said ?? this.status.textContent);
    const keep = () => (kernel ? written("export") : download(this.fileName(".md"), markdown, "text/markdown"));
    const dialog = element("dialog", { class: "sio-dialog", "aria-label": "Fiche à rendre" });
    const picture = (suffix, name) => button(`Image ${name}`, () => written("draw", suffix));
    const tools = [button("Imprimer", () => printNodes(title, nodes)), button("Fichier Markdown", keep)];
    if (kernel && this.shown.table) tools.push(button("Tableau .xlsx", () => written("table")));
    if (kernel && this.shown.picture) tools.push(picture(".svg", "SVG"), picture(".png", "PNG"));
    tools.push(button("Fermer", () => dialog.close(), { class: "sio-main" }));
    dialog.append(element("div", { class: "sio-tools" }, ...tools), told, element("div", { class: "sio-paper-sheet" }, ...nodes));
    this.showDialog(dialog);
  }

  /** Show a dialog until it is closed, then give the focus back. */
  showDialog(dialog) {
    const before = document.activeElement;
    this.root.append(dialog);
    dialog.addEventListener("close", () => {
      dialog.remove();
      before?.focus();
    });
    dialog.showModal();
  }

  // Kept by the browser

  /** Take back the work that the browser kept; one that the form cannot take at once is put aside, never written over. */
  async takeBack() {
    const { kept } = this;
    const work = kept && (await this.judge.ask("read", kept, ofKeeper()).catch(() => null));
    if (kept && kept === this.kept) {
      if (work && this.isBlank()) this.takeKept(work);
      else if (work && same(work, this.work)) this.kept = null;
      else this.setAside();
    }
    this.showAside();
  }

  takeKept(work) {
    this.kept = null;
    this.do(work);
    this.say(`Votre travail est revenu, tel que ${keeper()} l'a gardé. «${NBSP}Annuler${NBSP}» l'écarte.`);
  }

  setAside() {
    if (this.store.putAside([...this.store.aside(), this.kept])) this.kept = null;
    this.showAside();
  }

  /** Offer the last of the works that were put aside. */
  showAside() {
    const works = this.store.aside();
    const rest = works.slice(0, -1);
    const take = async () => {
      const work = await this.asked("read", works.at(-1), ofKeeper());
      if (!work) return;
      this.store.putAside(this.isBlank() ? rest : [...rest, this.work]);
      this.takeKept(work);
      this.showAside();
    };
    const forget = () => {
      this.store.putAside(rest);
      this.showAside();
    };
    this.aside.hidden = !works.length;
    this.aside.replaceChildren(`Un autre état de ce travail est gardé par ${keeper()}. `, button("Le reprendre", take), " ", button("L'oublier", forget));
  }

  start() {
    this.kept = this.store.read();
    this.coming.hidden = !this.room.findings || this.findings.length > 0;
    this.show();
    this.showTools();
    this.say(this.model.get("_said"));
    this.ends = [follow(this.model, "findings", () => this.showFindings()), follow(this.model, "value", () => this.follow())];
    if (!globalThis.sioPython) setTimeout(() => this.judge.where() || (this.coming.textContent = NOBODY), SLOW);
  }

  /** Take a document that Python, or another view, has set. */
  follow() {
    const value = this.model.get("value");
    if (same(value, this.work)) return;
    this.history.do(value);
    this.keep();
    this.show();
  }

  end() {
    for (const end of [...this.ends, this.store.stop, this.judge.forget]) end();
  }
}

/** Return what JSON gave, each text of it without half characters. */
function wholeTexts(data) {
  if (typeof data === "string") return whole(data);
  if (Array.isArray(data)) return data.map(wholeTexts);
  if (data && typeof data === "object") return Object.fromEntries(Object.entries(data).map(([name, value]) => [whole(name), wholeTexts(value)]));
  return data;
}
