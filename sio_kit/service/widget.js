import { drawings, element, follow, frame, sheetBox, sheetView, store } from "../frontend/shared.js";

const PAUSE = 4000;
const SECRET = new Set(["box", "code", "from", "call"]);

/** Take the shapes of each row out of the drawings: [{ row, kind, node }]. */
function rowShapes(svgs) {
  return svgs.flatMap((svg) =>
    [...svg.querySelectorAll('[id^="row:"]')].map((node) => {
      const [, row, kind] = node.id.split(":");
      node.removeAttribute("id");
      return { row: Number(row), kind, node };
    }),
  );
}

/** Make the buttons that move through the steps, and the slider. */
function controls(count, go) {
  const button = (label, action) => {
    const node = element("button", { type: "button" }, label);
    node.addEventListener("click", action);
    return node;
  };
  const first = button("Première", () => go(() => 1));
  const previous = button("Précédente", () => go((step) => step - 1));
  const play = button("Lecture", () => {});
  const next = button("Suivante", () => go((step) => step + 1));
  const last = button("Dernière", () => go(() => count));
  const slider = element("input", { type: "range", min: "1", max: String(count), step: "1", "aria-label": "Étape" });
  slider.addEventListener("input", () => go(() => Number(slider.value)));
  const guess = button("À vous", () => {});
  const bar = element("div", { class: "sio-controls", role: "group", "aria-label": "Lecture des étapes" });
  bar.append(first, previous, play, next, last, slider, guess);
  return { bar, first, previous, play, next, last, slider, guess };
}

/** Play: a step every few seconds, until the end, a click, or the tab is hidden. Gives back [toggle, stop]. */
function player(button, atEnd, forward) {
  let timer = null;
  const stop = () => {
    clearInterval(timer);
    timer = null;
    button.textContent = "Lecture";
  };
  const toggle = () => {
    if (timer) return stop();
    if (atEnd()) forward(true);
    button.textContent = "Pause";
    timer = setInterval(() => (atEnd() ? stop() : forward(false)), PAUSE);
  };
  const hidden = () => document.hidden && stop();
  document.addEventListener("visibilitychange", hidden);
  button.addEventListener("click", toggle);
  return [toggle, stop, () => document.removeEventListener("visibilitychange", hidden)];
}

/** Show the processes to vote for; `answer()` shows what the text says. */
function ballot(processes, votes, answer) {
  const list = element("div", { class: "sio-votes", role: "group", "aria-label": "Votes" });
  for (const [code, label] of processes) {
    const button = element("button", { type: "button" });
    const show = () => button.replaceChildren(`${code} ${label}${votes.get(code) ? ` (${votes.get(code)})` : ""}`);
    button.addEventListener("click", () => {
      votes.set(code, (votes.get(code) ?? 0) + 1);
      show();
    });
    show();
    list.append(button);
  }
  const reveal = element("button", { type: "button", class: "sio-reveal" }, "Montrer la réponse");
  reveal.addEventListener("click", answer);
  return element("div", {}, element("p", {}, "Choisissez, ou comptez les voix de la classe\u00a0: un clic par voix."), list, reveal);
}

/** Say how the votes compare with the process that acts; null if nobody voted. */
function verdict(votes, process) {
  const total = [...votes.values()].reduce((sum, count) => sum + count, 0);
  if (!total) return null;
  const right = votes.get(process) ?? 0;
  const text =
    total > 1
      ? `${right} voix sur ${total} pour ${process}.`
      : right
        ? `Oui\u00a0: c'est ${process}.`
        : `Non\u00a0: c'est ${process}. Lisez pourquoi dans le texte.`;
  return element("p", { class: "sio-verdict" }, element("strong", {}, text));
}

function render({ model, el }) {
  const steps = model.get("_steps");
  const { picture, shapes, svgs } = drawings(model, "sio-player", model.get("_name"));
  const rows = rowShapes(svgs);
  const sheet = sheetBox();
  const votes = steps.map(() => new Map());
  const revealed = new Set();

  const go = (where) => store(model, "step", Math.min(Math.max(where(model.get("step")), 1), steps.length));
  const bar = controls(steps.length, go);
  const [toggle, stop, forget] = player(
    bar.play,
    () => model.get("step") === steps.length,
    (restart) => go((step) => (restart ? 1 : step + 1)),
  );
  const show = () => {
    const step = model.get("step");
    const asked = model.get("guessing") && !revealed.has(step);
    const { answer, question, process } = steps[step - 1];
    for (const shape of shapes) {
      const number = Number(shape.dataset.part);
      const secret = model.get("guessing") && (number > step || (number === step && asked));
      shape.setAttribute("aria-label", steps[number - 1][secret ? "hidden" : "label"]);
      shape.setAttribute("aria-pressed", String(number === step));
    }
    for (const { row, kind, node } of rows) {
      const secret = model.get("guessing") && (row > step || (row === step && asked));
      node.style.visibility = secret && SECRET.has(kind) ? "hidden" : "";
    }
    sheet.replaceChildren(sheetView(asked ? question : answer, () => {}));
    if (asked) {
      const reveal = () => {
        revealed.add(step);
        show();
        sheet.focus();
      };
      sheet.append(ballot(model.get("_processes"), votes[step - 1], reveal));
    } else if (model.get("guessing")) {
      sheet.querySelector("h3").after(verdict(votes[step - 1], process) ?? "");
    }
    sheet.scrollTop = 0;
    bar.slider.value = step;
    bar.slider.setAttribute("aria-valuetext", `Étape ${step} sur ${steps.length}`);
    // Not `disabled`: a button that has the focus would lose it, and the keyboard with it.
    for (const button of [bar.first, bar.previous]) button.setAttribute("aria-disabled", String(step === 1));
    for (const button of [bar.last, bar.next]) button.setAttribute("aria-disabled", String(step === steps.length));
    bar.guess.setAttribute("aria-pressed", String(model.get("guessing")));
    followRow(picture, shapes, step);
  };
  bar.guess.addEventListener("click", () => store(model, "guessing", !model.get("guessing")));
  picture.addEventListener("click", ({ target }) => {
    const shape = target.closest("[data-part]");
    if (shape) go(() => Number(shape.dataset.part));
  });

  const root = frame(
    "sio-player",
    element("div", {}, bar.bar, picture),
    element("div", {}, sheet, element("p", { class: "sio-source" }, model.get("_source"))),
  );
  root.prepend(element("h3", { class: "sio-title" }, model.get("_name")));
  root.addEventListener("keydown", (event) => {
    const moves = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    const shape = event.target.closest("[data-part]");
    if (event.target === bar.slider || event.target === sheet) return; // they have arrow keys of their own
    if (event.key in moves) go((step) => step + moves[event.key]);
    else if (event.key === "Home") go(() => 1);
    else if (event.key === "End") go(() => steps.length);
    else if (shape && event.key === "Enter") go(() => Number(shape.dataset.part));
    else if (shape && event.key === " ") toggle();
    else return;
    event.preventDefault();
  });
  el.append(root);
  const ends = [follow(model, "step", show), follow(model, "guessing", show), stop, forget];
  return () => ends.forEach((end) => end());
}

/** Bring the current row into view within the picture, without moving the page. */
function followRow(picture, shapes, step) {
  const shape = shapes.find(({ dataset, ownerSVGElement }) => Number(dataset.part) === step && ownerSVGElement.clientWidth);
  if (!shape) return;
  const row = shape.getBoundingClientRect();
  const box = picture.getBoundingClientRect();
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  picture.scrollBy({ top: row.top - box.top - box.height / 3, behavior: calm ? "instant" : "smooth" });
}

export default { render };
