import { kernelOf } from "../forms/judge.js";
import { ballot, controls, player, verdict } from "../frontend/play.js";
import { element, follow, frame, sheetBox, sheetView, store } from "../frontend/shared.js";
import { shade } from "../service/board.js";
import { actions } from "./actions.js";
import { panels } from "./panels.js";
import { probeChart } from "./chart.js";

const STOPS = ["acte", "incident", "réparé", "évité"];
const NAMES = { incident: "Incident", "réparé": "Réparé", "évité": "Évité" };

/** Return the events as steps: each act or incident with what follows it until the next; what comes first joins it. */
function stepsOf(events) {
  const steps = [];
  events.forEach((event, place) => {
    if (STOPS.includes(event.nature)) steps.push({ event, end: place + 1 });
    else if (steps.length) steps.at(-1).end = place + 1;
  });
  return steps;
}

/** Return the state after some events: each says only what changed. */
function stateAfter(events) {
  return events.reduce((state, event) => ({ ...state, ...event.etat }), { en_service: {}, base: {} });
}

/** Return the codes of what runs and is not what the database says. */
function unrecorded({ en_service: running, base }) {
  return Object.keys(running).filter((code) => base[code] !== running[code]);
}

const number = (value) => String(value).replace(".", ",");

/** Show the state in a few words, each with its figure. */
function stateLine(state) {
  const missing = unrecorded(state).length;
  const promised = state.engagement?.disponibilite;
  const held = state.disponibilite === null || state.disponibilite === undefined || promised === undefined ? null : state.disponibilite >= promised;
  const facts = [
    ["Serveur", state.serveur ? "en marche" : "arrêté", state.serveur ? "well" : "ill"],
    ["Service", state.fourni ? "à disposition" : "en production", ""],
    ["Messages", String(state.messages ?? 0), ""],
    ["Disponibilité", held === null ? "pas mesurée" : `${number(state.disponibilite)}\u00a0% sur ${promised}\u00a0%`, held === null ? "" : held ? "well" : "ill"],
    ["À enregistrer", String(missing), missing ? "ill" : "well"],
  ];
  const list = element("div", { class: "sio-mail-state", role: "group", "aria-label": "État du service" });
  for (const [name, value, how] of facts) {
    const sign = { well: "✓ ", ill: "✗ ", "": "" }[how];
    list.append(element("div", { "data-how": how || null }, element("span", {}, name), element("strong", {}, `${sign}${value}`)));
  }
  return list;
}

