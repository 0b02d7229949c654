import { button, element, frame, sheetBox, unroll } from "../frontend/shared.js";

const SEVERAL = "plusieurs réponses";
const MATCHING = "associer";
const ORDERING = "ordonner";
const HINTS = {
  [SEVERAL]: "Plusieurs réponses sont justes.",
  [MATCHING]: "Choisissez ce qui va avec chaque ligne.",
  [ORDERING]: "Mettez les lignes dans l'ordre, de haut en bas.",
};
let made = 0;

/** Tell whether a reply is right; the order of the indexes counts only where it is what is asked. */
function isRight(question, reply) {
  const given = [MATCHING, ORDERING].includes(question.kind) ? reply : [...reply].sort((a, b) => a - b);
  return given.length === question.solution.length && given.every((index, place) => index === question.solution[place]);
}

/** Return the words of a right answer, a line each. */
function solutionLines(question) {
  if (question.kind === MATCHING) return question.answers.map((left, index) => `${left}\u00a0: ${question.matches[index]}`);
  return question.solution.map((index) => question.answers[index]);
}

/** Make what a question is answered with: its element, and `reply()`, which is null as long as it is not complete. */
function answerView(question, given, locked) {
  if (question.kind === ORDERING) return orderView(question, given, locked);
  return question.kind === MATCHING ? matchView(question, given, locked) : choiceView(question, given, locked);
}

function choiceView(question, given, locked) {
  const type = question.kind === SEVERAL ? "checkbox" : "radio";
  const group = `sio-quiz-${(made += 1)}`;
  const inputs = question.answers.map((_, index) => {
    const input = element("input", { type, name: group, value: index, disabled: locked ? "" : null });
    input.checked = given?.includes(index) ?? false;
    return input;
  });
  const labels = inputs.map((input, index) => element("label", {}, input, element("span", {}, question.answers[index])));
  const reply = () => {
    const chosen = inputs.flatMap((input, index) => (input.checked ? [index] : []));
    return chosen.length ? chosen : null;
  };
  return { view: element("div", { class: "sio-answers" }, ...labels), reply };
}

function matchView(question, given, locked) {
  const selects = question.answers.map((left, line) => {
    const select = element("select", { disabled: locked ? "" : null }, element("option", { value: "" }, "à choisir"));
    for (const index of question.order) select.append(element("option", { value: index }, question.matches[index]));
    select.value = given?.[line] ?? "";
    return select;
  });
  const lines = selects.map((select, line) => element("label", {}, element("span", {}, question.answers[line]), select));
  const reply = () => (selects.every((select) => select.value !== "") ? selects.map((select) => Number(select.value)) : null);
  return { view: element("div", { class: "sio-answers sio-matches" }, ...lines), reply };
}

function orderView(question, given, locked) {
  const order = [...(given ?? question.order)];
  const list = element("ol", { class: "sio-answers" });
  const move = (index, step) => {
    const place = order.indexOf(index);
    if (!(place + step in order)) return;
    [order[place], order[place + step]] = [order[place + step], order[place]];
    show();
    list.querySelector(`[data-move="${index} ${step}"]`)?.focus();
  };
  const mover = (index, step, name, sign) => {
    const button = element("button", { type: "button", "data-move": `${index} ${step}`, "aria-label": `${name}\u00a0: ${question.answers[index]}` }, sign);
    button.addEventListener("click", () => move(index, step));
    return button;
  };
  const show = () =>
    list.replaceChildren(
      ...order.map((index) =>
        element("li", {}, ...(locked ? [] : [mover(index, -1, "Monter", "↑"), mover(index, 1, "Descendre", "↓")]), element("span", {}, question.answers[index])),
      ),
    );
  show();
  return { view: list, reply: () => order };
}

