// The teacher's page of the bank: what is chosen goes to Python, which draws, writes the files and the command.

import { copy } from "../../../frontend/clipboard.js";
import { button, element } from "../../../frontend/shared.js";

const LEVELS = [[1, "1, reconnaître"], [2, "2, comprendre"], [3, "3, réfléchir"]];
const WAIT = 150; // milliseconds without a key, before one draws
const SEEDS = 1000;
const FIRST = "papier"; // as for the command
const KIND = { type: "text/plain;charset=utf-8" };

const numberOf = (input) => (input.value === "" ? null : Math.trunc(Number(input.value)));
const checked = (boxes) => boxes.filter((box) => box.checked).map((box) => box.value);

/** Make boxes to tick, [value, words] each; none ticked is all. */
function ticks(legend, choices) {
  const boxes = choices.map(([value]) => element("input", { type: "checkbox", value }));
  const labels = choices.map(([, words], place) => element("label", {}, boxes[place], ` ${words}`));
  return [boxes, element("fieldset", {}, element("legend", {}, legend), ...labels)];
}

function labelled(words, input) {
  return element("label", {}, `${words} `, input);
}

/** Show the page: `tables` are those that `Bank.tables` gives. */
sio.bank = (tables) => {
  const [themes, themesBox] = ticks("Thèmes (aucun coché\u00a0: tous)", tables.themes.map(([code, title, count]) => [code, `${title} (${count})`]));
  const [levels, levelsBox] = ticks("Niveaux (aucun coché\u00a0: tous)", LEVELS);
  const format = element("select", {}, ...tables.formats.map(({ name, what }) => element("option", { value: name }, `${name}\u00a0: ${what}`)));
  format.value = FIRST;
  const number = element("input", { type: "number", min: 1, step: 1, value: 10, inputmode: "numeric" });
  const seed = element("input", { type: "number", min: 0, step: 1, value: Math.ceil(Math.random() * SEEDS), inputmode: "numeric" });
  const variants = element("input", { type: "number", min: 1, max: 26, step: 1, value: 1 });
  const variantsLabel = labelled("Variantes", variants);
  const status = element("p", { role: "status" });
  const told = element("div", { class: "told" });
  const list = element("ol", { class: "questions" });
  const typed = element("code", {});
  const said = element("span", { role: "status" });
  const made = element("p", { class: "made", role: "status" });
  const make = button("Télécharger le fichier", () => attempt(download));
  let ask = null;

  const chosen = () => tables.formats.find(({ name }) => name === format.value);
  const settings = () => ({
    format: format.value,
    themes: checked(themes),
    niveau: checked(levels).map(Number),
    nombre: numberOf(number),
    graine: numberOf(seed) ?? 0,
    variantes: chosen().variants ? numberOf(variants) ?? 1 : 1,
  });

  /** Do something that Python may refuse, in French. */
  async function attempt(act) {
    try {
      ask ??= await globalThis.sioPython();
      act();
    } catch (error) {
      list.replaceChildren();
      told.replaceChildren();
      make.disabled = true;
      status.textContent = ask ? error.message : "Python n'a pas pu démarrer dans cette page. La commande, elle, fait tout.";
    }
  }

  function preview() {
    const found = ask("quiz", "preview", tables, settings());
    const count = found.questions.length;
    status.textContent = `${count}\u00a0question${count > 1 ? "s" : ""} tirée${count > 1 ? "s" : ""}.`;
    told.replaceChildren(...found.told.map((line) => element("p", {}, line)));
    list.replaceChildren(...found.questions.map(questionView));
    typed.textContent = found.command;
    make.disabled = !chosen().here;
  }

  function download() {
    const files = ask("quiz", "files", tables, settings());
    const links = files.map(([name, text]) => element("a", { href: URL.createObjectURL(new Blob([text], KIND)), download: name }, name));
    made.replaceChildren("Fait\u00a0: ", ...links.flatMap((link, place) => (place ? [", ", link] : [link])), `. ${chosen().where}`);
    for (const link of links) link.click();
  }

  const isSound = () => [number, seed, variants].every((input) => input.checkValidity());

  function change() {
    const { here, default: few, most, variants: many } = chosen();
    number.placeholder = few || "toutes";
    number.max = most || "";
    variantsLabel.hidden = !many;
    made.replaceChildren(here ? "" : "Ce format ne se fait pas dans la page (il demande une bibliothèque Python)\u00a0: tapez la commande.");
    if (isSound()) attempt(preview);
    else {
      make.disabled = true;
      status.textContent = "Les nombres sont entiers\u00a0; il faut au moins une question, et au plus 26 variantes.";
    }
  }

  let waiting;
  const box = document.getElementById("banque");
  const form = element(
    "form",
    {},
    themesBox,
    levelsBox,
    element("div", { class: "row" }, labelled("Nombre de questions", number), labelled("Graine", seed), button("Autre tirage", () => {
      seed.value = Math.ceil(Math.random() * SEEDS);
      change();
    })),
    element("div", { class: "row" }, labelled("Format", format), variantsLabel),
  );
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(change, WAIT);
  });
  const copyButton = button("Copier", async () => (said.textContent = (await copy(typed.textContent)) ? "Copié." : ""));
  box.append(
    form,
    element("h2", { id: "fichier" }, "Le fichier, ou la commande"),
    element("p", { class: "row" }, make, element("span", {}, "ou"), typed, copyButton, said),
    made,
    element("h2", { id: "tirage" }, "Le tirage"),
    status,
    told,
    list,
  );
  change();
};

/** Show a question as a teacher reads it before choosing it. */
function questionView({ text, theme, kind, level, answers, right }) {
  const items = answers.map((answer, place) => {
    const isRight = right.includes(place);
    return element("li", { class: isRight ? "right" : null }, answer, isRight ? " ✓" : "");
  });
  const about = element("p", { class: "about" }, `${theme}, niveau ${level}, ${kind}`);
  return element("li", {}, element("p", { class: "asked" }, text), element("ul", {}, ...items), about);
}
