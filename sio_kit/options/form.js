import { marks, NBSP, textField, titled, workForm } from "../forms/form.js";
import { same } from "../forms/work.js";
import { button, element } from "../frontend/shared.js";

const ANSWERS = ["j'ai déjà fait", "j'aimerais", "pas pour moi", "je ne sais pas"];

/** One sentence at a time, the missions last; four answers, a line for why; then the answers beside the options. */
function body(form) {
  const sentences = form.shown.sentences;
  const usual = sentences.filter(({ mission }) => !mission).length;
  let place = 0;
  let reporting = false;

  const replies = () => new Map(form.work.reponses.map((reply) => [reply.texte, reply]));
  const replyTo = (text) => replies().get(text) ?? { texte: text, reponse: "", pourquoi: "" };

  function reply(fields, field) {
    const { texte } = sentences[place];
    const given = { ...replyTo(texte), ...fields };
    const others = form.work.reponses.filter((each) => each.texte !== texte);
    const all = given.reponse || given.pourquoi ? [...others, given] : others;
    const order = new Map(sentences.map((each, index) => [each.texte, index]));
    const rank = ({ texte: text }) => order.get(text) ?? sentences.length;
    form.change({ reponses: all.map((each, index) => [each, index]).sort(([one, i], [two, j]) => rank(one) - rank(two) || i - j).map(([each]) => each) }, field && `${field}${place}`);
  }

  function go(to) {
    place = Math.min(Math.max(to, 0), sentences.length - 1);
    show();
    quote.focus();
  }

  function answerWith(reponse) {
    const first = reponse && !replyTo(sentences[place].texte).reponse;
    reply({ reponse });
    if (first) why.field.focus();
  }

  function nextUnanswered() {
    const known = replies();
    const order = sentences.map((_, index) => (place + 1 + index) % sentences.length);
    return order.find((index) => !known.get(sentences[index].texte)?.reponse);
  }

  /** What a sentence is called: its rank among its own kind, and that a mission is promised to nobody. */
  function called(index) {
    return index < usual ? `Phrase ${index + 1} sur ${usual}` : `Mission ${index + 1 - usual} sur ${sentences.length - usual}, selon la taille`;
  }

  const progress = element("div", { class: "sio-progress", role: "group", "aria-label": "Les phrases" });
  const dots = sentences.map((_, index) => {
    const dot = button("", () => go(index));
    if (index === usual) dot.setAttribute("data-first-mission", "");
    progress.append(dot);
    return dot;
  });
  const quote = element("blockquote", { class: "sio-sentence", tabindex: "-1" });
  const answers = marks("Ma réponse", ANSWERS.map((each) => [each, each]), answerWith, { optional: true });
  answers.node.classList.add("sio-big");
  const why = textField("Pourquoi", (pourquoi) => reply({ pourquoi }, "pourquoi"), { placeholder: "Pourquoi\u00a0? Si vous voulez, en une ligne." });
  const previous = button("← Précédente", () => go(place - 1));
  const next = button("Suivante →", () => go(place + 1));
  const missing = button("Prochaine sans réponse", () => go(nextUnanswered()));
  const turn = button("Voir mon bilan", () => {
    reporting = !reporting;
    show();
  });
  const questions = element("div", { class: "sio-questions" }, progress, quote, answers.node, titled("Pourquoi", why.node), element("div", { class: "sio-tools" }, previous, next, missing));
  const report = element("div", { class: "sio-report", "aria-live": "polite" });

  let asked = 0;
  async function showReport() {
    const number = (asked += 1);
    if (!report.children.length) report.replaceChildren(element("p", { class: "sio-coming" }, "Le bilan arrive…"));
    const zones = await form.asked("report", form.work);
    if (zones && number === asked) report.replaceChildren(...zones.map(zoneNode), element("p", { class: "sio-verdict-none" }, form.shown.noVerdict));
  }

  function zoneNode({ zone, title, groups }) {
    const parts = groups.flatMap(({ answer, entries }) => [element("h5", {}, answer), element("ul", {}, ...entries.map(entryNode))]);
    const node = element("div", { class: "sio-zone" }, element("h4", {}, title), ...parts);
    node.style.setProperty("--fill", form.shown.colours[zone]?.[0] ?? "var(--sio-line)");
    return node;
  }

  function entryNode({ text, passages, why: reason }) {
    return element("li", {}, text, element("span", { class: "sio-passage" }, ` (${passages})`), reason.trim() ? element("em", {}, reason) : null);
  }

  function show() {
    questions.hidden = reporting || !sentences.length;
    report.hidden = !reporting;
    turn.textContent = reporting ? "Revenir aux phrases" : "Voir mon bilan";
    if (reporting) return void showReport();
    if (!sentences.length) return;
    const { texte, added } = sentences[place];
    const own = replyTo(texte);
    quote.replaceChildren(element("span", { class: "sio-count" }, called(place)), added ? `${texte}*` : `«${NBSP}${texte}${NBSP}»`);
    answers.show(own.reponse);
    why.show(own.pourquoi);
    const known = replies();
    dots.forEach((dot, index) => {
      const answer = known.get(sentences[index].texte)?.reponse;
      dot.toggleAttribute("data-done", Boolean(answer));
      dot.setAttribute("aria-label", `${called(index)}${NBSP}: ${answer || "sans réponse"}`);
      if (index === place) dot.setAttribute("aria-current", "true");
      else dot.removeAttribute("aria-current");
    });
    previous.setAttribute("aria-disabled", String(place === 0));
    next.setAttribute("aria-disabled", String(place === sentences.length - 1));
    const left = nextUnanswered();
    missing.setAttribute("aria-disabled", String(left === undefined));
    missing.textContent = left === undefined ? "Toutes ont une réponse" : "Prochaine sans réponse";
  }

  const empty = sentences.length ? null : element("p", {}, "Les tables n'ont aucune intervention à montrer.");
  /** Show the sentence whose reply has just been undone or redone. */
  function travelled(before) {
    const known = replies();
    const old = new Map(before.reponses.map((each) => [each.texte, each]));
    const changed = sentences.findIndex(({ texte }) => !same(known.get(texte) ?? null, old.get(texte) ?? null));
    if (changed >= 0) place = changed;
  }

  return { nodes: [empty, questions, report, element("div", { class: "sio-tools" }, turn)].filter(Boolean), show, travelled };
}

export default workForm({ name: "sio-journal", title: "Où en suis-je\u00a0?", findings: "", body });
