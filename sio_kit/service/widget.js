import { ballot, controls, player, verdict } from "../frontend/play.js";
import { element, follow, frame, sheetBox, sheetView, store, unroll } from "../frontend/shared.js";
import { storyBoard } from "./board.js";

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
    (restart) => go((step) => (restart ? 1 : step + 1)),
    () => waits(model.get("step")),
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
    unroll(sheet);
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
  const ends = [follow(model, ["step", "guessing"], show), stop, forget];
  return () => ends.forEach((end) => end());
}

/** Bring the current row into view within the board, without moving the page. */
function followRow(story, row) {
  const [own, box] = [row.getBoundingClientRect(), story.getBoundingClientRect()];
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  story.scrollBy({ top: own.top - box.top - box.height / 3, behavior: calm ? "instant" : "smooth" });
}

export default { render };
