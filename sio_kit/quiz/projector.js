// Show one slide at a time; the next key shows a question's answer, then the next question.

const LARGEST = 34; // the size of type, in pixels of a screen 1280 wide; it shrinks until the slide stands whole
const SMALLEST = 14;
const NEXT = ["ArrowRight", "ArrowDown", "PageDown", " ", "Enter"];
const BACK = ["ArrowLeft", "ArrowUp", "PageUp", "Backspace"];
const root = document.documentElement;
const slides = [...document.querySelectorAll("article")];
const steps = slides.flatMap((slide) => (slide.querySelector(".explanation") ? [[slide, false], [slide, true]] : [[slide, true]]));
let place = Math.min(Number(location.hash.slice(1)) || 0, steps.length - 1);

function show(wanted) {
  place = Math.max(0, Math.min(wanted, steps.length - 1));
  const [current, isShown] = steps[place];
  for (const slide of slides) slide.classList.toggle("current", slide === current);
  current.classList.toggle("shown", isShown);
  current.scrollTop = 0;
  const right = [...current.querySelectorAll("[data-right]")].map((item) => item.dataset.right).join(", ");
  const number = `${slides.indexOf(current)} / ${slides.length - 1}`;
  document.querySelector("[data-place]").textContent = number;
  document.querySelector("[data-move='-1']").disabled = place === 0;
  document.querySelector("[data-move='1']").disabled = place === steps.length - 1;
  document.querySelector("[data-move='1']").textContent = right && !isShown ? "Réponse" : "Suivant";
  document.querySelector(".told").textContent = right && isShown ? `Réponse\u00a0: ${right}` : current.innerText.split("\n")[0];
  history.replaceState(null, "", `#${place}`);
}

/** Give each slide, its answer included, the largest type at which it stands whole. */
function fit() {
  for (const slide of slides) {
    let size = LARGEST;
    do slide.style.setProperty("--size", size--);
    while (size >= SMALLEST && (slide.scrollHeight > slide.clientHeight || slide.scrollWidth > slide.clientWidth));
  }
}

function changeTheme() {
  const isDark = (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  root.dataset.theme = isDark ? "light" : "dark";
}

const fullScreen = () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.());

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const onButton = event.target.closest?.("button") && [" ", "Enter"].includes(event.key);
  const act = {
    Home: () => show(0),
    End: () => show(steps.length - 1),
    t: changeTheme,
    f: fullScreen,
  }[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (onButton) return;
  if (NEXT.includes(event.key)) show(place + 1);
  else if (BACK.includes(event.key)) show(place - 1);
  else if (act) act();
  else return;
  event.preventDefault();
});
for (const button of document.querySelectorAll("[data-move]")) {
  button.addEventListener("click", () => show(place + Number(button.dataset.move)));
}
document.querySelector("[data-theme-switch]").addEventListener("click", changeTheme);
document.querySelector("[data-full]").addEventListener("click", fullScreen);
addEventListener("resize", fit);
root.classList.add("live");
fit();
show(place);