function render({ model, el }) {
  const incidents = model.get("_incidents");
  const processes = model.get("_processes");
  const colours = model.get("_colours");
  const sheet = sheetBox();
  const [votes, revealed] = [new Map(), new Set()];
  const read = () => JSON.parse(model.get("_run"));
  let events = read();
  let steps = stepsOf(events);
  const last = () => Math.max(steps.length, 1);
  const go = (where) => store(model, "step", Math.min(Math.max(where(model.get("step")), 1), last()));
  const bar = controls(last(), (where) => go((step) => Math.min(where(step), last())));
  bar.last.onclick = () => go(last);
  const [toggle, stop, forget] = player(
    bar.play,
    () => model.get("step") >= last(),
    (restart) => go((step) => (restart ? 1 : step + 1)),
  );
  const state = element("div", {});
  const chart = element("figure", { class: "sio-mail-probe" });
  const view = panels(model, { colours, shade });

  /** Show the current event, or ask who acts on it. */
  function tell(step, event) {
    const asked = model.get("guessing") && event.nature === "incident" && !revealed.has(step);
    const own = incidents[event.code];
    const where = `Étape ${step} sur ${last()}, ${event.heure}`;
    if (event.nature === "acte") {
      const caller = event.appelant ? `, appelé par ${event.appelant}` : "";
      sheet.replaceChildren(element("h3", {}, `${event.processus}${caller}\u00a0: ${event.texte}`));
    } else if (asked) {
      const box = votes.get(step) ?? votes.set(step, new Map()).get(step);
      const reveal = () => {
        revealed.add(step);
        show();
        sheet.focus();
      };
      sheet.replaceChildren(own ? sheetView(own.question, () => {}) : element("h3", {}, event.titre), element("p", {}, `Le service\u00a0: ${event.texte}`), ballot(processes, box, reveal));
    } else {
      const told = model.get("guessing") || event.nature === "réparé";
      sheet.replaceChildren(element("h3", {}, `${NAMES[event.nature]}\u00a0: ${event.titre}`), element("p", {}, `Le service\u00a0: ${event.texte}`));
      if (told && own) {
        if (votes.has(step) && event.nature === "incident") sheet.append(verdict(votes.get(step), own.processus) ?? "");
        const answer = sheetView(own.answer, () => {});
        answer.querySelector("h3").remove();
        sheet.append(answer);
      } else if (event.nature === "incident") {
        sheet.append(element("p", {}, event.vu));
        if (own) sheet.append(element("details", {}, element("summary", {}, "Un indice"), own.indice));
      }
    }
    sheet.prepend(element("p", { class: "sio-mail-when" }, where));
  }

  function show() {
    const step = Math.min(model.get("step"), last());
    const seen = events.slice(0, steps[step - 1]?.end ?? events.length);
    const now = stateAfter(seen);
    state.replaceChildren(stateLine(now));
    chart.replaceChildren(...probeChart(seen.filter(({ nature }) => nature === "sonde"), now.engagement));
    view.show(seen, now, unrecorded(now));
    if (steps.length) tell(step, steps[step - 1].event);
    else sheet.replaceChildren(element("h3", {}, "Rien n'est encore fait."), element("p", {}, "Commencez par les besoins de l'organisation."));
    bar.slider.max = last();
    bar.slider.value = step;
    bar.slider.setAttribute("aria-valuetext", `Étape ${step} sur ${last()}`);
    for (const button of [bar.first, bar.previous]) button.setAttribute("aria-disabled", String(step === 1));
    for (const button of [bar.last, bar.next]) button.setAttribute("aria-disabled", String(step === last()));
    bar.guess.setAttribute("aria-pressed", String(model.get("guessing")));
  }

  function take() {
    events = read();
    steps = stepsOf(events);
    show();
  }

  bar.guess.addEventListener("click", () => store(model, "guessing", !model.get("guessing")));
  const live = element("div", { hidden: "" });
  const root = frame(
    "sio-mail",
    element("div", {}, bar.bar, live, sheet),
    element("div", {}, state, chart, view.node, element("p", { class: "sio-source" }, model.get("_source"))),
  );
  const title = model.get("_recorded") ? "Laboratoire de messagerie\u00a0: un essai enregistré" : "Laboratoire de messagerie";
  root.prepend(element("h3", { class: "sio-title" }, title));
  root.addEventListener("keydown", (event) => {
    const moves = { ArrowRight: 1, ArrowLeft: -1 };
    if (event.target.closest("input, select, textarea, summary, [role=tablist]") || event.target === sheet) return;
    if (event.key in moves) go((step) => step + moves[event.key]);
    else if (event.key === "Home") go(() => 1);
    else if (event.key === "End") go(last);
    else return;
    event.preventDefault();
  });
  el.append(root);
  const ends = [follow(model, ["step", "guessing"], show), follow(model, "_run", take), stop, forget];
  if (!model.get("_recorded")) {
    const kernel = kernelOf(model, () => {});
    const form = actions(kernel, { processes, incidents });
    live.append(form.node);
    const offered = (answer) => {
      live.hidden = false;
      form.offer(answer);
    };
    kernel.ask("here").then(offered, () => {});
    ends.push(form.stop, kernel.forget);
  }
  return () => ends.forEach((end) => end());
}

export default { render };
