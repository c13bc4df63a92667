"""Publication: a release as a folder of files that any host of files serves, with relative links all through.

It drives the very pages and data that `serve` answers with; a test compares them byte for byte.

- `site`     writes a release into a folder: every file of every producer, and only what has changed
- `pages`    the pages in both languages, and the tombstones of what is gone
- `data`     the data about each thing, the graphs, the texts, the answers to the public questions
- `releases` the releases beside: a page of each, and its manifest
- `dumps`    the whole release: N-Quads, Turtle, JSON-LD
- `tables`   meetings, items, decisions, attendance, roles and referrals as CSV with a CSVW description
- `changes`  when each thing last changed, found by comparing releases
- `feed`     the changes as a linked data event stream
- `atom`     the decisions as a feed for people
- `catalogue` the description for data portals (DCAT-AP, DCAT-AP-SE) of all `distributions`; `void` how large it is
- `exports`  the release in other vocabularies, by the queries of `queries/export/`
- `ontology` its files in three formats
- `hosting`  what hosts of files need to answer names, languages and media types
- `folder`   the folder: files replaced one by one, those that are published no more removed
- `links`    follows every link of a published folder
"""
