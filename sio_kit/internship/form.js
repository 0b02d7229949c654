import { cardList } from "../forms/cards.js";
import { doneFields, entitled } from "../forms/done.js";
import { NBSP, selectField, textField, titled, workForm } from "../forms/form.js";
import { element } from "../frontend/shared.js";

const START = 70; // characters of what was done that a week's head shows

/** The log of an internship: what to know before leaving, then a card a week. */
function body(form) {
  const { shown, tables } = form;
  const words = (word, label, placeholder) => textField(label, (text) => form.change({ [word]: text }, word), { placeholder });
  const chosen = (word, label, rows) => selectField(label, [["", "(à choisir)"], ...rows.map(({ code, libelle, passage }) => [code, `${libelle} (${passage})`])], (value) => form.change({ [word]: value }));
  const before = [
    ["nom", "Carnet de", words("nom", "Carnet de", "Votre nom")],
    ["organisation", "Organisation", words("organisation", "Organisation", "Chez qui, et ce qu'elle fait")],
    ["cadre", "Cadre", chosen("cadre", "Cadre", tables.cadres)],
    ["role", "Rôle", chosen("role", "Rôle", tables.roles)],
    ["service", "Service rendu", words("service", "Service rendu", "Le service informatique qu'elle reçoit")],
  ];

  // The questions to the tutor

  const questions = element("ol", { class: "sio-to-ask" });
  const rows = [];

  function makeQuestion(place) {
    const text = element("p");
    const help = element("p", { class: "sio-note" });
    const answer = textField(`Question ${place + 1}${NBSP}: sa réponse`, (reponse) => set(place, reponse), { placeholder: "Sa réponse, avec ses mots" });
    return {
      node: element("li", {}, text, help, answer.node),
      show({ texte, reponse }) {
        const known = tables.questions_stage.find(({ question }) => question === texte);
        text.replaceChildren(`${texte}* `, element("span", { class: "sio-passage" }, known ? `(${known.passage})` : "(n'est plus dans les tables)"));
        help.textContent = known?.aide ?? "";
        answer.show(reponse);
      },
    };
  }

  function set(place, reponse) {
    const answered = form.work.questions.map((each, number) => (number === place ? { ...each, reponse } : each));
    form.change({ questions: answered }, `question${place}`);
  }

  function showQuestions() {
    form.work.questions.forEach((each, place) => {
      rows[place] ??= makeQuestion(place);
      rows[place].show(each);
      if (questions.children[place] !== rows[place].node) questions.append(rows[place].node);
    });
    while (questions.children.length > form.work.questions.length) questions.lastElementChild.remove();
    const answered = form.work.questions.filter(({ reponse }) => reponse.trim()).length;
    count.textContent = `Les questions à poser à votre tuteur* (${answered} sur ${form.work.questions.length} ${answered > 1 ? "ont" : "a"} une réponse)`;
  }

  const count = element("summary");

  // A week

  function controls(card) {
    const text = (word, label, placeholder) => textField(card.called(label), (value) => card.set({ [word]: value }, word), { placeholder });
    const { processus, enregistre, criteres, autonomie } = doneFields(form, card);
    const fields = [
      ["semaine", "Semaine", text("semaine", "numéro ou dates", "Semaine 1, ou du 12 au 16 mai")],
      ["fait", "Ce que j'ai fait", text("fait", "ce que j'ai fait", "Deux ou trois lignes, avec des verbes")],
      ["pour", "Pour qui", text("pour", "pour qui, à la demande de qui", "Qui en avait besoin, qui l'a demandé")],
      ["processus", "Processus", processus],
      ["enregistre", "Enregistré (P5)", enregistre],
      ["autonomie", "Autonomie", autonomie],
      ["criteres", "Qualité", criteres],
      ["mots", "Mots appris", text("mots", "mots appris", "Un mot, et ce qu'il veut dire ici")],
      ["titre", "À raconter", text("titre", "la situation à raconter", "Le titre d'un moment que vous raconteriez, ou rien")],
    ];
    return {
      nodes: fields.map(([, label, field]) => entitled(label, field)),
      focus: () => fields[0][2].field.focus(),
      show: (week) => fields.forEach(([word, , field]) => field.show(week[word])),
    };
  }

  const started = (text) => (text.length > START ? `${text.slice(0, START).trimEnd()}…` : text);
  const weeks = cardList(form, {
    word: "semaines",
    what: "Semaine",
    css: "sio-week",
    blank: shown.blank,
    title: ({ semaine }) => semaine.trim() || "sans date",
    note: ({ titre, fait }) => started(titre.trim() || fait.trim()) || "rien d'écrit",
    body: controls,
  });

  const hint = element("p", { class: "sio-note" }, `Un quart d'heure chaque vendredi. Une semaine qui a une ligne «${NBSP}À raconter${NBSP}» devient une situation${NBSP}: enregistrez, puis déposez ce fichier dans «${NBSP}Mon dossier${NBSP}».`);
  const asked = element("details", { class: "sio-asked", open: "" }, count, questions);
  return {
    nodes: [element("h4", {}, "Avant de partir"), ...before.map(([, label, { node }]) => titled(label, node)), asked, element("h4", {}, "Semaine après semaine"), hint, weeks.node, element("div", { class: "sio-tools" }, weeks.adder)],
    show() {
      for (const [word, , field] of before) field.show(form.work[word]);
      showQuestions();
      weeks.show();
    },
    goTo: (place) => weeks.open(place - 1),
    placed: (place) => `semaine ${place}`,
  };
}

export default workForm({ name: "sio-internship", title: "Mon stage", findings: "Ce que demanderait un lecteur", body });
