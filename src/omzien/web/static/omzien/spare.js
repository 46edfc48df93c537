// What the server does not have yet, kept on this device until it has: encrypted with a key that comes with the
// page and is kept nowhere here, so that only this worker can read it, after signing in. Without a secure
// address (https, or this machine) the browser offers no encryption, and nothing is kept.
"use strict";

window.omzienSpare = (function () {
  const TABLE = "spare";
  const usable = Boolean(window.isSecureContext && window.crypto.subtle && window.indexedDB);
  let opened;

  function table(mode) {
    opened = opened || new Promise((done, fail) => {
      const asked = indexedDB.open("omzien", 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore(TABLE);
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => fail(asked.error);
    });
    return opened.then((base) => base.transaction(TABLE, mode, { durability: "strict" }).objectStore(TABLE));
  }

  function answer(request) {
    return new Promise((done, fail) => {
      request.onsuccess = () => done(request.result);
      request.onerror = () => fail(request.error);
    });
  }

  function keyOf(text) {
    const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
    return crypto.subtle.importKey("raw", bytes, "AES-GCM", false, ["encrypt", "decrypt"]);
  }

  async function put(id, secret, value) {
    if (!usable) { return; }
    const iv = crypto.getRandomValues(new Uint8Array(12));
    const plain = new TextEncoder().encode(JSON.stringify(value));
    const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await keyOf(secret), plain);
    await answer((await table("readwrite")).put({ iv, sealed, at: Date.now() }, id));
  }

  async function drop(id) {
    if (usable) { await answer((await table("readwrite")).delete(id)); }
  }

  // All that this worker can read, by id. What another worker left here stays shut, for a month at most.
  async function all(secret, days) {
    if (!usable) { return []; }
    const store = await table("readonly");
    const [ids, rows] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
    const found = [];
    for (const [place, row] of rows.entries()) {
      try {
        const bytes = await crypto.subtle.decrypt({ name: "AES-GCM", iv: row.iv }, await keyOf(secret), row.sealed);
        found.push([ids[place], JSON.parse(new TextDecoder().decode(bytes))]);
      } catch {
        if (Date.now() - row.at > days * 86400000) { await drop(ids[place]); }
      }
    }
    return found;
  }

  return { put, drop, all };
})();
