// Keeps the gate's bare page on the phone, so that a reload without network still counts. Nothing else is kept.
"use strict";
const SHELL = "/cua-vao/ngoai-mang/", KEPT = "cua-vao-1";
async function keep() {
  const store = await caches.open(KEPT);
  const page = await fetch(SHELL, { credentials: "omit", cache: "no-store" });
  if (!page.ok) return;
  const parts = [...(await page.clone().text()).matchAll(/(?:src|href)="([^"]+\.(?:js|css|svg)[^"]*)"/g)].map(one => one[1]);
  await store.put(SHELL, page);
  await store.addAll(parts);
}
addEventListener("install", event => event.waitUntil(keep().then(() => skipWaiting())));
addEventListener("activate", event => event.waitUntil(clients.claim()));
addEventListener("message", event => { if (event.data === "keep") event.waitUntil(keep()); });
addEventListener("fetch", event => {
  if (event.request.mode === "navigate")
    event.respondWith(fetch(event.request).catch(() => caches.match(SHELL, { ignoreVary: true })));
  else if (event.request.method === "GET" && /\.(js|css|svg)$/.test(new URL(event.request.url).pathname))
    event.respondWith(fetch(event.request).catch(() => caches.match(event.request, { ignoreVary: true })));
});
