"""graf turns the minutes of meetings into a linked-data knowledge graph.

The pipeline is the layout; imports go only leftwards along it:

    read → extract → resolve → corrections → rdf → store → query

- `read`     a file becomes a `Document` of numbered lines, its OCR repaired
- `extract`  a document becomes `Minutes`: attendance, items, decisions, references, roles, each with evidence
- `resolve`  mentions become identities: people, bodies, meetings, matters
- `corrections`  what people know better is put in its place
- `rdf`      what was read becomes quads, checked against the shapes
- `store`    quads become a release, the only place that opens a store
- `query`    questions to a release

Beside the pipeline: `model` (what passes between the stages), `config` (dataset.toml), `register` (what an archivist
knows), `issues` (what could not be read, settled or mapped), `resources` (ontology, queries and built-in data).
`build` runs the whole pipeline, `cli` is the command line.
"""

__version__ = "0.1.0"
