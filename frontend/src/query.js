// The page where a visitor asks in SPARQL.
