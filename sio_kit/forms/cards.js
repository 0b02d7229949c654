// A list of a document's things, each a card that folds, moves and goes.

import { findingsOf, menu, NBSP } from "./form.js";
import { moved, spliced } from "./work.js";
import { button, element } from "../frontend/shared.js";

/**
 * Make the list of cards for `form.work[word]`; `what` is the French for one (a feminine), `css` its class, `blank` a new
 * one, `title(item)` and `note(item)` what its head says. `body({ own, set, called })` makes its controls once: it returns
 * `{ nodes, show, focus }`; `set(fields, field)` changes the item, `called(name)` is the name of a control of it.
 */
export function cardList(form, { word, what, css, blank, title, note, body }) {
  const cards = [];
  const list = element("ol", { class: "sio-folds" });
  const items = () => form.work[word];
  const put = (values) => form.change({ [word]: values });
  const opened = () => cards.slice(0, items().length).map(({ node }) => node.open);
  const adder = button(`Ajouter une ${what.toLowerCase()}`, () => add(structuredClone(blank)));

  function add(...values) {
    put([...items(), ...values]);
    open(items().length - 1);
  }

  function open(place) {
    cards[place].node.open = true;
    cards[place].focus();
  }

  /** Put other values; each card stays as it was folded. */
  function rearrange(values, folds, place) {
    put(values);
    folds.forEach((each, number) => (cards[number].node.open = each));
    (cards[Math.min(place, items().length - 1)]?.summary ?? adder).focus();
  }

  function move(place, to) {
    if (to < 0 || to >= items().length) return;
    rearrange(moved(items(), place, to), moved(opened(), place, to), to);
    form.say(`${what} ${place + 1}${NBSP}: elle est maintenant la ${to + 1}${to ? "e" : "re"}.`);
  }

  function remove(place) {
    rearrange(spliced(items(), place, 1), spliced(opened(), place, 1), place);
    form.say(`${what} ${place + 1} supprimée. «${NBSP}Annuler${NBSP}» la ramène.`);
  }

  function makeCard(place) {
    const own = () => items()[place];
    const set = (fields, field = null) => put1({ ...own(), ...fields }, field && `${field}${place}`);
    const put1 = (item, field) => form.change({ [word]: spliced(items(), place, 1, item) }, field);
    const called = (name) => `${what} ${place + 1}${NBSP}: ${name}`;
    const inner = body({ own, set, called });
    const found = element("div", { class: "sio-found" });
    const summary = element("summary");
    const choices = () => [
      ["Monter", () => move(place, place - 1)],
      ["Descendre", () => move(place, place + 1)],
      ["Supprimer", () => remove(place)],
    ];
    const tools = element("div", { class: "sio-tools" }, menu("⋯", choices, { "aria-label": called("que faire") }));
    const node = element("details", { class: `sio-fold ${css}` }, summary, element("div", { class: "sio-fold-inner" }, ...inner.nodes, found, tools));
    node.open = place === 0;
    return {
      node,
      summary,
      focus: inner.focus,
      show(item) {
        const asked = form.findings.filter((each) => each.place === place + 1).length;
        const told = [note(item), asked ? `${asked} remarque${asked > 1 ? "s" : ""}` : ""].filter(Boolean);
        summary.replaceChildren(element("strong", {}, `${place + 1}. ${title(item)}`), element("span", { class: "sio-note" }, told.join(" · ")));
        inner.show(item);
        found.replaceChildren(findingsOf(form.findings, place + 1) ?? "");
      },
    };
  }

  return {
    node: list,
    adder,
    add,
    open,
    show() {
      items().forEach((item, place) => {
        cards[place] ??= makeCard(place);
        cards[place].show(item);
        if (list.children[place]?.firstChild !== cards[place].node) list.append(element("li", {}, cards[place].node));
      });
      while (list.children.length > items().length) list.lastElementChild.remove();
    },
  };
}
