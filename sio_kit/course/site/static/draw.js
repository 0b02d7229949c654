// The quiz: questions drawn from the whole bank, by theme and number.

import { element } from "../../../frontend/shared.js";

const NUMBERS = [5, 10, 20];
let all = [];

function pick(theme, number) {
  const own = all.filter((question) => !theme || question.theme === theme);
  for (let place = own.length - 1; place > 0; place -= 1) {
    const other = Math.floor(Math.random() * (place + 1));
    [own[place], own[other]] = [own[other], own[place]];
  }
  return own.slice(0, number || own.length);
}

/** Before the quiz is shown: the questions that were drawn last, else ten of all themes. */
sio.prepare = (state, kept) => {
  all = state._questions;
  const { ids = [] } = kept.read("tirage") ?? {};
  const last = ids.map((id) => all.find((question) => question.id === id)).filter(Boolean);
  state._questions = last.length ? last : pick("", 10);
  if (!last.length) Object.assign(state, { answers: {}, finished: false, _current: 0 });
  kept.write("tirage", { ...kept.read("tirage"), ids: state._questions.map(({ id }) => id) });
};

/** Once it is: the theme and the number to choose. */
sio.started = (model, kept) => {
  const before = kept.read("tirage") ?? {};
  const themes = [...new Set(all.map(({ theme }) => theme))];
  const select = (words, options, chosen) => {
    const node = element("select", {}, ...options.map(([value, shown]) => element("option", { value }, shown)));
    node.value = chosen;
    return [node, element("label", {}, `${words} `, node)];
  };
  const [theme, themeLabel] = select("Thème", [["", "tous"], ...themes.map((each) => [each, each])], before.theme ?? "");
  const [number, numberLabel] = select("Questions", [...NUMBERS.map((each) => [each, each]), [0, "toutes"]], before.number ?? 10);
  const draw = element("button", { type: "button" }, "Nouveau tirage");
  draw.addEventListener("click", () => {
    const questions = pick(theme.value, Number(number.value));
    kept.write("tirage", { theme: theme.value, number: number.value, ids: questions.map(({ id }) => id) });
    for (const [trait, value] of Object.entries({ answers: {}, finished: false, _current: 0, _questions: questions })) model.set(trait, value);
    document.querySelector(".sio-quiz").scrollIntoView({ block: "nearest" });
  });
  document.getElementById("tirage").append(themeLabel, numberLabel, draw);
};
