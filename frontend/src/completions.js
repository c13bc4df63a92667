// What the editor offers: variables of the query, words of SPARQL, the ontology's terms by short name or by label, and
// bodies and matters of the release by name.
const WORDS = `SELECT DISTINCT WHERE FILTER OPTIONAL UNION MINUS BIND VALUES EXISTS NOT GROUP BY ORDER HAVING LIMIT OFFSET
ASC DESC CONSTRUCT DESCRIBE ASK FROM NAMED GRAPH PREFIX BASE COUNT SUM MIN MAX AVG SAMPLE GROUP_CONCAT CONTAINS STRSTARTS
LCASE UCASE STR LANG REGEX REPLACE COALESCE IF BOUND YEAR MONTH`.split(/\s+/);
const WRITTEN = /[?$]?[\p{L}\p{N}_:-]*/u;

export function completer({ prefixes, terms, things }) {
  const known = [
    ...terms.map(([name, label, type]) => ({ label: name, detail: label, type, boost: 2 })),
    ...terms.filter(([, label]) => label).map(([name, label, type]) => ({ label, apply: name, detail: name, type })),
    ...things.map(([iri, name, type]) => ({ label: name, apply: `<${iri}>`, detail: type, type: "text", boost: -1 })),
    ...WORDS.map((word) => ({ label: word, type: "keyword", boost: 1 })),
    ...Object.entries(prefixes).map(([name, iri]) => ({
      label: `PREFIX ${name}:`,
      apply: `PREFIX ${name}: <${iri}>`,
      type: "keyword",
      boost: -2,
    })),
  ];
  return (context) => {
    const word = context.matchBefore(WRITTEN);
    if (!word || (word.from === word.to && !context.explicit)) return null;
    if (/^[?$]/.test(word.text)) {
      const all = new Set(context.state.doc.toString().match(/[?$][\p{L}\p{N}_]+/gu));
      all.delete(word.text);
      return { from: word.from, options: [...all].map((label) => ({ label, type: "variable" })) };
    }
    return { from: word.from, options: known, validFor: /^[\p{L}\p{N}_:-]*$/u };
  };
}
