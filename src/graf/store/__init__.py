"""The store: the only place that opens one (`embedded`), and the releases that hold them (`release`, `counts`)."""
