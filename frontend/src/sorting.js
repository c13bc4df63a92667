// A table whose columns can be sorted: each heading is a button, and says how its column is sorted.
const language = document.documentElement.lang;
const order = new Intl.Collator(language, { numeric: true, sensitivity: "base" });

export function sortable(table) {
  const body = table.tBodies[0];
  const heads = [...table.tHead.rows[0].cells];
  heads.forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "sort";
    button.append(...head.childNodes);
    head.append(button);
    button.addEventListener("click", () => {
      const down = head.getAttribute("aria-sort") === "ascending";
      heads.forEach((one) => one.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      body.append(...sorted([...body.rows], column, down));
    });
  });
}

// Rows by the text of a column; empty cells stand last, whichever way.
function sorted(rows, column, down) {
  const text = (row) => row.cells[column].textContent.trim();
  const keyed = rows.map((row) => [text(row), row]);
  const full = keyed.filter(([key]) => key).sort(([a], [b]) => order.compare(a, b) * (down ? -1 : 1));
  return [...full, ...keyed.filter(([key]) => !key)].map(([, row]) => row);
}
