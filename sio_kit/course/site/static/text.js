// The text: the passage that the address names can be quoted, and its address given.

import { copy } from "../../../frontend/clipboard.js";
import { element } from "../../../frontend/shared.js";

function button(words, text, box, said) {
  const node = element("button", { type: "button" }, words);
  node.addEventListener("click", async () => (said.textContent = (await copy(text)) ? "Copié." : `À copier\u00a0: ${text}`));
  box.append(node);
}

/** Give the passage that the address names its buttons. */
function offer() {
  const passage = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const tools = passage?.querySelector(".tools");
  if (!tools || tools.querySelector("button")) return;
  const words = passage.querySelector(".words").textContent;
  const said = element("span", { role: "status" });
  const box = element("p", { class: "sio-controls" });
  button("Citer", `«\u00a0${words}\u00a0» (${tools.dataset.reference})`, box, said);
  button("Copier l'adresse", location.href, box, said);
  box.append(element("span", {}, tools.dataset.reference), said);
  tools.prepend(box);
}

addEventListener("hashchange", offer);
offer();
