"""The parts of a build, which `graf.build` runs in turn: what it reads, keeps, and makes beside the store."""
