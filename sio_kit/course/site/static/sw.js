// Keeps the whole site on the device, all of one version: it is replaced whole, once no page of the old one is shown.

const BEGIN = `sio-kit ${registration.scope} `;
const NAME = BEGIN + VERSION;
const NEVER_CHANGES = "commun/";
const AT_ONCE = 6;
let opened;

addEventListener("install", (event) => event.waitUntil(fill()));

addEventListener("activate", (event) => event.waitUntil(settle()));

addEventListener("message", ({ data }) => data === "take" && skipWaiting());

addEventListener("fetch", (event) => {
  const { request } = event;
  if (request.method === "GET" && request.url.startsWith(registration.scope)) event.respondWith(answer(request));
});

/** Fetch every file; where one is missing, or of another version, nothing is kept, and the browser tries again later. */
async function fill() {
  const cache = await caches.open(NAME);
  const waiting = [...FILES];
  const some = async () => {
    for (let path = waiting.pop(); path; path = waiting.pop()) await cache.put(addressOf(path), await fetched(path));
  };
  try {
    await Promise.all(Array.from({ length: AT_ONCE }, some));
  } catch (error) {
    await caches.delete(NAME);
    throw error;
  }
}

const addressOf = (path) => new URL(path.split("/").map(encodeURIComponent).join("/"), registration.scope).href;

async function fetched(path) {
  const response = await fetch(addressOf(path), { cache: path.startsWith(NEVER_CHANGES) ? "default" : "no-store" });
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  const body = await response.arrayBuffer();
  const old = path.endsWith(".html") && !new TextDecoder().decode(body).includes(`name="sio-kit-site" content="${VERSION}"`);
  if (old) throw new Error(`${path}: another version`);
  // A new response: a browser shows none that was redirected, as hosts do that take `.html` away.
  return new Response(body, { headers: { "Content-Type": response.headers.get("Content-Type") ?? "" } });
}

async function settle() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(BEGIN) && name !== NAME).map((name) => caches.delete(name)));
  await clients.claim();
}

async function answer(request) {
  const isPage = request.mode === "navigate";
  if (isPage && registration.waiting && (await clients.matchAll()).length < 2) {
    registration.waiting.postMessage("take"); // the only page is being left: the new version begins here
    return new Response("", { headers: { Refresh: "0" } });
  }
  opened ??= caches.open(NAME);
  const cache = await opened;
  const { origin, pathname } = new URL(request.url);
  const names = isPage ? [pathname, `${pathname}.html`, `${pathname}index.html`] : [pathname];
  for (const name of names) {
    const found = await cache.match(origin + name);
    if (found) return found;
  }
  return fetch(request);
}
