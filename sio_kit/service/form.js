import { choosePassage } from "../forms/cite.js";
import { findingsOf, menu, NBSP, selectField, textField, titled, workForm } from "../forms/form.js";
import { moved, spliced } from "../forms/work.js";
import { button, element } from "../frontend/shared.js";
import { storyBoard } from "./board.js";
import { NEAR, onDrag } from "../frontend/drag.js";

const ADDED = "ajouté"; // in place of a passage
const PHASES = [
  ["production", "dans la production"],
  ["fourniture", "dans la fourniture"],
  ["", "sans partie"],
];

/** The board on which a student tells a service. */
function body(form) {
  const lanes = form.tables.processus.map(({ code, libelle }) => [code, libelle]);
  const codes = lanes.map(([code]) => code);
  const name = textField("Nom du service", (text) => form.change({ nom: text }, "nom"), { placeholder: "Le nom de votre service" });
  const board = storyBoard({ lanes, colours: form.shown.colours, card: (place) => cardOf(place), add });
  const steps = () => form.work.etapes;

  // What can be done with the steps; places are counted from 0

  function put(list, field) {
    form.change({ etapes: list }, field);
  }

  function set(place, fields, field = null) {
    const step = steps()[place];
    const words = "action" in fields ? { passage: ADDED, motif: "" } : {}; // other words are no quotation any more
    put(spliced(steps(), place, 1, { ...step, ...words, ...fields }), field && `${field}${place}`);
  }

  function add(place, code, phase) {
    const step = { processus: code, appelant: "", phase, action: "", passage: ADDED, motif: "", citations: [] };
    put(spliced(steps(), place, 0, step));
    board.card(place).write();
  }

  function remove(place) {
    put(spliced(steps(), place, 1));
    const next = Math.min(place, steps().length - 1);
    if (next >= 0) board.card(next).handle.focus();
    else board.node.querySelector(".sio-add button").focus();
  }

  /** Move a step to another place, or lane; it takes the part of its new neighbours where they share one. */
  function move(place, to, code, part) {
    const target = Math.min(Math.max(to, 0), steps().length - 1);
    const list = moved(steps(), place, target);
    const [before, after] = [list[target - 1], list[target + 1]];
    const around = before && after ? (before.phase === after.phase ? before.phase : null) : (before ?? after)?.phase;
    const phase = part ?? (target === place ? list[target].phase : (around ?? list[target].phase));
    put(spliced(list, target, 1, { ...list[target], processus: code ?? list[target].processus, phase }));
    board.card(target).handle.focus();
    form.say(`Étape ${target + 1}${NBSP}: ${steps()[target].processus}, ${steps()[target].phase || "sans partie"}.`);
  }

  // A card

  function cardOf(place) {
    const step = () => steps()[place];
    const handle = button("", () => {}, { class: "sio-handle" });
    handle.addEventListener("keydown", (event) => handleKey(event, place));
    const action = textField(`Étape ${place + 1}${NBSP}: ce qui est fait`, (text) => set(place, { action: text }, "action"), {
      placeholder: "Ce qui est fait…",
    });
    action.field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && event.ctrlKey) add(place + 1, step().processus, step().phase);
      else if (event.key === "Escape") handle.focus();
    });
    const callers = [["", "personne ne l'appelle"], ...lanes.map(([code]) => [code, `appelé par ${code}`])];
    const caller = selectField("Appelé par", callers, (code) => set(place, { appelant: code }));
    const quoted = element("div", { class: "sio-quoted" });
    const found = element("div", { class: "sio-found" });
    // Nothing shows up or goes with the focus: what moves under a pressed button is not clicked.
    const tools = menu("⋯", () => [
      ["Monter", () => move(place, place - 1)],
      ["Descendre", () => move(place, place + 1)],
      ["Ajouter une étape après", () => add(place + 1, step().processus, step().phase)],
      ["Citer un passage", () => cite(place)],
      ...lanes.filter(([code]) => code !== step().processus).map(([code]) => [`Passer à ${code}`, () => move(place, place, code)]),
      ...PHASES.filter(([phase]) => phase !== step().phase).map(([phase, label]) => [`Passer ${label}`, () => set(place, { phase })]),
      ["Supprimer", () => remove(place)],
    ], { "aria-label": `Étape ${place + 1}${NBSP}: que faire` });
    const top = element("div", { class: "sio-card-top" }, handle, tools);
    const called = element("div", { class: "sio-called" }, caller.node);
    const node = element("div", {}, top, action.node, called, quoted, found);
    onDrag(handle, { move: (event) => showTarget(event, place), end: (event) => drop(event, place) });
    return {
      node,
      handle,
      write: () => action.field.focus(),
      show(own) {
        handle.textContent = `${place + 1} ${own.processus}`;
        handle.setAttribute("aria-label", `Étape ${place + 1}, ${own.processus}${NBSP}: tirez, ou les flèches, pour la déplacer`);
        action.show(own.action);
        caller.show(own.appelant);
        called.toggleAttribute("data-none", !own.appelant);
        showQuoted(quoted, own, place);
        found.replaceChildren(findingsOf(form.findings, place + 1) ?? "");
      },
    };
  }

  function showQuoted(node, step, place) {
    const shown = JSON.stringify([step.passage, step.citations]);
    if (node.dataset.shown === shown) return;
    node.dataset.shown = shown;
    const own = step.passage === ADDED ? [] : [element("span", { class: "sio-cited", title: textOf(step.passage) }, `mot pour mot${NBSP}: ${step.passage}`)];
    const cited = step.citations.map((id) => {
      const drop = button("×", () => set(place, { citations: step.citations.filter((each) => each !== id) }), { "aria-label": `Ne plus citer ${id}` });
      return element("span", { class: "sio-cited", title: textOf(id) }, `cite ${id} `, drop);
    });
    node.replaceChildren(...own, ...cited);
  }

  const textOf = (id) => form.tables.passages.find((passage) => passage.id === id)?.texte ?? "Ce passage n'existe pas.";

  function cite(place) {
    choosePassage(form, (id) => {
      const { citations } = steps()[place];
      if (!citations.includes(id)) set(place, { citations: [...citations, id] });
    });
  }

  function handleKey(event, place) {
    const lane = codes.indexOf(steps()[place].processus);
    const moves = {
      ArrowUp: () => move(place, place - 1),
      ArrowDown: () => move(place, place + 1),
      ArrowLeft: () => move(place, place, codes[Math.max(lane - 1, 0)]),
      ArrowRight: () => move(place, place, codes[Math.min(lane + 1, codes.length - 1)]),
      Delete: () => remove(place),
      Enter: () => board.card(place).write(),
    };
    if (!moves[event.key]) return;
    event.preventDefault();
    moves[event.key]();
  }

  // Drag a card to another place or lane, or a call from a lane to a card

  function targetOf({ clientX, clientY }, place) {
    const rows = steps().map((_, each) => board.row(each).getBoundingClientRect());
    const before = rows.findIndex((box) => clientY < box.top + box.height / 2);
    const place_ = before < 0 ? rows.length : before;
    return { to: place_ > place ? place_ - 1 : place_, line: place_, code: laneAt(clientX) };
  }

  function laneAt(x) {
    const cells = [...board.row(0).querySelectorAll(".sio-cell")];
    const cell = cells.find((each) => x < each.getBoundingClientRect().right) ?? cells.at(-1);
    return cell.dataset.lane;
  }

  function showTarget(event, place) {
    const { line, code } = targetOf(event, place);
    steps().forEach((_, each) => {
      const row = board.row(each);
      row.toggleAttribute("data-dragged", each === place);
      row.toggleAttribute("data-before", each === line);
      row.toggleAttribute("data-after", line === steps().length && each === line - 1);
    });
    for (const cell of board.node.querySelectorAll(".sio-cell")) cell.toggleAttribute("data-target", cell.dataset.lane === code);
  }

  function clearTarget() {
    for (const name of ["dragged", "before", "after", "target", "calling"]) {
      for (const node of board.node.querySelectorAll(`[data-${name}]`)) node.removeAttribute(`data-${name}`);
    }
  }

  function drop(event, place) {
    clearTarget();
    if (!event) return;
    const box = board.node.getBoundingClientRect();
    const isIn = event.clientX > box.left - NEAR && event.clientX < box.right + NEAR && event.clientY > box.top - NEAR && event.clientY < box.bottom + NEAR;
    if (!isIn) return; // let go elsewhere, it stays where it was
    const { to, code } = targetOf(event, place);
    const adder = document.elementsFromPoint(event.clientX, event.clientY).find((node) => node.matches(".sio-add"));
    move(place, adder ? adder.place - (adder.place > place ? 1 : 0) : to, code, adder?.phase);
  }

  board.node.addEventListener("click", ({ target }) => {
    if (!target.matches(".sio-cell") || target.wasDragged) return;
    const place = Number(target.parentElement.dataset.place);
    add(place + 1, target.dataset.lane, steps()[place].phase);
  });
  onDrag(board.node, {
    begins: ({ target }) => target.matches(".sio-cell"),
    move: ({ origin }) => origin.setAttribute("data-calling", ""),
    end(event, origin) {
      clearTarget();
      const row = origin.parentElement;
      const under = event && document.elementsFromPoint(event.clientX, event.clientY).find((node) => node.closest?.(".sio-card"));
      if (under && row.contains(under)) set(Number(row.dataset.place), { appelant: origin.dataset.lane });
    },
  });

  const hint = element("p", { class: "sio-note" }, "Cliquez dans une colonne pour ajouter une étape. Tirez une carte par son numéro, ou déplacez-la avec les flèches.");
  return {
    nodes: [titled("Service", name.node), hint, board.node],
    show() {
      name.show(form.work.nom);
      board.show(form.work.etapes);
    },
    goTo(place) {
      board.row(place - 1)?.scrollIntoView({ block: "center" });
      board.card(place - 1)?.write();
    },
  };
}

export default workForm({ name: "sio-workshop", title: "Mon service, étape par étape", findings: "Ce que dit le référentiel", body });
