// Drafts: a form with {% draft_of %} in it is kept on the server from the first key on (web/kit/README.md). A save
// goes out after 0.8 s without a key, and at least every 2 s while typing; what cannot be saved is tried again.
// What the server does not have yet is kept on this device, encrypted (spare.js), four times a second.
"use strict";

(function () {
  const SPARE = 250, IDLE = 800, LONGEST = 2000, PATIENCE = 6000, LOOK = 15000, LONGEST_WAIT = 15000; // milliseconds
  const KEPT_DAYS = 30;
  const NOT_TYPED = new Set(["csrfmiddlewaretoken", "draft"]);
  const NOT_KEPT = /^(submit|button|image|reset|file|password)$/;
  const device = mark();
  const drafts = new Map();
  const street = "BroadcastChannel" in window ? new BroadcastChannel("omzien") : null;

  function mark() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  }

  function cookie(name) {
    const found = document.cookie.split("; ").find((pair) => pair.startsWith(name + "="));
    return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
  }

  function token(form) {
    const field = form && form.querySelector("[name=csrfmiddlewaretoken]");
    return cookie("csrftoken") || (field ? field.value : "");
  }

  function contentOf(form) {
    const typed = [...new FormData(form)].filter(([name, value]) => {
      const field = form.elements[name];
      return typeof value === "string" && !NOT_TYPED.has(name) && !(field && field.type === "password");
    });
    return new URLSearchParams(typed).toString();
  }

  function fill(form, content) {
    const values = new Map();
    for (const [name, value] of new URLSearchParams(content)) {
      values.set(name, [...(values.get(name) || []), value]);
    }
    for (const field of form.elements) {
      const given = values.get(field.name) || [];
      if (!field.name || NOT_TYPED.has(field.name) || NOT_KEPT.test(field.type)) { continue; }
      if (field.type === "checkbox" || field.type === "radio") {
        field.checked = given.includes(field.value);
      } else if (field.type === "select-multiple") {
        for (const option of field.options) { option.selected = given.includes(option.value); }
      } else if (given.length) {
        field.value = given.shift();
      }
      const fold = field.closest("details");
      if (fold && given.length) { fold.open = true; }
    }
  }

  function ago(moment) {
    const seconds = Math.max(0, Math.round((Date.now() - moment) / 1000));
    const words = new Intl.RelativeTimeFormat(document.documentElement.lang || "nl", { style: "short" });
    if (seconds < 60) { return words.format(-seconds, "second"); }
    if (seconds < 3600) { return words.format(-Math.round(seconds / 60), "minute"); }
    if (seconds < 86400) { return words.format(-Math.round(seconds / 3600), "hour"); }
    return words.format(-Math.round(seconds / 86400), "day");
  }

  // The address of this page, with another draft or none named in it.
  function here(draft) {
    const address = new URL(location.href);
    address.searchParams.delete("draft");
    if (draft) { address.searchParams.set("draft", draft); }
    return address.pathname + address.search;
  }

  class Draft {
    constructor(root) {
      this.key = root.dataset.key || mark();
      this.base = this.version = 0;
      this.state = "empty";
      this.wait = 500;
      this.bind(root);
      this.pristine = this.saved = contentOf(this.form);
      this.ready = this.open();
    }

    // htmx brings the form anew at each step: the draft goes on with it.
    bind(root) {
      this.root = root;
      this.form = root.closest("form");
      this.says = { ...root.dataset };
      root.addEventListener("click", (event) => this.pressed(event));
      this.carry();
      this.show();
    }

    // The form tells the server which draft ends when it is taken, and has a token that is still good.
    carry() {
      let field = this.form.querySelector("input[name=draft]");
      if (!field) {
        field = Object.assign(document.createElement("input"), { type: "hidden", name: "draft" });
        this.root.append(field);
      }
      field.value = this.key;
      const guard = this.form.querySelector("input[name=csrfmiddlewaretoken]");
      if (guard && cookie("csrftoken")) { guard.value = cookie("csrftoken"); }
    }

    get id() { return [this.says.worker, this.key].join(" "); }
    get isDirty() { return contentOf(this.form) !== this.saved; }

    async open() {
      try {
        for (const [id, body] of await omzienSpare.all(this.says.spare, KEPT_DAYS)) { await this.bring(id, body); }
        const wanted = new URL(location.href).searchParams.get("draft") || "";
        if (wanted === "new") { return; }
        const asked = { form: this.says.draft, about: this.says.about, resident: this.says.resident };
        const which = this.says.key || wanted;
        const query = new URLSearchParams(which ? { ...asked, draft: which } : asked);
        const answer = await fetch(this.says.url + "?" + query, { redirect: "manual" });
        if (answer.ok) { this.found(await answer.json()); }
      } catch { /* without a connection the form is as it is; saving says so */ }
    }

    // What this device kept while there was no connection goes to the server first.
    async bring(id, body) {
      const answer = await this.send(new URLSearchParams(body));
      const said = answer.ok ? await answer.json() : {};
      if (said.kept === "elsewhere" || said.kept === "gone") {
        return this.bring(id, { ...body, key: mark(), base: 0, version: 1 });
      }
      if (answer.ok || answer.status === 400 || answer.status === 404) { await omzienSpare.drop(id); }
    }

    found(draft) {
      if (!draft.key) { return; }
      if (this.says.key) { return this.goOnWith(draft); }
      if (this.isDirty) { return this.tell("other", draft.key); }
      if ("redraw" in this.says) { return this.redraw(draft); }
      fill(this.form, draft.content);
      this.filled(draft);
    }

    // The form shows what was found, and nothing else yet.
    filled(draft) {
      this.goOnWith(draft);
      this.saved = contentOf(this.form);
      this.savedAt = Date.parse(draft.changed_at);
      this.tell("found", draft.key);
      this.turn("saved");
    }

    goOnWith(draft) {
      this.key = draft.key;
      this.base = this.version = draft.version;
      this.carry();
    }

    // A form of steps is drawn by the server: it is sent what was typed, as a step that is not its end.
    redraw(draft) {
      const values = new FormData();
      for (const [name, value] of new URLSearchParams(draft.content)) { values.append(name, value); }
      values.append("csrfmiddlewaretoken", token(this.form));
      values.append("draft", draft.key);
      this.redrawn = draft;
      htmx.ajax("POST", this.form.action, { target: this.form, swap: "outerHTML", values })
        .finally(() => { this.redrawn = null; });
    }

    // What was typed here while the server drew stays, as a draft of its own.
    drawn(swap) {
      if (!this.redrawn || swap.target !== this.form || !this.isDirty) { return; }
      swap.shouldSwap = false;
      this.tell("other", this.redrawn.key);
    }

    // After a step of the form: what it brought is typed too.
    again(root) {
      if (root !== this.root) { this.bind(root); }
      this.isLeaving = false;
      if (this.redrawn) { this.filled(this.redrawn); }
      if (this.isDirty) { this.touched(); }
    }

    touched() {
      const now = Date.now();
      this.since = this.since || now;
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.save(), Math.max(0, Math.min(IDLE, this.since + LONGEST - now)));
      this.spareTimer = this.spareTimer || setTimeout(() => this.keepSpare(), SPARE);
      if (this.state === "empty" || this.state === "saved") { this.turn("typing"); }
    }

    // Numbered as the save that is still to come: it is newer than all that is on its way.
    keepSpare() {
      this.spareTimer = 0;
      if (this.isLeaving || !this.isDirty) { return; }
      const [id, body] = [this.id, this.body(contentOf(this.form), this.version + 1)];
      this.inTurn(() => omzienSpare.put(id, this.says.spare, Object.fromEntries(body)));
    }

    dropSpare() {
      clearTimeout(this.spareTimer);
      this.spareTimer = 0;
      const id = this.id;
      return this.inTurn(() => omzienSpare.drop(id));
    }

    // What is done with the spare is done in the order in which it was asked.
    inTurn(work) {
      this.sparing = (this.sparing || Promise.resolve()).then(work).catch(() => {});
      return this.sparing;
    }

    save() {
      clearTimeout(this.timer);
      this.running = (this.running || Promise.resolve()).then(() => this.saveNow());
      return this.running;
    }

    async saveNow() {
      const content = contentOf(this.form);
      this.since = 0;
      if (content === this.saved || this.isLeaving) { return; }
      this.version += 1;
      const body = this.body(content, this.version);
      let status = 0, said = {};
      try {
        const answer = await this.send(body);
        status = answer.type === "opaqueredirect" ? 401 : answer.status;
        said = status ? await answer.json().catch(() => ({})) : {};
      } catch { /* no connection: status 0 */ }
      await this.answered(status, said, content);
    }

    body(content, version) {
      return new URLSearchParams({
        key: this.key, form: this.says.draft, about: this.says.about, page: here(""), content, device,
        base: this.base, version, worker: this.says.worker,
        resident: this.says.resident || new URLSearchParams(content).get("resident_id") || "",
      });
    }

    send(body) {
      const headers = { "X-CSRFToken": token(this.form) };
      const signal = AbortSignal.timeout(PATIENCE);
      return fetch(this.says.url, { method: "POST", body, headers, redirect: "manual", signal });
    }

    async answered(status, said, content) {
      if (said.kept === "kept") {
        this.base = this.version;
        this.saved = content;
        this.savedAt = Date.now();
        this.wait = 500;
        this.turn("saved");
        if (!this.isDirty) { return this.dropSpare(); }
        this.keepSpare();
        return this.touched();
      }
      if (said.kept === "elsewhere" || said.kept === "gone") { return this.part(said.kept, content); }
      if (status === 401 || status === 403) { return this.turn("out"); }
      if (said.kept === "somebody-else") { return this.turn("somebody"); }
      if (status >= 400 && status < 500 && status !== 429) { return this.turn("refused"); }
      this.turn("unsaved");
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
      this.timer = setTimeout(() => this.save(), this.wait);
    }

    // Somebody typed on elsewhere, or the draft was sent: what stands here becomes a draft of its own.
    async part(why, content) {
      const other = this.key;
      this.dropSpare();
      this.key = mark();
      this.base = this.version = 0;
      this.carry();
      if (why === "elsewhere") { this.tell("other", other); }
      if (content !== this.pristine) { await this.saveNow(); }
    }

    // Before the form is sent: is everything kept? If not, it stays here, and says so.
    async settle() {
      await this.ready;
      await new Promise((done) => { setTimeout(done); }); // a form is not sent anew while it is being sent
      if (this.running || this.isDirty) { await this.save(); }
      await this.sparing;
      return this.state !== "unsaved" && this.state !== "out" && this.state !== "somebody";
    }

    // The page goes: what was not saved yet is sent along.
    leave() {
      if (this.isLeaving || !this.isDirty) { return; }
      this.version += 1;
      const body = this.body(contentOf(this.form), this.version);
      body.set("csrfmiddlewaretoken", token(this.form));
      navigator.sendBeacon(this.says.url, body);
    }

    async look() {
      if (!this.base || this.other) { return; }
      const query = new URLSearchParams({ key: this.key, device, version: this.version });
      try {
        const answer = await fetch(this.says.look + "?" + query, { redirect: "manual" });
        if (answer.ok && (await answer.json()).elsewhere) { this.tell("other", this.key); }
      } catch { /* saving will say that there is no connection */ }
    }

    pressed(event) {
      const pressed = event.target.closest("button");
      if (!pressed || !pressed.dataset.does) { return; }
      const does = {
        empty: () => { location.href = here("new"); },
        show: () => this.save().then(() => { location.href = here(this.other); }),
        throw: () => this.throwAway(),
      };
      does[pressed.dataset.does]();
    }

    async throwAway() {
      clearTimeout(this.timer);
      this.isLeaving = true;
      await this.running;
      await this.dropSpare();
      const body = new URLSearchParams({ key: this.key });
      await fetch(this.says.away, { method: "POST", body, headers: { "X-CSRFToken": token(this.form) } });
      location.href = here("");
    }

    tell(what, other) {
      this.told = what;
      this.other = what === "other" ? other : "";
      this.show();
    }

    turn(state) {
      this.state = state;
      this.show();
    }

    // What is said beside the form. Only what asks for something is a notice.
    show() {
      const when = this.savedAt ? ago(this.savedAt) : "";
      const says = this.says["says" + this.state[0].toUpperCase() + this.state.slice(1)] || "";
      const line = this.root.querySelector("[data-line]");
      line.textContent = says.replace("%s", when);
      line.classList.toggle("draft__line--attention", ["unsaved", "out", "somebody", "refused"].includes(this.state));
      for (const notice of this.root.querySelectorAll("[data-notice]")) {
        notice.hidden = notice.dataset.notice !== this.told;
      }
      for (const moment of this.root.querySelectorAll("[data-when]")) { moment.textContent = when; }
      this.ask();
    }

    // Signed out: the page stays, and asks to sign in again in a window of its own.
    ask() {
      const dialog = this.root.querySelector("dialog");
      const isAsked = this.state === "out" || this.state === "somebody";
      if (isAsked && !dialog.open) { dialog.showModal(); }
      if (!isAsked && dialog.open) { dialog.close(); }
      dialog.classList.toggle("dialog--covers", this.state === "somebody");
    }

    retry() {
      if (["unsaved", "out", "somebody"].includes(this.state)) { this.save(); } else { this.look(); }
    }
  }

  function attach() {
    const there = new Set();
    for (const root of document.querySelectorAll("[data-draft]")) {
      const name = root.dataset.draft + " " + root.dataset.about;
      const known = drafts.get(name);
      const isNew = !known || ("sent" in root.dataset && !root.dataset.key && known.base);
      there.add(name);
      if (isNew) { begin(name, root); } else { known.again(root); }
    }
    for (const name of drafts.keys()) { if (!there.has(name)) { forget(name); } }
  }

  function begin(name, root) {
    forget(name);
    drafts.set(name, new Draft(root));
  }

  // Its form was taken, and is no longer on the page.
  function forget(name) {
    const draft = drafts.get(name);
    if (!draft) { return; }
    draft.isLeaving = true;
    clearTimeout(draft.timer);
    draft.dropSpare();
    drafts.delete(name);
  }

  function draftOf(element) {
    const form = element && element.closest && (element.form || element.closest("form"));
    return form && [...drafts.values()].find((draft) => draft.form === form);
  }

  function each(what) { drafts.forEach((draft) => draft[what]()); }

  document.addEventListener("DOMContentLoaded", attach);
  document.addEventListener("htmx:beforeSwap", (event) => {
    const draft = draftOf(event.detail.target);
    if (draft) { draft.drawn(event.detail); }
  });
  document.addEventListener("htmx:afterSwap", attach); // at once: a letter typed a moment later is typed, not found
  for (const kind of ["input", "change"]) {
    document.addEventListener(kind, (event) => { const draft = draftOf(event.target); if (draft) { draft.touched(); } });
  }

  // A form that is sent waits until all that was typed is kept; then nothing is left that could come after it.
  document.addEventListener("submit", (event) => {
    const draft = draftOf(event.target);
    if (!draft || draft.isLeaving) { return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = event.submitter;
    draft.settle().then((isKept) => {
      if (!isKept) { return; }
      draft.carry();
      draft.isLeaving = true;
      draft.form.requestSubmit(button && button.isConnected ? button : null);
      setTimeout(() => { draft.isLeaving = false; }, 1000);
    });
  }, true);
  document.addEventListener("htmx:confirm", (event) => {
    const draft = draftOf(event.detail.elt);
    if (!draft || draft.isLeaving || draft.redrawn || event.detail.verb === "get") { return; }
    event.preventDefault();
    draft.settle().then((isKept) => { if (isKept) { goOn(event.detail); } });
  });

  // What was pressed may meanwhile stand in a list that was drawn anew: then it is pressed there.
  function goOn({ elt, issueRequest }) {
    if (elt.isConnected) { return issueRequest(true); }
    const there = [...document.getElementsByName(elt.name)].find((one) => one.value === elt.value);
    if (there) { there.click(); }
  }

  document.addEventListener("visibilitychange", () => each(document.hidden ? "leave" : "retry"));
  window.addEventListener("pagehide", () => each("leave"));
  window.addEventListener("focus", () => each("retry"));
  window.addEventListener("online", () => each("retry"));
  window.addEventListener("beforeunload", (event) => {
    const stuck = [...drafts.values()].some((draft) => !draft.isLeaving && draft.isDirty && draft.state !== "typing");
    if (stuck) { event.preventDefault(); }
  });
  setInterval(() => { if (!document.hidden) { each("show"); } }, 1000);
  setInterval(() => { if (!document.hidden) { each("look"); } }, LOOK);

  // The window in which somebody signed in again says so, and goes.
  if (street) {
    street.addEventListener("message", () => each("retry"));
    document.addEventListener("DOMContentLoaded", () => {
      if (document.querySelector("[data-signed-in]")) { street.postMessage("signed in"); window.close(); }
    });
  }
})();
