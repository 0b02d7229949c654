// What one does to the service where a kernel runs it: who acts and who calls is said before what is done.

import { button, element } from "../frontend/shared.js";

const EVERY = 3000; // milliseconds between two measures

function field(label, control) {
  return element("label", { class: "sio-mail-field" }, element("span", {}, label), control);
}

function options(select, pairs) {
  const before = select.value;
  select.replaceChildren(...pairs.map(([value, label]) => element("option", { value }, label)));
  if (pairs.some(([value]) => String(value) === before)) select.value = before;
}

/** Make the forms; `offer` takes what can be done now, as the kernel says it; `stop` ends the watch. */
export function actions(kernel, { processes, incidents }) {
  const select = () => element("select");
  const [who, caller, what, value, incident, sender] = [select(), select(), select(), select(), select(), select()];
  const names = processes.map(([code, label]) => [code, `${code} ${label}`]);
  const said = element("p", { class: "sio-mail-said", role: "status" });
  const input = (label) => element("input", { type: "text", "aria-label": label, placeholder: label });
  const [to, subject, text] = [input("À"), input("Objet"), input("Message")];
  const valueField = field("Valeur", value);
  let operations = [];
  let [turn, waiting, timer] = [Promise.resolve(), 0, null];
  options(who, [["", "…"], ...names]);
  options(caller, [["?", "…"], ["", "personne"], ...names]);
  options(incident, Object.entries(incidents).map(([code, { answer }]) => [code, answer.title]));

  function showValues() {
    const own = operations.find(([, name]) => name === what.value)?.[2] ?? [];
    options(value, own.map((label, place) => [place, label]));
    valueField.hidden = !own.length;
  }

  function offer(answer) {
    operations = answer.operations;
    options(what, [["", "…"], ...operations.map(([label, name]) => [name, label])]);
    options(sender, answer.desks.map((name) => [name, name]));
    showValues();
  }

  /** Ask one thing after the other; a measure is left out while something else is done. */
  function ask(name, ...given) {
    if (name === "probe" && waiting) return;
    waiting += 1;
    turn = turn.then(() => askNow(name, ...given)).finally(() => (waiting -= 1));
  }

  async function askNow(name, ...given) {
    try {
      const answer = await kernel.ask(name, ...given);
      offer(answer);
      if (name !== "probe") said.textContent = answer.said;
    } catch (error) {
      said.textContent = error.message;
      watch(false);
    }
  }

  function act() {
    if (!who.value || caller.value === "?" || !what.value) {
      said.textContent = "Dites d'abord quel processus agit, qui l'appelle, et ce qui est fait.";
      return;
    }
    ask("act", who.value, caller.value, what.value, valueField.hidden ? -1 : Number(value.value));
    who.value = "";
    caller.value = "?";
  }

  const watching = button("Surveiller", () => watch(!timer));
  watching.setAttribute("aria-pressed", "false");
  function watch(on) {
    clearInterval(timer);
    timer = on ? setInterval(() => document.hidden || ask("probe"), EVERY) : null;
    watching.setAttribute("aria-pressed", String(Boolean(on)));
  }

  what.addEventListener("change", showValues);
  const node = element(
    "div",
    { class: "sio-mail-actions", role: "group", "aria-label": "Agir" },
    element("div", { class: "sio-mail-row" }, field("Quel processus agit\u00a0?", who), field("Appelé par", caller), field("Ce qui est fait", what), valueField, button("Agir", act)),
    element("div", { class: "sio-mail-row" }, field("Incident", incident), button("Faire arriver", () => ask("strike", incident.value)), button("Courrier du matin", () => ask("morning")), watching),
    element("details", {}, element("summary", {}, "Écrire un message"), element("div", { class: "sio-mail-row" }, field("De", sender), to, subject, text, button("Envoyer", () => ask("write", sender.value, to.value, subject.value, text.value)))),
    said,
  );
  return { node, offer, stop: () => watch(false) };
}
