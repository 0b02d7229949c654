import { findingsOf, marks, menu, NBSP, textField, titled, workForm } from "../forms/form.js";
import { spliced } from "../forms/work.js";
import { button, element } from "../frontend/shared.js";

const SIDES = ["gauche", "droite"];
const STRENGTHS = [
  [1, "léger"],
  [2, "sérieux"],
  [3, "décisif"],
];
const SUMS = "La balance additionne\u00a0: trois arguments légers y pèsent autant qu'un argument décisif. Est-ce juste\u00a0? Elle aide à discuter, elle ne décide pas.";

const quoted = (text, passage) => [`«${NBSP}${text}${NBSP}» `, element("span", { class: "sio-passage" }, `(${passage})`)];

/** Two columns of arguments under the criteria, then a decision that says why. */
function body(form) {
  const { choix: dilemmas, criteres_choix: criteria } = form.tables;
  const dilemma = () => dilemmas.find(({ code }) => code === form.work.choix);
  const side = (each) => dilemma()?.[each] ?? each;

  const put = (list, field) => form.change({ arguments: list }, field);
  const set = (place, fields, field) => put(spliced(form.work.arguments, place, 1, { ...form.work.arguments[place], ...fields }), field && `${field}${place}`);

  function add(critere, pour) {
    put([...form.work.arguments, { critere, pour, texte: "", force: 2 }]);
    cards.at(-1).write();
  }

  function remove(place) {
    put(spliced(form.work.arguments, place, 1));
    (cards[Math.min(place, form.work.arguments.length - 1)] ?? { write: () => name.field.focus() }).write();
  }

  // The situation

  const name = textField("Nom de la situation", (nom) => form.change({ nom }, "nom"), { placeholder: "Un nom pour cette situation" });
  const story = textField("Récit", (recit) => form.change({ recit }, "recit"), { placeholder: "Qui demande quoi, et qu'est-ce qui complique ?" });
  const which = marks("Choix", dilemmas.map(({ code, gauche, droite }) => [code, `${gauche} ou ${droite}`]), (code) => form.change({ choix: code }));
  const source = element("p", { class: "sio-note" });

  // The arguments

  const cards = [];

  function cardAt(place) {
    return (cards[place] ??= makeCard(place));
  }

  function makeCard(place) {
    const text = textField(`Argument ${place + 1}`, (texte) => set(place, { texte }, "texte"), { placeholder: "Un argument, et s'il se peut un passage\u00a0: L…" });
    const strength = marks(`Force de l'argument ${place + 1}`, STRENGTHS, (force) => set(place, { force }));
    const others = () => [
      ...SIDES.filter((each) => each !== form.work.arguments[place].pour).map((each) => [`Passer pour «${NBSP}${side(each)}${NBSP}»`, () => set(place, { pour: each })]),
      ...criteria.filter(({ code }) => code !== form.work.arguments[place].critere).map(({ code, libelle }) => [`Passer sous «${NBSP}${libelle}${NBSP}»`, () => set(place, { critere: code })]),
      ["Supprimer", () => remove(place)],
    ];
    const tools = menu("⋯", others, { "aria-label": `Argument ${place + 1}${NBSP}: que faire` });
    const found = element("div", { class: "sio-found" });
    const node = element("div", { class: "sio-argument" }, text.node, element("div", { class: "sio-tools" }, strength.node, tools), found);
    return {
      node,
      write: () => text.field.focus(),
      show(argument) {
        text.show(argument.texte);
        strength.show(argument.force);
        found.replaceChildren(findingsOf(form.findings, place + 1) ?? "");
      },
    };
  }

  const columns = new Map();
  const scales = new Map();
  const heads = SIDES.map((each) => element("h4", { class: "sio-side", "data-side": each }));
  const sections = criteria.map(({ code, libelle, definition, passage }) => {
    const pair = element("div", { class: "sio-sides" });
    for (const each of SIDES) {
      const list = element("div", { class: "sio-side-list" });
      const more = button("+ un argument", () => add(code, each), { class: "sio-more" });
      columns.set(`${code} ${each}`, { list, more, label: libelle, side: each });
      pair.append(element("div", { class: "sio-side-column", "data-side": each }, list, more));
    }
    const scale = element("div", { class: "sio-scale", role: "img" }, element("span", {}), element("span", {}));
    scales.set(code, { scale, label: libelle });
    return element("div", { class: "sio-criterion" }, element("h4", {}, libelle), element("p", { class: "sio-note" }, ...quoted(definition, passage)), pair, scale);
  });
  const astray = element("div", { class: "sio-criterion", hidden: "" }, element("h4", {}, "Sous aucun critère"), element("div", { class: "sio-side-list" }));

  function showArguments() {
    const listed = new Map([...columns.values()].map(({ list }) => [list, []]));
    const lost = astray.lastElementChild;
    listed.set(lost, []);
    form.work.arguments.forEach((argument, place) => {
      const card = cardAt(place);
      card.show(argument);
      listed.get(columns.get(`${argument.critere} ${argument.pour}`)?.list ?? lost).push(card.node);
    });
    for (const [list, nodes] of listed) {
      if (nodes.length !== list.children.length || nodes.some((node, index) => list.children[index] !== node)) list.replaceChildren(...nodes);
    }
    astray.hidden = !lost.children.length;
    for (const { more, label, side: each } of columns.values()) more.setAttribute("aria-label", `Ajouter un argument pour ${side(each)}, ${label}`);
  }

  /** Show under each criterion what its arguments weigh, for the one side and for the other. */
  function showScales() {
    for (const [code, { scale, label }] of scales) {
      const own = form.work.arguments.filter(({ critere, texte }) => critere === code && texte.trim());
      const sums = SIDES.map((each) => own.filter(({ pour }) => pour === each).reduce((sum, { force }) => sum + force, 0));
      scale.hidden = !own.length;
      scale.setAttribute("aria-label", `${label}${NBSP}: ${SIDES.map((each, index) => `${sums[index]} pour ${side(each)}`).join(", ")}`);
      [...scale.children].forEach((part, index) => {
        part.style.flexGrow = sums[index];
        part.textContent = sums[index] ? "●".repeat(Math.min(sums[index], 12)) : "";
      });
    }
  }

  // What the référentiel says of the environments, to think of arguments

  const ideas = element("div", { class: "sio-ideas" });
  const environments = form.shown.prompts;
  const prompts = element("details", { class: "sio-prompts" }, element("summary", {}, "Des idées dans le texte"));
  const ask = marks("Environnement", environments.map(({ name: each }) => [each, each]), showIdeas, { optional: true });
  prompts.append(ask.node, ideas);

  function showIdeas(chosen) {
    ask.show(chosen);
    const quotes = environments.find(({ name: each }) => each === chosen)?.quotes ?? [];
    const question = element("p", {}, "Qu'est-ce que cela change pour votre situation\u00a0?");
    ideas.replaceChildren(...(quotes.length ? [element("ul", {}, ...quotes.map(({ quote, passage }) => element("li", {}, ...quoted(quote, passage)))), question] : []));
  }

  // The decision

  const decision = marks("Décision", SIDES.map((each) => [each, each]), (each) => form.change({ decision: each }), { optional: true });
  const reason = textField("Justification", (justification) => form.change({ justification }, "justification"), { placeholder: "Parce que…" });
  const decided = element("div", { class: "sio-decision" }, element("h4", {}, "Ma décision"), decision.node, titled("Justification", reason.node));

  return {
    nodes: [titled("Situation", name.node), titled("Récit", story.node), titled("Choix", which.node), source, prompts, element("div", { class: "sio-sides sio-side-heads" }, ...heads), ...sections, astray, element("p", { class: "sio-note" }, SUMS), decided],
    show() {
      name.show(form.work.nom);
      story.show(form.work.recit);
      which.show(form.work.choix);
      source.replaceChildren(...(dilemma() ? quoted(dilemma().texte, dilemma().passage) : []));
      heads.forEach((head, index) => (head.textContent = `Pour «${NBSP}${side(SIDES[index])}${NBSP}»`));
      decision.node.querySelectorAll("button").forEach((each, index) => (each.textContent = side(SIDES[index])));
      showArguments();
      showScales();
      decision.show(form.work.decision);
      reason.show(form.work.justification);
    },
    goTo: (place) => cards[place - 1]?.write(),
  };
}

export default workForm({ name: "sio-choice", title: "Peser un choix", findings: "Ce que demandent les règles", body });
