// Suggestions while somebody writes in a search form, by the combobox pattern of ARIA's practices; and, in a site of
// files, the hits of the search page. Without this script the form asks the server.
const SHOWN = 8;
const PAUSE = 120;
let asking = null; // what answers: text → { hits, total }; found out by the first question

async function ask(form, text, signal) {
  asking ??= answers(form);
  return (await asking)(text, signal);
}

// A server's suggest.json holds hits; a file's says where the index is.
async function answers(form) {
  const place = new URL("suggest.json", form.action);
  const load = (address, signal) =>
    fetch(address, { signal }).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))));
  const told = await load(place);
  if (told.index) {
    const [{ finder }, data] = await Promise.all([import("./find.js"), load(new URL(told.index, place))]);
    const find = finder(data);
    return (text) => {
      const hits = find(text);
      return { hits, total: hits.length };
    };
  }
  return (text, signal) => load(new URL(`?${new URLSearchParams({ q: text })}`, place), signal);
}

function kindsOf(form) {
  return Object.fromEntries(form.dataset.kinds.split(";").filter(Boolean).map((one) => one.split(":")));
}

function suggest(form, number) {
  const input = form.querySelector("input[type=search]");
  const kinds = kindsOf(form);
  const list = document.createElement("ul");
  const told = document.createElement("span");
  Object.assign(list, { id: `suggested-${number}`, className: "suggested", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.querySelector("label").textContent);
  Object.assign(told, { className: "vh" });
  told.setAttribute("role", "status");
  form.append(list, told);
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-expanded", "false");
  input.setAttribute("aria-controls", list.id);
  input.autocomplete = "off";
  let chosen = -1;
  let waiting = null;
  let running = null;

  const choose = (place) => {
    const options = [...list.children];
    chosen = options.length ? (place + options.length + 1) % (options.length + 1) : -1;
    if (chosen === options.length) chosen = -1;
    options.forEach((one, at) => one.setAttribute("aria-selected", String(at === chosen)));
    if (chosen < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", options[chosen].id);
      options[chosen].scrollIntoView({ block: "nearest" });
    }
  };
  const close = () => {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(-1);
  };
  const open = (hits) => {
    list.replaceChildren(...hits.slice(0, SHOWN).map((hit, place) => option(hit, `${list.id}-${place}`, kinds)));
    chosen = -1;
    input.removeAttribute("aria-activedescendant");
    list.hidden = !hits.length;
    input.setAttribute("aria-expanded", String(hits.length > 0));
    told.textContent = hits.length ? form.dataset.count.replace("{n}", Math.min(SHOWN, hits.length)) : "";
  };
  const look = () => {
    const text = input.value.trim();
    running?.abort();
    if (text.length < 2) return close();
    running = new AbortController();
    ask(form, text, running.signal).then(
      ({ hits }) => input.value.trim() === text && document.activeElement === input && open(hits),
      () => {}, // another letter came meanwhile, or there is no connection: the form itself still asks
    );
  };
  const follow = (one) => location.assign(new URL(one.dataset.address, form.action));

  input.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(look, PAUSE);
  });
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) return look();
      choose(event.key === "ArrowDown" ? chosen + 1 : chosen < 0 ? list.children.length - 1 : chosen - 1);
    } else if (event.key === "Escape" && !list.hidden) close();
    else if (event.key === "Enter" && chosen >= 0) follow(list.children[chosen]);
    else return;
    event.preventDefault();
  });
  input.addEventListener("blur", close);
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const one = event.target.closest("[role=option]");
    if (one) follow(one);
  });
}

function option([kind, address, name, meeting], id, kinds) {
  const one = document.createElement("li");
  one.id = id;
  one.setAttribute("role", "option");
  one.setAttribute("aria-selected", "false");
  one.dataset.address = address;
  one.append(piece("nm", name, "sv"), piece("kd", meeting ? `${kinds[kind]}, ${meeting}` : kinds[kind]));
  return one;
}

function piece(name, text, lang) {
  const one = document.createElement("span");
  Object.assign(one, { className: name, textContent: text });
  if (lang) one.lang = lang;
  return one;
}

// The search page of a site of files: the hits for what its address asks.
function showHits(form, status) {
  const text = new URLSearchParams(location.search).get("q")?.trim();
  if (!text) return;
  form.querySelector("input[type=search]").value = text;
  const { none, one, many, more, most } = status.dataset;
  ask(form, text).then(({ hits, total }) => {
    const count = total === 1 ? one : many.replace("{n}", total);
    status.textContent = total ? `${count}${total > Number(most) ? ` ${more}` : ""}` : none;
    for (const section of document.querySelectorAll("[data-found]")) {
      const found = hits.slice(0, Number(most)).filter(([kind]) => kind === section.dataset.found);
      section.hidden = !found.length;
      section.querySelector("ul").replaceChildren(...found.map((hit) => line(form, hit)));
    }
  });
}

function line(form, [, address, name, meeting]) {
  const one = document.createElement("li");
  const link = document.createElement("a");
  Object.assign(link, { href: new URL(address, form.action), textContent: name, lang: "sv" });
  one.append(link);
  if (meeting) one.append(piece("small soft", meeting));
  return one;
}

document.querySelectorAll("form.search").forEach((form, number) => {
  suggest(form, number);
  const status = document.querySelector("[data-many]");
  if (status) showHits(form, status);
});
