// A story that one plays: the buttons that move through its steps, and the votes of a class.

import { button, element } from "./shared.js";

const PAUSE = 4000;
const MOST = 999; // votes

/** Make the buttons that move through the steps, and the slider. */
export function controls(count, go) {
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

/** Play: a step every few seconds, until the end, a step that `waits()` for votes, a click, or the tab is hidden. Gives back [toggle, stop]. */
export function player(button, atEnd, forward, waits = () => false) {
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

/** Show what can be voted for ([[code, label]]), by clicks or typed numbers; `answer()` shows what the text says, or what `ask` names. */
export function ballot(choices, votes, answer, ask = "Montrer la réponse") {
  const list = element("div", { class: "sio-votes", role: "group", "aria-label": "Votes" });
  for (const [code, label] of choices) {
    const count = element("input", { type: "number", min: "0", max: String(MOST), inputmode: "numeric", "aria-label": `Voix pour ${code}`, placeholder: "0" });
    const take = (number) => {
      votes.set(code, Math.min(Math.max(Math.trunc(number) || 0, 0), MOST));
      count.value = votes.get(code) || "";
    };
    const button = element("button", { type: "button" }, `${code} ${label}`.trim());
    button.addEventListener("click", () => take((votes.get(code) ?? 0) + 1));
    count.addEventListener("change", () => take(Number(count.value)));
    take(votes.get(code));
    list.append(element("div", { class: "sio-vote" }, button, count));
  }
  const reveal = element("button", { type: "button", class: "sio-reveal" }, ask);
  reveal.addEventListener("click", answer);
  return element("div", {}, element("p", {}, "Un clic par voix, ou leur nombre\u00a0:"), list, reveal);
}

/** Say how the votes compare with the process that acts; null if nobody voted. */
export function verdict(votes, process) {
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
