// Python in a page without a kernel. `sioPython()` starts it, once, and promises `ask(room, operation, tables,
// ...arguments)`: what a function of the room's rules.py answers, or an Error with a French sentence if it refuses.

const HEAP = 4 * 1024 * 1024; // bytes to begin with; it grows

/** Return what Python is made of, where the page has it in itself; a site brings it by its own `sioPythonParts`. */
function partsInPage() {
  const { wasm, ...parts } = JSON.parse(document.getElementById("sio-python").textContent);
  return { wasm: `data:application/wasm;base64,${wasm}`, ...parts };
}

async function startPython() {
  if (!globalThis.WebAssembly) throw new Error("no WebAssembly");
  const { mjs, wasm, modules } = await (globalThis.sioPythonParts ?? partsInPage)();
  const address = URL.createObjectURL(new Blob([mjs], { type: "text/javascript" }));
  const { loadMicroPython } = await import(address);
  URL.revokeObjectURL(address);
  const python = await loadMicroPython({ heapsize: HEAP, url: wasm });
  for (const [path, text] of Object.entries(modules)) {
    python.FS.mkdirTree(`/lib/${path}`.replace(/\/[^/]*$/, ""));
    python.FS.writeFile(`/lib/${path}`, text);
  }
  const { prepare, answer } = python.pyimport("sio_kit.forms.bench");
  const given = new Map();
  return (room, operation, tables, ...rest) => {
    if (given.get(room) !== tables) prepare(room, JSON.stringify(tables));
    given.set(room, tables);
    const { wrong, result } = JSON.parse(answer(room, operation, JSON.stringify(rest)));
    if (wrong !== undefined) throw new Error(wrong);
    return result;
  };
}

let started;
globalThis.sioPython = () => (started ??= startPython());
