// The controls of work that was done, as a dossier and a log of an internship keep it.

import { chooseSentence } from "./cite.js";
import { NBSP, textField } from "./form.js";
import { button, element } from "../frontend/shared.js";

const CALLS = "fait appel à";

/** Make choices of which several can be marked: `[value, label]` each. What no choice has is shown too, to be taken back. */
export function toggles(label, choices, take) {
  const node = element("div", { class: "sio-marks", role: "group", "aria-label": label });
  let shown = [];
  const rank = (value) => (choices.findIndex(([known]) => known === value) + choices.length) % (choices.length + 1);
  const turn = (value) => take(shown.includes(value) ? shown.filter((each) => each !== value) : [...shown, value].sort((one, other) => rank(one) - rank(other)));
  const buttons = choices.map(([value, text]) => {
    const each = button(text, () => turn(value));
    node.append(each);
    return [value, each];
  });
  return {
    node,
    show(values) {
      shown = values;
      for (const [value, each] of buttons) each.setAttribute("aria-pressed", String(values.includes(value)));
      for (const odd of node.querySelectorAll("[data-odd]")) odd.remove();
      const odd = values.filter((value) => !choices.some(([known]) => known === value));
      node.append(...odd.map((value) => button(value || "(rien)", () => turn(value), { "aria-pressed": "true", "data-odd": "" })));
    },
  };
}

/** Make a list of what is chosen among many sentences: each can be taken out, `choose()` puts one in. */
export function picked(label, said, textOf, take, choose) {
  const list = element("ul", { class: "sio-picked", "aria-label": label });
  const add = button(said, choose);
  let shown = null;
  return {
    node: element("div", { class: "sio-picking" }, list, add),
    show(values) {
      if (JSON.stringify(values) === shown) return;
      shown = JSON.stringify(values);
      const out = (value) => () => {
        take(values.filter((each) => each !== value));
        add.focus();
      };
      list.replaceChildren(...values.map((value, number) => element("li", {}, element("span", {}, textOf(value)), button("×", out(value), { "aria-label": `${label}${NBSP}: retirer ${number + 1}` }))));
      list.hidden = !values.length;
    },
  };
}

/** Make a list of sentences chosen among `known` for the list `word` of a card; `names` are what one and several are called. */
export function sentences(form, { own, set, called }, word, label, opener, names, known) {
  const put = (value) => own()[word].includes(value) || set({ [word]: [...own()[word], value] });
  const textOf = (value) => {
    const found = known.find((each) => each.value === value);
    return found ? `${found.texte} (${found.id})` : `${value}* (n'est pas dans les tables)`;
  };
  return picked(called(label), opener, textOf, (values) => set({ [word]: values }), () => chooseSentence(form, opener, names, known, put));
}

/** Make the controls of a card's processes, with a row of callers for each that can be called. */
function processes({ tables }, { own, set, called }) {
  const callersOf = (code) => tables.liens.filter(({ nature, cible }) => nature === CALLS && cible === code).map(({ source }) => source);
  const choices = tables.processus.map(({ code, libelle }) => [code, `${code} ${libelle}`]);
  const process = toggles(called("processus"), choices, (codes) => {
    const known = new Map(own().processus.map((each) => [each.code, each]));
    set({ processus: codes.map((code) => known.get(code) ?? { code, appelants: [] }) });
  });
  const callers = element("div", { class: "sio-callers" });
  const rows = new Map();
  const makeRow = (code) => {
    const take = (values) => set({ processus: own().processus.map((each) => (each.code === code ? { ...each, appelants: values } : each)) });
    const row = toggles(called(`${code} appelé par`), callersOf(code).map((each) => [each, each]), take);
    return { row, node: element("div", { class: "sio-caller" }, element("span", { "aria-hidden": "true" }, `${code} appelé par`), row.node) };
  };
  return {
    nodes: [process.node, callers],
    show(values) {
      process.show(values.map(({ code }) => code));
      const shown = values.filter(({ code, appelants }) => callersOf(code).length || appelants.length).map(({ code, appelants }) => {
        if (!rows.has(code)) rows.set(code, makeRow(code));
        rows.get(code).row.show(appelants);
        return rows.get(code).node;
      });
      if (shown.length !== callers.children.length || shown.some((row, number) => callers.children[number] !== row)) callers.replaceChildren(...shown);
    },
  };
}

/** Make a card's controls of work done, by the words of the document: each has `nodes` to be titled, and `show(value)`. */
export function doneFields(form, card) {
  const { shown } = form;
  const text = textField(card.called("ce qui a été enregistré"), (enregistre) => card.set({ enregistre }, "enregistre"), { placeholder: "Ce que j'ai enregistré, et où" });
  return {
    processus: processes(form, card),
    enregistre: text,
    criteres: sentences(form, card, "criteres", "critères de qualité", "Choisir un critère", ["critère", "critères"], shown.criteria),
    autonomie: toggles(card.called("autonomie"), shown.autonomy.map((each) => [each, each]), (autonomie) => card.set({ autonomie })),
  };
}

/** Put a title before controls. */
export const entitled = (title, { node, nodes = [node] }) => element("div", { class: "sio-field" }, element("span", { class: "sio-label", "aria-hidden": "true" }, title), ...nodes);
