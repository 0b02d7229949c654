import { element, follow, frame, sheetBox, sheetView, store } from "../frontend/shared.js";
import { storyBoard } from "./board.js";

const PAUSE = 4000;
const MOST = 999; // votes

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

/** Play: a step every few seconds, until the end, a step that waits for votes, a click, or the tab is hidden. Gives back [toggle, stop, forget]. */
function player(button, atEnd, waits, forward) {
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
    timer = setInterval(() => {
      if (!atEnd()) forward(false);
      if (atEnd() || waits()) stop();
    }, PAUSE);
  };
  const hidden = () => document.hidden && stop();
  document.addEventListener("visibilitychange", hidden);
  button.addEventListener("click", toggle);
  return [toggle, stop, () => document.removeEventListener("visibilitychange", hidden)];
}

/** Show the processes to vote for, by clicks or typed numbers; `answer()` shows what the text says. */
function ballot(processes, votes, answer) {
  const list = element("div", { class: "sio-votes", role: "group", "aria-label": "Votes" });
  for (const [code, label] of processes) {
    const count = element("input", { type: "number", min: "0", max: String(MOST), inputmode: "numeric", "aria-label": `Voix pour ${code}`, placeholder: "0" });
    const take = (number) => {
      votes.set(code, Math.min(Math.max(Math.trunc(number) || 0, 0), MOST));
      count.value = votes.get(code) || "";
    };
    const button = element("button", { type: "button" }, `${code} ${label}`);
    button.addEventListener("click", () => take((votes.get(code) ?? 0) + 1));
    count.addEventListener("change", () => take(Number(count.value)));
    take(votes.get(code));
    list.append(element("div", { class: "sio-vote" }, button, count));
  }
  const reveal = element("button", { type: "button", class: "sio-reveal" }, "Montrer la réponse");
  reveal.addEventListener("click", answer);
  const ask = "Un clic par voix, ou leur nombre\u00a0:";
  return element("div", {}, element("p", {}, ask), list, reveal);
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

/** Make what stands in a row: a button that says the step, and who acts unless that is asked; `toVote()` tells what. */
function cardOf(place, go, toVote) {
  const number = element("strong", {});
  const text = element("span", {});
  const mark = element("em", { class: "sio-to-vote" }, "à voter");
  const node = element("button", { type: "button", class: "sio-step", "data-part": place + 1 }, number, " ", text, mark);
  node.addEventListener("click", () => go(() => place + 1));
  return {
    node,
    show(step, { current, secret }) {
      const { asked, marked } = toVote(place + 1);
      number.textContent = secret ? `${place + 1}${asked ? " ?" : ""}` : `${place + 1} ${step.processus}`;
      text.textContent = step.shown;
      mark.hidden = !(secret && marked);
      node.setAttribute("aria-label", step[secret ? "hidden" : "label"] + (mark.hidden ? "" : ", à voter"));
      node.setAttribute("aria-pressed", String(current));
    },
  };
}

function render({ model, el }) {
  const steps = model.get("_steps");
  const lanes = model.get("_processes");
  const sheet = sheetBox();
  const votes = steps.map(() => new Map());
  const revealed = new Set();
  const toVote = new Set(model.get("_votes"));
  const isSome = toVote.size < steps.length;
  const waits = (step) => model.get("guessing") && toVote.has(step) && !revealed.has(step);
  const voteOn = (step) => ({ asked: toVote.has(step), marked: isSome && toVote.has(step) });
  const go = (where) => store(model, "step", Math.min(Math.max(where(model.get("step")), 1), steps.length));
  const board = storyBoard({ lanes, colours: model.get("_colours"), card: (place) => cardOf(place, go, voteOn) });
  const story = element("div", { class: "sio-player-board", role: "group", "aria-label": model.get("_name") }, board.node);
  const bar = controls(steps.length, go);
  const [toggle, stop, forget] = player(
    bar.play,
    () => model.get("step") === steps.length,
    () => waits(model.get("step")),
    (restart) => go((step) => (restart ? 1 : step + 1)),
  );
  const show = () => {
    const step = model.get("step");
    const guessing = model.get("guessing");
    const asked = waits(step);
    const { answer, question, processus } = steps[step - 1];
    board.show(steps, { current: step, secret: guessing ? (asked ? step : step + 1) : Infinity });
    sheet.replaceChildren(sheetView(asked ? question : answer, () => {}));
    if (asked) {
      const reveal = () => {
        revealed.add(step);
        show();
        sheet.focus();
      };
      sheet.append(ballot(lanes, votes[step - 1], reveal));
    } else if (guessing && toVote.has(step)) {
      sheet.querySelector("h3").after(verdict(votes[step - 1], processus) ?? "");
    }
    sheet.scrollTop = 0;
    bar.slider.value = step;
    bar.slider.setAttribute("aria-valuetext", `Étape ${step} sur ${steps.length}`);
    // Not `disabled`: a button that has the focus would lose it, and the keyboard with it.
    for (const button of [bar.first, bar.previous]) button.setAttribute("aria-disabled", String(step === 1));
    for (const button of [bar.last, bar.next]) button.setAttribute("aria-disabled", String(step === steps.length));
    bar.guess.setAttribute("aria-pressed", String(guessing));
    followRow(story, board.row(step - 1));
  };
  bar.guess.addEventListener("click", () => store(model, "guessing", !model.get("guessing")));

  const root = frame(
    "sio-player",
    element("div", {}, bar.bar, story),
    element("div", {}, sheet, element("p", { class: "sio-source" }, model.get("_source"))),
  );
  root.prepend(element("h3", { class: "sio-title" }, model.get("_name")));
  root.addEventListener("keydown", (event) => {
    const moves = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
    const card = event.target.closest("[data-part]");
    if (event.target.matches("input") || event.target === sheet) return; // they have arrow keys of their own
    if (event.key in moves) go((step) => step + moves[event.key]);
    else if (event.key === "Home") go(() => 1);
    else if (event.key === "End") go(() => steps.length);
    else if (card && event.key === " ") toggle();
    else return;
    event.preventDefault();
  });
  el.append(root);
  const ends = [follow(model, "step", show), follow(model, "guessing", show), stop, forget];
  return () => ends.forEach((end) => end());
}

/** Bring the current row into view within the board, without moving the page. */
function followRow(story, row) {
  const [own, box] = [row.getBoundingClientRect(), story.getBoundingClientRect()];
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  story.scrollBy({ top: own.top - box.top - box.height / 3, behavior: calm ? "instant" : "smooth" });
}

export default { render };