function render({ model, el }) {
  const box = element("form", { class: "sio-question", novalidate: "" });
  const sheet = sheetBox();
  sheet.setAttribute("aria-label", "Correction");
  const numbers = element("div", { class: "sio-controls sio-numbers", role: "group", "aria-label": "Questions" });
  const mode = element("input", { type: "checkbox" });
  const said = element("p", { role: "status", class: "sio-said" });
  let answering = null;
  let setting = false;

  const questions = () => model.get("_questions");
  const answers = () => model.get("answers") ?? {};
  const current = () => Math.min(Math.max(model.get("_current"), 0), questions().length - 1);
  const isShown = () => !model.get("assessment") || model.get("finished");
  const right = (question) => question.id in answers() && isRight(question, answers()[question.id]);

  /** Set some traits, and show what comes of it once. */
  function set(values) {
    setting = true;
    for (const [trait, value] of Object.entries(values)) model.set(trait, value);
    if ("answers" in values) model.set("_mark", mark());
    setting = false;
    show();
    unroll(sheet);
    model.save_changes();
  }

  function mark() {
    const all = questions();
    return { right: all.filter(right).length, answered: all.filter(({ id }) => id in answers()).length, all: all.length };
  }

  function go(index) {
    set({ _current: index });
    box.querySelector("input:not(:disabled), select:not(:disabled), button")?.focus();
  }

  function submit() {
    const question = questions()[current()];
    const reply = answering.reply();
    if (!reply) {
      said.textContent = question.kind === MATCHING ? "Complétez toutes les lignes." : "Choisissez une réponse.";
      return;
    }
    set({ answers: { ...answers(), [question.id]: reply } });
    box.querySelector(".sio-next")?.focus();
  }

  /** Go to the first question without an answer after this one, or to the results. */
  function next() {
    const all = questions();
    const places = all.map((_, step) => (current() + 1 + step) % all.length);
    const open = places.find((place) => !(all[place].id in answers()));
    if (open === undefined) finish();
    else go(open);
  }

  /** The results stand after the last question; those that are looked at again from there stay marked. */
  function finish() {
    set({ finished: true, _current: questions().length });
    box.querySelector("button")?.focus();
  }

  function again(kept) {
    const all = questions();
    const first = all.findIndex(({ id }) => !(id in kept));
    set({ answers: kept, finished: false, _current: Math.max(first, 0) });
  }

  function showNumbers() {
    const signs = { true: ["✓", "juste"], false: ["✗", "faux"] };
    numbers.replaceChildren(
      ...questions().map((question, index) => {
        const isAnswered = question.id in answers();
        const [sign, word] = !isAnswered ? ["", "sans réponse"] : isShown() ? signs[right(question)] : ["•", "répondu"];
        const name = `Question ${index + 1}, ${word}`;
        const isCurrent = index === model.get("_current");
        return button(`${index + 1}${sign && `\u00a0${sign}`}`, () => go(index), { "aria-label": name, "aria-current": isCurrent ? "step" : null });
      }),
    );
  }

  function showQuestion() {
    const question = questions()[current()];
    const isAnswered = question.id in answers();
    const locked = isAnswered && isShown();
    answering = answerView(question, answers()[question.id], locked);
    const title = `Question ${current() + 1} sur ${questions().length}`;
    const legend = element("legend", {}, question.text);
    const hint = HINTS[question.kind] ? element("p", { class: "sio-hint" }, HINTS[question.kind]) : null;
    const controls = element("div", { class: "sio-controls" });
    if (!locked) controls.append(element("button", { type: "submit" }, isAnswered ? "Changer la réponse" : "Valider"));
    const isLast = questions().every(({ id }) => id in answers());
    if (isAnswered || questions().length > 1) controls.append(button(isLast ? "Voir le bilan" : "Suivante", next, { class: "sio-next" }));
    box.replaceChildren(
      element("p", { class: "sio-title" }, element("strong", {}, title), ` (${question.theme})`),
      element("fieldset", {}, legend, hint, answering.view),
      controls,
    );
    sheet.replaceChildren(...(isAnswered && isShown() ? correction(question) : waiting(isAnswered)));
  }

  function waiting(isAnswered) {
    if (!model.get("assessment")) return [element("p", {}, "La correction s'affiche ici dès que vous validez.")];
    return [element("p", {}, isAnswered ? "Réponse notée. La correction vient à la fin." : "Mode évaluation\u00a0: la correction vient à la fin.")];
  }

  function correction(question) {
    const isGood = right(question);
    const parts = [element("h3", {}, isGood ? "Juste." : "Faux.")];
    if (!isGood) {
      const list = element(question.kind === ORDERING ? "ol" : "ul", {}, ...solutionLines(question).map((line) => element("li", {}, line)));
      parts.push(element("h4", {}, "Il fallait répondre"), list);
    }
    parts.push(element("h4", {}, "Pourquoi"), element("p", {}, question.feedback));
    const passages = model.get("_passages");
    const quotes = question.passages.map((id) => element("li", {}, element("q", {}, passages[id] ?? ""), element("span", { class: "sio-passage" }, ` (${id})`)));
    parts.push(element("h4", {}, "Dans le texte"), element("ul", {}, ...quotes));
    return parts;
  }

  function showResults() {
    const all = questions();
    const good = all.filter(right);
    const themes = group(all);
    const head = element("tr", {}, ...["Thème", "Justes", "Questions"].map((title) => element("th", { scope: "col" }, title)));
    const rows = [...themes].map(([theme, list]) =>
      element("tr", {}, element("th", { scope: "row" }, theme), element("td", {}, `${list.filter(right).length}`), element("td", {}, `${list.length}`)),
    );
    const kept = Object.fromEntries(good.map(({ id }) => [id, answers()[id]]));
    const controls = element("div", { class: "sio-controls" });
    if (good.length < all.length) controls.append(button("Reprendre ce qui est faux", () => again(kept)));
    controls.append(button("Tout recommencer", () => again({})));
    box.replaceChildren(
      element("p", { class: "sio-title" }, element("strong", {}, `Bilan\u00a0: ${good.length} juste${good.length > 1 ? "s" : ""} sur ${all.length}`)),
      element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows)),
      controls,
    );
    const wrong = all.filter((question) => !right(question));
    const lines = wrong.map((question) => element("li", {}, `${all.indexOf(question) + 1}. ${question.text}`));
    sheet.replaceChildren(element("h3", {}, wrong.length ? "À revoir" : "Tout est juste."), element("ul", {}, ...lines));
  }

  function group(all) {
    const themes = new Map();
    for (const question of all) themes.set(question.theme, [...(themes.get(question.theme) ?? []), question]);
    return themes;
  }

  function show() {
    said.textContent = "";
    mode.checked = model.get("assessment");
    showNumbers();
    if (model.get("_current") >= questions().length) showResults();
    else showQuestion();
  }

  box.addEventListener("submit", (event) => {
    event.preventDefault();
    submit();
  });
  mode.addEventListener("change", () => set({ assessment: mode.checked }));
  const bar = element("div", { class: "sio-controls" }, element("label", {}, mode, " Mode évaluation\u00a0: la correction à la fin"));
  const source = element("p", { class: "sio-source" }, model.get("_source"));
  const root = frame("sio-quiz", element("div", {}, box, said), element("div", {}, sheet, source));
  root.prepend(numbers, bar);
  show();
  el.append(root);
  const changes = ["answers", "assessment", "finished", "_current", "_questions"].map((trait) => `change:${trait}`);
  const change = () => setting || show();
  for (const name of changes) model.on(name, change);
  return () => changes.forEach((name) => model.off(name, change));
}

export default { render };
