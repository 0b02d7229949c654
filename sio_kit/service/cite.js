// Choose a passage of the référentiel to quote, by searching its words.

import { button } from "../forms/form.js";
import { searcher } from "../frontend/search.js";
import { element, marked } from "../frontend/shared.js";

const SHOWN = 40; // passages

/** Show a dialog in which a passage is searched; `take(id)` is called for the one that is chosen. */
export function choosePassage(form, take) {
  const passages = form.tables.passages;
  const search = searcher(passages.map(({ texte }) => texte));
  const dialog = element("dialog", { class: "sio-dialog", "aria-label": "Citer un passage" });
  const query = element("input", { class: "sio-query", type: "search", "aria-label": "Chercher dans le texte", placeholder: "Un mot du texte, ou un numéro (L110)" });
  const count = element("p", { role: "status" });
  const list = element("div", { class: "sio-passages" });
  const show = () => {
    const number = query.value.trim().toUpperCase();
    const found = search(query.value) ?? new Map(passages.map((_, place) => [place, []]));
    passages.forEach(({ id }, place) => id === number && found.set(place, []));
    const places = [...found.keys()];
    count.textContent = `${places.length} passage${places.length > 1 ? "s" : ""}${places.length > SHOWN ? ` (les ${SHOWN} premiers)` : ""}`;
    list.replaceChildren(
      ...places.slice(0, SHOWN).map((place) => {
        const { id, texte } = passages[place];
        const choice = button("", () => {
          dialog.close();
          take(id);
        });
        choice.append(element("strong", {}, id), " ", ...marked(texte, found.get(place)));
        return choice;
      }),
    );
  };
  query.addEventListener("input", show);
  const close = button("Fermer", () => dialog.close());
  dialog.append(element("h4", {}, "Citer un passage"), element("div", { class: "sio-tools" }, query, close), count, list);
  show();
  form.showDialog(dialog);
  query.focus();
}
