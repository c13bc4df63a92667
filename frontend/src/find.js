// The search of a site of files: MiniSearch over the terms that the server's index holds too.
import MiniSearch from "minisearch";
import { stem, words } from "./terms.js";

export { stem, words };

const LONGEST = 12;

// The index as `search_file.py` writes it → a function that finds: text → [[kind, address, name, meeting], …].
export function finder({ weights, index }) {
  const options = {
    fields: Object.keys(weights.fields),
    storeFields: ["shown"],
    tokenize: (text) => text.split(" "),
    processTerm: (term) => term,
  };
  const search = MiniSearch.loadJS(index, options);
  const lighter = Object.fromEntries(
    Object.entries(weights.fields).map(([name, weight]) => [name, weight * weights.prefix]),
  );
  const either = (word) => {
    const whole = { queries: [stem(word)], boost: weights.fields };
    const begun = { queries: [word], boost: lighter, prefix: true };
    return { combineWith: "OR", queries: [...word].length >= weights.shortest ? [whole, begun] : [whole] };
  };
  return (text) => {
    const asked = [...new Set(words(text))].slice(0, LONGEST);
    if (!asked.length) return [];
    return search.search({ combineWith: "AND", queries: asked.map(either) }).map((one) => one.shown);
  };
}
