// The editor for SPARQL: CodeMirror, with completion from the ontology and the data. It stands in a shadow root, whose
// styles are no inline styles, so that the pages' policy stays as strict as it is.
import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap, completionStatus } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, StreamLanguage, bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { completer } from "./completions.js";

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword], fontWeight: "700" },
  { tag: tags.atom, fontWeight: "400" },
  { tag: tags.comment, fontStyle: "italic", color: "var(--soft)" },
  { tag: [tags.variableName, tags.standard(tags.variableName), tags.special(tags.variableName)], color: "var(--accent)" },
]);

const look = EditorView.theme({
  "&": { border: "1px solid var(--edge)", borderRadius: "2px", background: "var(--paper)", color: "var(--ink)" },
  "&.cm-focused": { outline: "3px solid var(--accent)", outlineOffset: "3px" },
  ".cm-scroller": { font: "400 .875rem/1.6 var(--mono)", minHeight: "19rem", maxHeight: "36rem", overflow: "auto" },
  ".cm-content": { padding: ".75rem .5rem", caretColor: "var(--ink)" },
  ".cm-gutters": { background: "var(--wash)", color: "var(--soft)", borderRight: "1px solid var(--rule)" },
  ".cm-lineNumbers .cm-gutterElement": { padding: "0 .6rem 0 .9rem" },
  ".cm-matchingBracket, &.cm-focused .cm-matchingBracket": { background: "var(--tint)", color: "inherit" },
  ".cm-tooltip": { background: "var(--paper)", color: "var(--ink)", border: "1px solid var(--edge)", borderRadius: "2px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { font: "400 .875rem/1.5 var(--mono)", maxHeight: "16rem" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: ".2rem .6rem" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { background: "var(--tint)", color: "var(--ink)" },
  ".cm-completionDetail": { font: "400 .8125rem/1.5 var(--sans)", fontStyle: "normal", color: "var(--soft)" },
  ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "700" },
});

// What is typed over a selection: the browser would keep the look of what it replaces by an inline style.
function replace(event, view) {
  if (event.inputType !== "insertText" || !event.data || view.state.selection.main.empty) return false;
  view.dispatch(view.state.replaceSelection(event.data), { userEvent: "input.type", scrollIntoView: true });
  event.preventDefault();
  return true;
}

export function edit(field) {
  const offers = fetch(field.dataset.completions)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.statusText))))
    .catch(() => ({ prefixes: {}, terms: [], things: [] }))
    .then(completer);
  const complete = async (context) => (await offers)(context);
  const { form } = field;
  const label = form.querySelector(`label[for=${field.id}]`);
  const holder = document.createElement("div");
  holder.className = "editing";
  const root = holder.attachShadow({ mode: "open" });
  field.before(holder);
  const run = () => {
    form.requestSubmit();
    return true;
  };
  const leave = (view) => {
    if (completionStatus(view.state)) return false;
    form.querySelector("button").focus();
    return true;
  };
  const view = new EditorView({
    parent: root,
    root,
    state: EditorState.create({
      doc: field.value,
      extensions: [
        lineNumbers(),
        history(),
        bracketMatching(),
        closeBrackets(),
        StreamLanguage.define(sparql),
        syntaxHighlighting(colours),
        autocompletion({ override: [complete], icons: false }),
        EditorView.lineWrapping,
        EditorView.domEventHandlers({ beforeinput: replace }),
        EditorView.contentAttributes.of({ "aria-label": label.textContent }),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) field.value = update.state.doc.toString();
        }),
        keymap.of([
          { key: "Mod-Enter", run },
          ...closeBracketsKeymap,
          ...completionKeymap,
          { key: "Escape", run: leave },
          ...defaultKeymap,
          ...historyKeymap,
        ]),
        look,
      ],
    }),
  });
  const writing = document.activeElement === field;
  field.hidden = true;
  if (writing) {
    view.focus();
    view.dispatch({ selection: { anchor: field.selectionStart, head: field.selectionEnd } });
  }
  form.querySelector("[data-keys]").hidden = false;
  label.addEventListener("click", () => view.focus());
}
