// Keys of the desk's queue. Comfort only: every act is a plain form or link that works without this file.
(() => {
  "use strict";
  const find = (selector, root = document) => root.querySelector(selector);
  const cards = (root = document) => [...root.querySelectorAll("[data-queue] > article")];
  const [list, said, reasons, keys] = ["queue", "said", "reasons", "keys"].map((name) => find(`[data-${name}]`));
  const token = find("[name=csrf_token]").value;
  const here = new URL(location);
  here.searchParams.delete("ruled");
  const ENOUGH = 20; // so many cards lie ready after the current one: the keys are quicker than any answer
  const undos = []; // where a ruling is taken back, and its card, if this page had it
  const gone = new Set(); // cards that were ruled on, also while the ruling is on its way
  let chain = Promise.resolve(); // one post after the other, in the order of the keys
  let posts = 0; // on their way
  let filling = false;
  let hungry = false; // no card was left to go to
  let claiming;

  const current = () => document.activeElement.closest("[data-queue] > article");
  const go = (card) => {
    hungry = !card;
    (card || list).focus();
    refill();
  };
  const parsed = async (answer) => new DOMParser().parseFromString(await answer.text(), "text/html");
  const fetched = (url, fields) =>
    fetch(url, { method: "POST", body: new URLSearchParams({ csrf_token: token, ...fields }) });

  // The cards of a page that are not here yet, each at its place; what follows none of ours comes after `last`.
  const put = (page, last) => {
    cards(page).reduce((before, card) => {
      const known = document.getElementById(card.id);
      if (known || gone.has(card.id)) return known || before;
      if (before) before.after(card);
      else list.prepend(card);
      return card;
    }, last);
    if (!cards().length) list.replaceChildren(...find("[data-queue]", page).childNodes);
    const [old, pager] = [find(".pager"), find(".pager", page)];
    if (old && last) old.replaceWith(pager || "");
  };
  const refill = async () => {
    const all = cards();
    const more = find(".pager [rel=next]");
    if (filling || all.length - 1 - all.indexOf(current()) >= ENOUGH) return;
    if (!more && (all.length || posts || !gone.size)) return;
    filling = true;
    try {
      put(await parsed(await fetch(more ? more.href : here)), cards().pop() || list.lastElementChild);
    } catch { return; } finally { filling = false; }
    for (const other of list.querySelectorAll(":scope > :not(article)")) if (cards().length) other.remove();
    if (hungry && cards().length) go(cards()[0]);
  };
  const back = (card, next) => {
    gone.delete(card.id);
    list.insertBefore(card, next && !next.isConnected ? cards()[0] || null : next);
    go(card);
  };
  const post = (url, fields, done) => {
    posts += 1;
    chain = chain.then(async () => {
      let words = list.dataset.failed;
      let page = null;
      try {
        const answer = await fetched(url, { script: "y", ...fields });
        page = await parsed(answer);
        if (!answer.ok || !find("[data-said]", page)) {
          words = (find("main .lead", page) || find(".error-summary li, h1", page)).textContent;
          page = null;
        }
      } catch { page = null; }
      posts -= 1;
      if (page) for (const part of ["[data-said]", ".docket"]) find(part).replaceChildren(...find(part, page).childNodes);
      await done(page);
      if (!page) {
        const note = document.createElement("p");
        note.className = "notice notice-warning";
        note.setAttribute("role", "alert");
        note.textContent = words;
        said.replaceChildren(note);
      }
      if (!cards().length) refill();
    });
  };
  const rule = (card, url, fields) => {
    const next = card.nextElementSibling;
    reasons.hidden = true;
    list.after(reasons);
    gone.add(card.id);
    go(next || card.previousElementSibling);
    card.remove();
    post(url, { read: find("[name=read]", card).value, ...fields }, (page) => {
      if (!page) back(card, next);
      else if (find("form", said)) undos.push({ url: find("form", said).action, card, next });
    });
  };
  const undo = ({ url, card, next }) => post(url, {}, async (page) => {
    if (!page) return;
    if (card) return back(card, next);
    const { card: id } = find("[data-said]", page).dataset;
    gone.delete(id);
    put(await parsed(await fetch(here)), null);
    go(document.getElementById(id) || cards()[0]);
  });
  const decline = (card, button) => rule(card, find('[data-key="d"]', card).href, { guideline: button.value, whole: "y" });

  const acts = {
    j: (card) => go(card ? card.nextElementSibling || card : cards()[0]),
    k: (card) => card && go(card.previousElementSibling || card),
    u: () => {
      chain = chain.then(() => { if (undos.length) undo(undos.pop()); });
    },
    "/": () => find(".filters select").focus(),
    "?": () => find("ul", keys).toggleAttribute("hidden"),
    Escape: (card) => {
      reasons.hidden = true;
      if (card) go(card);
    },
  };
  const press = (card, key) => {
    const thing = find(`[data-key="${CSS.escape(key)}"]`, card);
    if (!thing) return false;
    if (key === "a") rule(card, thing.form.action);
    else if (key === "d" && find("button", reasons)) {
      card.append(reasons);
      reasons.hidden = false;
      find("button", reasons).focus();
    } else thing.click();
    return true;
  };

  addEventListener("keydown", (event) => {
    const elsewhere = event.target.closest("input, select, textarea") || event.ctrlKey || event.altKey || event.metaKey;
    if (elsewhere || localStorage.keysOff) return;
    const card = current();
    const reason = !reasons.hidden && card && find(`li:nth-child(${Number(event.key) || 0}) button`, reasons);
    if (reason) decline(card, reason);
    else if (Object.hasOwn(acts, event.key)) acts[event.key](card);
    else if (!card || !press(card, event.key)) return;
    event.preventDefault();
  });
  list.addEventListener("submit", (event) => {
    if (!find('[data-key="a"]', event.target)) return;
    event.preventDefault();
    rule(current() || event.target.closest("article"), event.target.action);
  });
  reasons.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button) decline(current(), button);
  });

  // Whoever stays on a card for a moment tells colleagues so.
  list.addEventListener("focusin", () => {
    clearTimeout(claiming);
    const card = current();
    claiming = setTimeout(async () => {
      const form = card && card.isConnected && find("[data-claim]", card);
      const answer = form && (await fetched(form.action, { script: "y" }).catch(() => null));
      if (answer && answer.ok) find("[data-reader]", card).textContent = (await answer.json()).reading;
    }, 1000);
  });

  const button = find("button", keys);
  const words = [button.textContent, button.dataset.off];
  const show = () => { button.textContent = words[localStorage.keysOff ? 1 : 0]; };
  button.addEventListener("click", () => {
    if (localStorage.keysOff) delete localStorage.keysOff;
    else localStorage.keysOff = "y";
    show();
  });
  show();
  keys.hidden = false;
  list.tabIndex = -1;
  if (find("form", said)) undos.push({ url: find("form", said).action });
})();
