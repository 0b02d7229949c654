import { element } from "../frontend/shared.js";

const LARGEST = 20_000_000;

/** A place to drop a text file, or to choose one; its name and text go to Python, which says what it finds. */
function render({ model, el }) {
  // The browser writes the input's own words, in its language: it is hidden, not removed, and its label shows instead.
  const input = element("input", { type: "file", accept: ".json" });
  const choose = element("span", { class: "sio-choose" }, "Choisir un fichier");
  const zone = element("label", { class: "sio sio-drop", lang: "fr" }, "Déposez ici un travail enregistré, ou\u00a0: ", choose, input);
  const take = async (file) => {
    if (!file) return;
    const text = file.size > LARGEST ? null : await file.text();
    model.set("file", { name: file.name, text, taken: Date.now() });
    model.save_changes();
    input.value = "";
  };
  input.addEventListener("change", () => take(input.files[0]));
  for (const kind of ["dragenter", "dragover"]) {
    zone.addEventListener(kind, (event) => {
      event.preventDefault();
      event.stopPropagation();
      zone.classList.add("sio-over");
    });
  }
  zone.addEventListener("dragleave", () => zone.classList.remove("sio-over"));
  zone.addEventListener("drop", (event) => {
    event.preventDefault();
    event.stopPropagation();
    zone.classList.remove("sio-over");
    take(event.dataTransfer.files[0]);
  });
  el.append(zone);
}

export default { render };
