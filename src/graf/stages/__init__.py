"""The parts of a build (`graf.build` runs them in turn): what it reads, what it keeps, what it makes beside the store."""
