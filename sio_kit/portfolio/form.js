import { choosePassage, chooseSentence } from "../forms/cite.js";
import { button, findingsOf, menu, NBSP, selectField, textField, titled, workForm } from "../forms/form.js";
import { moved, spliced } from "../forms/work.js";
import { element } from "../frontend/shared.js";

const CALLS = "fait appel à";
const WAIT = 1000; // milliseconds between two looks for somebody who judges
const START = 90; // characters of a passage that a card shows

/** Make choices of which several can be marked: `[value, label]` each. What no choice has is shown too, to be taken back. */
function toggles(label, choices, take) {
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
function picked(label, said, textOf, take, choose) {
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

/** A dossier: a card a situation, and what they cover together. */
function body(form) {
  const { shown, tables } = form;
  const name = textField("Nom du dossier", (nom) => form.change({ nom }, "nom"), { placeholder: "Votre nom, ou celui du dossier" });
  const situations = () => form.work.situations;
  const processes = tables.processus.map(({ code, libelle }) => [code, libelle]);
  const callersOf = (code) => tables.liens.filter(({ nature, cible }) => nature === CALLS && cible === code).map(({ source }) => source);
  const cards = [];
  const list = element("ol", { class: "sio-situations" });
  const coverage = element("div", { class: "sio-coverage", role: "region", "aria-label": "Ce que couvre le dossier" });

  const put = (works) => form.change({ situations: works });

  function add(situation) {
    put([...situations(), situation]);
    open(situations().length - 1);
  }

  function open(place) {
    cards[place].node.open = true;
    cards[place].write();
  }

  function move(place, to) {
    if (to < 0 || to >= situations().length) return;
    const opened = moved(cards.slice(0, situations().length).map(({ node }) => node.open), place, to);
    put(moved(situations(), place, to));
    opened.forEach((each, number) => (cards[number].node.open = each));
    cards[to].summary.focus();
    form.say(`Situation ${place + 1}${NBSP}: elle est maintenant la ${to + 1}${to ? "e" : "re"}.`);
  }

  function remove(place) {
    const opened = spliced(cards.slice(0, situations().length).map(({ node }) => node.open), place, 1);
    put(spliced(situations(), place, 1));
    opened.forEach((each, number) => (cards[number].node.open = each));
    (cards[Math.min(place, situations().length - 1)]?.summary ?? adder).focus();
    form.say(`Situation ${place + 1} supprimée. «${NBSP}Annuler${NBSP}» la ramène.`);
  }

  // A card

  function makeCard(place) {
    const own = () => situations()[place];
    const set = (fields, field = null) => put_(place, { ...own(), ...fields }, field && `${field}${place}`);
    const put_ = (at, situation, field) => form.change({ situations: spliced(situations(), at, 1, situation) }, field);
    const called = (what) => `Situation ${place + 1}${NBSP}: ${what}`;
    const words = (word, what, placeholder) => textField(called(what), (text) => set({ [word]: text }, word), { placeholder });
    const title = words("titre", "titre", "Ce que j'ai fait, en une ligne");
    const nature = selectField(called("nature"), [["", "(à choisir)"], ...shown.natures.map((each) => [each, each])], (value) => set({ nature: value }));
    const context = words("contexte", "contexte", "Chez qui, dans quelle équipe, qui demandait quoi");
    const service = words("service", "service rendu", "Ce que l'organisation cliente reçoit");
    const recorded = words("enregistre", "ce qui a été enregistré", "Ce que j'ai enregistré, et où");
    const proofs = words("preuves", "preuves", "Un fichier ou un lien par ligne");
    const process = toggles(called("processus"), processes.map(([code, libelle]) => [code, `${code} ${libelle}`]), (codes) => {
      const known = new Map(own().processus.map((each) => [each.code, each]));
      set({ processus: codes.map((code) => known.get(code) ?? { code, appelants: [] }) });
    });
    const callers = element("div", { class: "sio-callers" });
    const callerRows = new Map();
    const autonomy = toggles(called("autonomie"), shown.autonomy.map((each) => [each, each]), (autonomie) => set({ autonomie }));
    const environments = toggles(called("environnements"), tables.environnements.map(({ code, libelle }) => [code, libelle]), (environnements) => set({ environnements }));
    const put1 = (word) => (value) => own()[word].includes(value) || set({ [word]: [...own()[word], value] });
    const sentence = (from) => (value) => {
      const found = from.find((each) => each.value === value);
      return found ? `${found.texte} (${found.id})` : `${value}* (n'est pas dans les tables)`;
    };
    const interventions = picked(called("interventions"), "Choisir une intervention", sentence(shown.interventions), (values) => set({ interventions: values }), () =>
      chooseSentence(form, "Choisir une intervention", ["intervention", "interventions"], shown.interventions, put1("interventions")));
    const criteria = picked(called("critères de qualité"), "Choisir un critère", sentence(shown.criteria), (criteres) => set({ criteres }), () =>
      chooseSentence(form, "Choisir un critère", ["critère", "critères"], shown.criteria, put1("criteres")));
    const passages = picked(called("passages"), "Citer un passage", passageText, (values) => set({ passages: values }), () => choosePassage(form, put1("passages")));
    const found = element("div", { class: "sio-found" });
    const summary = element("summary");
    const tools = menu("⋯", () => [
      ["Monter", () => move(place, place - 1)],
      ["Descendre", () => move(place, place + 1)],
      ["Supprimer", () => remove(place)],
    ], { "aria-label": called("que faire") });
    const fields = [
      ["Titre", title], ["Nature", nature], ["Contexte", context], ["Service rendu", service], ["Processus", process], ["Enregistré (P5)", recorded],
      ["Interventions", interventions], ["Environnements", environments], ["Qualité", criteria], ["Autonomie", autonomy], ["Preuves", proofs], ["Passages", passages],
    ].map(([label, field]) => titled(label, field.node));
    fields[4].append(callers);
    const node = element("details", { class: "sio-situation" }, summary, element("div", { class: "sio-situation-inner" }, ...fields, found, element("div", { class: "sio-tools" }, tools)));
    node.open = place === 0;

    /** Show a row of callers for each process that can be called. */
    function showCallers({ processus }) {
      const rows = processus.filter(({ code, appelants }) => callersOf(code).length || appelants.length).map(({ code, appelants }) => {
        if (!callerRows.has(code)) {
          const row = toggles(called(`${code} appelé par`), callersOf(code).map((each) => [each, each]), (values) => set({ processus: own().processus.map((each) => (each.code === code ? { ...each, appelants: values } : each)) }));
          callerRows.set(code, { row, node: element("div", { class: "sio-caller" }, element("span", { "aria-hidden": "true" }, `${code} appelé par`), row.node) });
        }
        callerRows.get(code).row.show(appelants);
        return callerRows.get(code).node;
      });
      if (rows.length !== callers.children.length || rows.some((row, number) => callers.children[number] !== row)) callers.replaceChildren(...rows);
    }

    return {
      node,
      summary,
      write: () => title.field.focus(),
      show(situation) {
        const asked = form.findings.filter((each) => each.place === place + 1).length;
        const told = [situation.processus.map(({ code }) => code).join(", ") || "sans processus", asked ? `${asked} remarque${asked > 1 ? "s" : ""}` : ""];
        summary.replaceChildren(element("strong", {}, `${place + 1}. ${situation.titre.trim() || "sans titre"}`), element("span", { class: "sio-note" }, told.filter(Boolean).join(" · ")));
        for (const [field, word] of [[title, "titre"], [nature, "nature"], [context, "contexte"], [service, "service"], [recorded, "enregistre"], [proofs, "preuves"]]) field.show(situation[word]);
        process.show(situation.processus.map(({ code }) => code));
        showCallers(situation);
        for (const [field, word] of [[interventions, "interventions"], [environments, "environnements"], [criteria, "criteres"], [autonomy, "autonomie"], [passages, "passages"]]) field.show(situation[word]);
        found.replaceChildren(findingsOf(form.findings, place + 1) ?? "");
      },
    };
  }

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

  const hint = element("p", { class: "sio-note" }, "Une situation\u00a0: un TP, un projet, un moment de stage. Un travail enregistré dans l'atelier, le choix argumenté ou la grille se reprend tel quel\u00a0: déposez son fichier ici.");
  const adder = button("Ajouter une situation", () => add(structuredClone(shown.blank)));
  const takes = button("Reprendre un travail…", () => form.chooser.click());
  return {
    nodes: [titled("Dossier", name.node), hint, list, element("div", { class: "sio-tools" }, adder, takes), coverage],
    show() {
      name.show(form.work.nom);
      situations().forEach((situation, place) => {
        cards[place] ??= makeCard(place);
        cards[place].show(situation);
        if (list.children[place]?.firstChild !== cards[place].node) list.append(element("li", {}, cards[place].node));
      });
      while (list.children.length > situations().length) list.lastElementChild.remove();
      showCoverage();
    },
    goTo: (place) => open(place - 1),
    placed: (place) => `situation ${place}`,
    async adopt(data, file) {
      if (!shown.taken.includes(data?.format)) return false;
      const situation = await form.asked("taken", data, file);
      if (situation) {
        add(situation);
        form.say(`Une situation vient de «${NBSP}${file}${NBSP}». «${NBSP}Annuler${NBSP}» la retire.`);
      }
      return true;
    },
  };
}

export default workForm({ name: "sio-portfolio", title: "Mon dossier de situations", findings: "Ce que demanderait un lecteur", body });
