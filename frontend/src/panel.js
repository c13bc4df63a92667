// What is chosen: its row of the table is marked and told in the panel, and the address names it.

export function panel(page) {
  const aside = page.querySelector(".detail");
  const hint = [...(aside?.childNodes ?? [])].map((node) => node.cloneNode(true));

  function show(row) {
    const heading = document.createElement("h2");
    heading.textContent = row.dataset.title;
    const list = document.createElement("dl");
    for (const cell of row.querySelectorAll("[data-l]")) {
      const entry = document.createElement("div");
      const name = document.createElement("dt");
      const value = document.createElement("dd");
      if (cell.querySelector(".why")) entry.className = "far";
      name.textContent = cell.dataset.l;
      value.append(...[...cell.childNodes].map((node) => node.cloneNode(true)));
      entry.append(name, value);
      list.append(entry);
    }
    const back = document.createElement("p");
    const link = document.createElement("a");
    link.href = `#${row.id}`;
    link.textContent = aside.dataset.row;
    link.className = "small";
    link.addEventListener("click", () => row.focus({ preventScroll: true }));
    back.append(link);
    aside.replaceChildren(heading, list, back);
  }

  // Chooses the row with an id, or nothing, and marks the line or band that stands for it.
  function choose(id, address = true) {
    const row = id ? document.getElementById(id) : null;
    for (const one of page.querySelectorAll(".sel")) one.classList.remove("sel");
    if (row?.dataset.title || (row && !aside)) {
      row.classList.add("sel");
      if (aside) show(row);
      for (const mark of page.querySelectorAll(`svg [href="#${CSS.escape(id)}"]`)) {
        mark.classList.add("sel");
        if (mark !== document.activeElement) mark.parentNode.append(mark);
      }
    } else {
      aside?.replaceChildren(...hint);
    }
    if (address) history.replaceState(null, "", row ? `#${id}` : location.pathname + location.search);
  }

  // Words of a picture's own in the panel.
  choose.tell = (parts) => aside?.replaceChildren(...parts);

  page.addEventListener("click", (event) => {
    const row = event.target.closest("tr[data-title]");
    if (row && !event.target.closest("a, summary")) choose(row.id);
  });
  addEventListener("hashchange", () => choose(decodeURIComponent(location.hash.slice(1)), false));
  return choose;
}
