import { button, element, follow, frame, store } from "../frontend/shared.js";

const NBSP = "\u00a0";
const PARTS = ["Exposé", "Questions"];
const SECOND = 1000; // milliseconds
const WARNING = 60; // seconds before the end of a part at which one is told
const MOST = 60; // minutes

const minutes = (seconds) => `${Math.floor(seconds / 60)}${NBSP}min${seconds % 60 ? `${NBSP}${seconds % 60}${NBSP}s` : ""}`;
const clock = (seconds) => `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;

/** Draw cards for a situation: each once before any comes back; a theme may be asked for. */
function cardPart(model) {
  const cards = model.get("_cards");
  const themes = [...new Set(cards.map(({ theme }) => theme))];
  const [known, names] = [element("datalist", { id: `sio-oral-${Math.random().toString(36).slice(2)}` }), model.get("_situations")];
  known.append(...names.map((name) => element("option", { value: name })));
  const situation = element("input", { type: "text", class: "sio-oral-situation", list: known.id, placeholder: "La situation que l'on raconte", "aria-label": "Situation", spellcheck: "true" });
  situation.addEventListener("input", () => store(model, "situation", situation.value));
  const theme = element("select", { "aria-label": "Thème" }, element("option", { value: "" }, "Tous les thèmes"), ...themes.map((each) => element("option", { value: each }, each)));
  const question = element("div", { class: "sio-oral-card", "aria-live": "polite" });
  const expected = element("div", { class: "sio-oral-expected", hidden: "" });
  let left = [];

  /** Take the next card of the order that was asked for, else any. */
  function draw() {
    const wanted = (code) => !theme.value || cards.find((card) => card.code === code).theme === theme.value;
    if (!left.some(wanted)) {
      const all = model.get("_order").length ? model.get("_order") : shuffled(cards.map(({ code }) => code));
      left = [...left, ...all.filter((code) => wanted(code) && (code !== model.get("card") || all.filter(wanted).length === 1))];
    }
    const code = left.find(wanted);
    left = left.filter((each) => each !== code);
    expected.hidden = true;
    store(model, "card", code);
  }

  const look = button("Ce que l'on attend", () => {
    expected.hidden = !expected.hidden;
    showLook();
  });
  const showLook = () => look.setAttribute("aria-expanded", String(!expected.hidden));

  function show() {
    const card = cards.find(({ code }) => code === model.get("card"));
    if (situation.value !== model.get("situation")) situation.value = model.get("situation");
    look.hidden = !card;
    if (!card) return void question.replaceChildren(element("p", {}, "Nommez une situation, puis tirez une carte."));
    const told = model.get("situation").trim();
    const head = element("p", { class: "sio-oral-theme" }, told ? `${card.theme} · ${told}` : card.theme);
    question.replaceChildren(head, element("p", { class: "sio-oral-question" }, card.question));
    const quote = card.quote ? element("p", {}, `«${NBSP}${card.quote}${NBSP}» `, element("span", { class: "sio-passage" }, `(${card.passage})`)) : "";
    expected.replaceChildren(element("p", {}, element("b", {}, "On attend*"), `${NBSP}: ${card.attendu}.`), quote);
    showLook();
  }

  const drawer = button("Tirer une carte", draw, { class: "sio-oral-main" });
  const node = element(
    "div",
    { class: "sio-oral-part" },
    element("div", { class: "sio-controls" }, situation, known),
    element("div", { class: "sio-controls" }, drawer, theme, look),
    question,
    expected,
  );
  return { node, show };
}

function shuffled(list) {
  const mixed = [...list];
  for (let place = mixed.length - 1; place > 0; place -= 1) {
    const other = Math.floor(Math.random() * (place + 1));
    [mixed[place], mixed[other]] = [mixed[other], mixed[place]];
  }
  return mixed;
}

/** Two parts one after the other; what remains is read off the clock, so that a page that slept is right. */
function timerPart(model) {
  let part = 0;
  let remaining = 0; // seconds, while it does not run
  let end = null; // when the part ends, while it runs
  let ticking = null;
  let warned = false;
  const status = element("p", { class: "sio-oral-status", role: "status" });
  const shown = element("p", { class: "sio-oral-clock", role: "timer", "aria-label": "Temps restant" });
  const times = model.get("_minutes").map((value, number) => {
    const field = element("input", { type: "number", min: "1", max: String(MOST), value: String(value), "aria-label": `${PARTS[number]}${NBSP}: minutes` });
    field.addEventListener("change", () => {
      field.value = String(Math.min(Math.max(Math.round(Number(field.value)) || 1, 1), MOST));
      if (end === null && !begun) restart();
    });
    return field;
  });
  let begun = false;
  const length = (number) => (Number(times[number].value) || 1) * 60;
  const left = () => (end === null ? remaining : Math.max(0, Math.ceil((end - Date.now()) / SECOND)));
  const say = (sentence) => (status.textContent = sentence);

  function restart() {
    stop();
    [part, remaining, begun, warned] = [0, length(0), false, false];
    show();
  }

  function stop() {
    remaining = left();
    end = null;
    clearInterval(ticking);
  }

  function start() {
    if (!left()) [part, remaining, warned] = [0, length(0), false];
    begun = true;
    end = Date.now() + remaining * SECOND;
    clearInterval(ticking);
    ticking = setInterval(tick, SECOND / 4);
    say(`${PARTS[part]}${NBSP}: ${minutes(left())}.`);
    show();
  }

  function tick() {
    if (!shown.isConnected) return void stop();
    if (!left()) next();
    else if (!warned && left() <= WARNING && length(part) > WARNING) {
      warned = true;
      say(`${PARTS[part]}${NBSP}: il reste ${minutes(left())}.`);
    }
    show();
  }

  function next() {
    stop();
    if (part === PARTS.length - 1) return say("Temps écoulé.");
    part += 1;
    [remaining, warned] = [length(part), false];
    start();
    say(`${PARTS[part - 1]}${NBSP}: temps écoulé. ${PARTS[part]}${NBSP}: ${minutes(left())}.`);
  }

  function toggle() {
    if (end === null) return start();
    stop();
    say(`En pause${NBSP}: il reste ${minutes(remaining)}.`);
    show();
  }

  function again() {
    restart();
    say("Minuteur remis au début.");
  }

  function skip() {
    next();
    show();
  }

  const run = button("Démarrer", toggle);
  const over = button("Passer aux questions", skip);
  function show() {
    shown.textContent = `${PARTS[part]} ${clock(left())}`;
    run.textContent = end !== null ? "Pause" : begun && left() ? "Reprendre" : "Démarrer";
    over.hidden = !begun || part > 0;
  }
  restart();
  const fields = times.map((field, number) => element("label", {}, `${PARTS[number]} `, field, `${NBSP}min`));
  const node = element("div", { class: "sio-oral-part" }, element("h4", {}, "Minuteur"), shown, element("div", { class: "sio-controls" }, run, over, button("Recommencer", again)), element("div", { class: "sio-controls" }, ...fields), status);
  return { node, stop: () => clearInterval(ticking) };
}

/** The listener's grid: a level for each criterion, never a sum. */
function gridPart(model) {
  const criteria = model.get("_criteria");
  const rows = criteria.map(({ code, title, passage, levels }) => {
    const take = (level) => {
      const { [code]: before, ...others } = model.get("levels");
      store(model, "levels", before === level ? others : { ...others, [code]: level });
    };
    const buttons = levels.map(([name, text], number) => button("", () => take(number + 1)));
    buttons.forEach((each, number) => each.append(element("b", {}, levels[number][0]), ` ${levels[number][1]}`));
    const group = element("div", { class: "sio-oral-levels", role: "group", "aria-label": title }, ...buttons);
    return { code, buttons, node: element("div", { class: "sio-oral-criterion" }, element("p", {}, element("b", {}, title), ` (${passage})`), group) };
  });
  const done = element("p", { class: "sio-source", role: "status" });
  const clear = button("Effacer la grille", () => store(model, "levels", {}));
  const show = () => {
    const levels = model.get("levels");
    for (const { code, buttons } of rows) buttons.forEach((each, number) => each.setAttribute("aria-pressed", String(levels[code] === number + 1)));
    const count = Object.keys(levels).length;
    done.textContent = `${count} critère${count > 1 ? "s" : ""} sur ${rows.length}. Dites une chose réussie, puis une chose à reprendre.`;
  };
  return { node: element("div", { class: "sio-oral-part" }, element("h4", {}, "Grille de celui qui écoute*"), ...rows.map(({ node }) => node), done, clear), show };
}

/** Three answers to a same card: what separates them shows when one asks. */
function answersPart(model) {
  const cards = model.get("_cards").filter(({ answers }) => answers.length);
  if (!cards.length) return null;
  const choice = element("select", { "aria-label": "Carte" }, ...cards.map(({ code, question }) => element("option", { value: code }, question)));
  const list = element("ol", { class: "sio-oral-answers" });
  const explain = button("Ce qui les sépare", () => {
    list.toggleAttribute("data-explained");
    explain.setAttribute("aria-expanded", String(list.hasAttribute("data-explained")));
  }, { "aria-expanded": "false" });
  const show = () => {
    const card = cards.find(({ code }) => code === choice.value);
    list.replaceChildren(...card.answers.map(({ niveau, texte, remarque }) => element("li", {}, element("p", {}, `«${NBSP}${texte}${NBSP}»`), element("p", { class: "sio-oral-why" }, element("b", {}, niveau.replace(/^\d+\s*/, "")), `${NBSP}: ${remarque}.`))));
  };
  choice.addEventListener("change", show);
  show();
  return element("div", { class: "sio-oral-part" }, element("h4", {}, "Trois réponses à la même carte*"), element("div", { class: "sio-controls" }, choice, explain), list);
}

function render({ model, el }) {
  const [cards, timer, grid] = [cardPart(model), timerPart(model), gridPart(model)];
  const left = element("div", { class: "sio-oral-column" }, element("h3", { class: "sio-title" }, "Raconter une situation"), cards.node, timer.node, answersPart(model));
  const right = element("div", { class: "sio-oral-column" }, grid.node, element("p", { class: "sio-source" }, model.get("_source")));
  el.append(frame("sio-oral", left, right));
  const ends = [follow(model, ["card", "situation"], cards.show), follow(model, "levels", grid.show)];
  return () => [...ends, timer.stop].forEach((end) => end());
}

export default { render };
