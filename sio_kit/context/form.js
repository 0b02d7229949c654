import { findingsOf, marks, NBSP, textField, titled, workForm } from "../forms/form.js";
import { spliced } from "../forms/work.js";
import { element } from "../frontend/shared.js";

const ANSWERS = ["oui", "en partie", "pas encore", "sans objet"];

/** The quality criteria as rows: how far one's own work meets each, and what shows it. */
function body(form) {
  const name = textField("Mon travail", (nom) => form.change({ nom }, "nom"), { placeholder: "Quel travail regardez-vous ?" });
  const set = (place, fields, field) => form.change({ criteres: spliced(form.work.criteres, place, 1, { ...form.work.criteres[place], ...fields }) }, field && `${field}${place}`);
  const passages = new Map(form.shown.criteria.map(({ texte, passage, added }) => [texte, { passage, added }]));
  const rows = [];
  const list = element("ol", { class: "sio-criteria" });
  const done = element("p", { class: "sio-note" });

  function makeRow(place) {
    const text = element("p", { class: "sio-quality" });
    const answer = marks(`Critère ${place + 1}${NBSP}: atteint`, ANSWERS.map((each) => [each, each]), (reponse) => set(place, { reponse }), { optional: true });
    const proof = textField(`Critère ${place + 1}${NBSP}: ce qui le montre`, (preuve) => set(place, { preuve }, "preuve"), { placeholder: "Ce qui le montre…" });
    const found = element("div", { class: "sio-found" });
    return {
      node: element("li", {}, text, answer.node, proof.node, found),
      write: () => proof.field.focus(),
      show(criterion) {
        const known = passages.get(criterion.texte);
        const isQuoted = known && !known.added;
        text.replaceChildren(isQuoted ? `«${NBSP}${criterion.texte}${NBSP}» ` : `${criterion.texte}* `, element("span", { class: "sio-passage" }, known ? `(${known.passage})` : "(n'est plus dans les tables)"));
        answer.show(criterion.reponse);
        proof.show(criterion.preuve);
        found.replaceChildren(findingsOf(form.findings, place + 1) ?? "");
      },
    };
  }

  return {
    nodes: [titled("Mon travail", name.node), done, list],
    show() {
      const { criteres } = form.work;
      name.show(form.work.nom);
      criteres.forEach((criterion, place) => {
        rows[place] ??= makeRow(place);
        rows[place].show(criterion);
        if (list.children[place] !== rows[place].node) list.append(rows[place].node);
      });
      while (list.children.length > criteres.length) list.lastElementChild.remove();
      const answered = criteres.filter(({ reponse }) => reponse).length;
      done.textContent = `${answered} critère${answered > 1 ? "s" : ""} sur ${criteres.length} ${answered > 1 ? "ont" : "a"} une réponse.`;
    },
    goTo: (place) => rows[place - 1]?.write(),
  };
}

export default workForm({ name: "sio-grid-form", title: "Mon travail devant les critères de qualité", findings: "Ce qui manque", body });
