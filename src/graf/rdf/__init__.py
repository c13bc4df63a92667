"""Model → quads: `mapping` writes one document's graphs, `register_graph` the register's, `derived` what follows.

`naming` settles over all documents what each thing is called (`iris` mints the names, `matching` says which items of an
agenda and of the minutes are one); `evidence` ties each fact to its passage; `shapes` says whether a graph holds.
"""
