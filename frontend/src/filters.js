// The filters of a page that holds every move: they choose among its rows here, and the address says what is chosen.
// A page that holds a part of them leaves this to the server.

export function filters(page, data, redraw) {
  const form = page.querySelector("form.filters");
  if (!form || form.dataset.whole !== "yes" || !data.whole) return (bands) => bands;
  const note = page.querySelector(".note[data-words]");
  const fields = ["matter", "body", "kind", "period"];
  form.hidden = false;
  form.querySelectorAll(".go, [name=by]").forEach((one) => (one.closest("label") ?? one).toggleAttribute("hidden", one.matches(".go")));
  const given = new URLSearchParams(location.search);
  for (const name of fields) {
    const value = given.get(name);
    if (value && [...form.elements[name].options].some((option) => option.value === value)) form.elements[name].value = value;
  }
  const chosen = (name) => form.elements[name].value;
  const wanted = (band) =>
    (!chosen("matter") || band.matter === chosen("matter")) &&
    (!chosen("body") || band.bodies.includes(chosen("body"))) &&
    (!chosen("kind") || band.kind === chosen("kind")) &&
    (!chosen("period") || band.periods.includes(chosen("period")));
  const choose = (bands) => {
    const shown = bands.filter(wanted);
    const rows = new Set(shown.map((band) => band.row));
    for (const band of bands) {
      document.getElementById(band.row)?.toggleAttribute("hidden", !rows.has(band.row));
      page.querySelector(`[data-of="${CSS.escape(band.row)}"]`)?.toggleAttribute("hidden", !rows.has(band.row));
    }
    const values = { n: shown.length, open: shown.filter((band) => band.open).length, total: bands.length };
    note.textContent = shown.length ? note.dataset.words.replace(/\{(\w+)\}/g, (_, name) => values[name]) : note.dataset.none;
    return shown;
  };
  form.addEventListener("change", (event) => {
    if (event.target.name === "by") {
      form.submit();
      return;
    }
    const search = new URLSearchParams(fields.filter(chosen).map((name) => [name, chosen(name)]));
    history.replaceState(null, "", `${location.pathname}${search.size ? `?${search}` : ""}${location.hash}`);
    redraw();
  });
  form.addEventListener("submit", (event) => {
    if (form.elements.by?.value) return;
    event.preventDefault();
    redraw();
  });
  return choose;
}
