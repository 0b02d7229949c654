import { cardList } from "../forms/cards.js";
import { choosePassage } from "../forms/cite.js";
import { doneFields, entitled, picked, sentences, toggles } from "../forms/done.js";
import { NBSP, selectField, textField, titled, workForm } from "../forms/form.js";
import { button, element } from "../frontend/shared.js";

const WAIT = 1000; // milliseconds between two looks for somebody who judges
const START = 90; // characters of a passage that a card shows

/** A dossier: a card a situation, and what they cover together. */
function body(form) {
  const { shown, tables } = form;
  const name = textField("Nom du dossier", (nom) => form.change({ nom }, "nom"), { placeholder: "Votre nom, ou celui du dossier" });
  const situations = () => form.work.situations;
  const coverage = element("div", { class: "sio-coverage", role: "region", "aria-label": "Ce que couvre le dossier" });

  /** Make the controls of a situation. */
  function controls(card) {
    const { own, set, called } = card;
    const words = (word, what, placeholder) => textField(called(what), (text) => set({ [word]: text }, word), { placeholder });
    const put = (value) => own().passages.includes(value) || set({ passages: [...own().passages, value] });
    const environments = tables.environnements.map(({ code, libelle }) => [code, libelle]);
    const { processus, enregistre, criteres, autonomie } = doneFields(form, card);
    const fields = [
      ["titre", "Titre", words("titre", "titre", "Ce que j'ai fait, en une ligne")],
      ["nature", "Nature", selectField(called("nature"), [["", "(à choisir)"], ...shown.natures.map((each) => [each, each])], (nature) => set({ nature }))],
      ["contexte", "Contexte", words("contexte", "contexte", "Chez qui, dans quelle équipe, qui demandait quoi")],
      ["service", "Service rendu", words("service", "service rendu", "Ce que l'organisation cliente reçoit")],
      ["processus", "Processus", processus],
      ["enregistre", "Enregistré (P5)", enregistre],
      ["interventions", "Interventions", sentences(form, card, "interventions", "interventions", "Choisir une intervention", ["intervention", "interventions"], shown.interventions)],
      ["environnements", "Environnements", toggles(called("environnements"), environments, (environnements) => set({ environnements }))],
      ["criteres", "Qualité", criteres],
      ["autonomie", "Autonomie", autonomie],
      ["preuves", "Preuves", words("preuves", "preuves", "Un fichier ou un lien par ligne")],
      ["passages", "Passages", picked(called("passages"), "Citer un passage", passageText, (passages) => set({ passages }), () => choosePassage(form, put))],
    ];
    return {
      nodes: fields.map(([, label, field]) => entitled(label, field)),
      focus: () => fields[0][2].field.focus(),
      show: (situation) => fields.forEach(([word, , field]) => field.show(situation[word])),
    };
  }

  const cards = cardList(form, {
    word: "situations",
    what: "Situation",
    css: "sio-situation",
    blank: shown.blank,
    title: ({ titre }) => titre.trim() || "sans titre",
    note: ({ processus }) => processus.map(({ code }) => code).join(", ") || "sans processus",
    body: controls,
  });

  function passageText(id) {
    const text = tables.passages.find((passage) => passage.id === id)?.texte;
    if (!text) return `${id}${NBSP}: ce passage n'existe pas`;
    const start = text.length > START ? `${text.slice(0, text.lastIndexOf(" ", START))} (…)` : text;
    return `«${NBSP}${start}${NBSP}» (${id})`;
  }

  // What the situations cover, as Python says

  let asked = null;
  async function showCoverage() {
    coverage.hidden = !situations().length;
    if (!situations().length || asked === form.work) return;
    if (!form.judge.where()) return void waitForJudge();
    const work = (asked = form.work);
    const told = await form.asked("report", work);
    if (told && work === form.work) coverage.replaceChildren(element("h4", {}, "Ce que couvre le dossier"), tableNode(told), missingNode(told), shownNode(told.interventions));
  }

  let waiting = null;
  function waitForJudge() {
    clearTimeout(waiting);
    waiting = setTimeout(() => form.root.isConnected && showCoverage(), WAIT);
  }

  function tableNode({ codes, rows, totals, interventions }) {
    const cells = (tag, each, attributes = {}) => each.map((text) => element(tag, attributes, text));
    const head = element("tr", {}, ...cells("th", ["Situation", ...codes, "Interv."], { scope: "col" }));
    const lines = rows.map(({ title, cells: own, count }) => element("tr", {}, element("th", { scope: "row" }, title), ...cells("td", [...own, String(count)])));
    const sums = totals.map((count) => element("td", {}, element(count ? "span" : "strong", {}, String(count))));
    const done = interventions.filter((each) => each.situations.length).length;
    lines.push(element("tr", { class: "sio-sums" }, element("th", { scope: "row" }, "Situations"), ...sums, element("td", {}, `${done} sur ${interventions.length}`)));
    return element("table", {}, element("thead", {}, head), element("tbody", {}, ...lines));
  }

  function missingNode({ codes, totals }) {
    const missing = codes.filter((_, number) => !totals[number]);
    return element("p", {}, missing.length ? element("strong", {}, `Manque${NBSP}: ${missing.join(", ")}.`) : "Chaque processus a une situation.");
  }

  let unfolded = false;
  function shownNode(interventions) {
    const items = interventions.map(({ text, options, passages, situations: own }) => {
      const where = own.length ? `situation${own.length > 1 ? "s" : ""} ${own.join(", ")}` : "manque";
      return element("li", {}, `${text} (${options}, ${passages})${NBSP}: `, element(own.length ? "span" : "strong", {}, where));
    });
    const node = element("details", { class: "sio-shown" }, element("summary", {}, "Chaque intervention, et où elle est montrée"), element("ul", {}, ...items));
    node.open = unfolded;
    node.addEventListener("toggle", () => (unfolded = node.open));
    return node;
  }

  const hint = element("p", { class: "sio-note" }, "Une situation\u00a0: un TP, un projet, un moment de stage. Un travail enregistré dans l'atelier, le choix argumenté, la grille, le laboratoire ou le carnet de stage se reprend tel quel\u00a0: déposez son fichier ici.");
  const takes = button("Reprendre un travail…", () => form.chooser.click());
  return {
    nodes: [titled("Dossier", name.node), hint, cards.node, element("div", { class: "sio-tools" }, cards.adder, takes), coverage],
    show() {
      name.show(form.work.nom);
      cards.show();
      showCoverage();
    },
    goTo: (place) => cards.open(place - 1),
    placed: (place) => `situation ${place}`,
    async adopt(data, file) {
      if (!shown.taken.includes(data?.format)) return false;
      const found = await form.asked("taken", data, file);
      if (found) {
        cards.add(...found);
        const [count, out] = found.length > 1 ? [`${found.length} situations viennent`, "les retire"] : ["Une situation vient", "la retire"];
        form.say(`${count} de «${NBSP}${file}${NBSP}». «${NBSP}Annuler${NBSP}» ${out}.`);
      }
      return true;
    },
  };
}

export default workForm({ name: "sio-portfolio", title: "Mon dossier de situations", findings: "Ce que demanderait un lecteur", body });
