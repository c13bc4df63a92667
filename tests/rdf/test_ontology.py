"""The ontology's files: complete, bilingual, in agreement with each other and with the code's vocabulary."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from rdflib import OWL, RDF, RDFS, SH, SKOS
from rdflib.collection import Collection

from graf import resources
from graf.rdf import concepts, vocab

NS = vocab.GRAF.BASE
C = vocab.PREFIXES["c"]
TURTLE = ("graf.ttl", "concepts.ttl", "alignments.ttl", "shapes.ttl")
EXAMPLE = Path(__file__).resolve().parents[3] / "shared" / "example.trig"


def load(*names: str) -> rdflib.Graph:
    graph = rdflib.Graph()
    for name in names:
        graph.parse(resources.ontology() / name, format="turtle")
    return graph


GRAF = load("graf.ttl")
CONCEPTS = load("concepts.ttl")
SHAPES = load("shapes.ttl")
TERMS = sorted(str(term) for term in GRAF.subjects(RDFS.isDefinedBy, rdflib.URIRef(NS)))
KEYS = sorted({str(node) for node in CONCEPTS.subjects(RDF.type, SKOS.Concept)})
SCHEMES = sorted({str(node) for node in CONCEPTS.subjects(RDF.type, SKOS.ConceptScheme)})


def languages(graph: rdflib.Graph, node: str, predicate: rdflib.URIRef) -> list[str]:
    """The languages of a node's literals, sorted; an empty text counts as none."""
    found = graph.objects(rdflib.URIRef(node), predicate)
    return sorted(str(text.language) for text in found if isinstance(text, rdflib.Literal) and text.strip())


@pytest.mark.parametrize("name", TURTLE)
def test_both_libraries_read_the_same_triples(name: str) -> None:
    """Each file is valid Turtle to rdflib and to pyoxigraph alike."""
    path = resources.ontology() / name
    oxigraph = list(pyoxigraph.parse(path=str(path), format=pyoxigraph.RdfFormat.TURTLE))
    assert len(load(name)) == len(set(oxigraph)) > 0


@pytest.mark.parametrize("name", TURTLE[:3])
def test_no_blank_nodes_in_what_a_release_loads(name: str) -> None:
    """A release holds no blank nodes, so the files that go into its ontology graph have none."""
    assert not [term for triple in load(name) for term in triple if isinstance(term, rdflib.BNode)]


@pytest.mark.parametrize("term", TERMS)
def test_term_is_documented(term: str) -> None:
    """Every class and property says what it is in Swedish and English, with an example, as exactly one kind of term."""
    assert languages(GRAF, term, RDFS.label) == ["en", "sv"]
    assert languages(GRAF, term, RDFS.comment) == ["en", "sv"]
    assert list(GRAF.objects(rdflib.URIRef(term), SKOS.example))
    kinds = {OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty}
    assert len(kinds & set(GRAF.objects(rdflib.URIRef(term), RDF.type))) == 1


def test_every_term_of_ours_is_defined_by_the_ontology() -> None:
    """No term is used in graf.ttl's own namespace without being defined there."""
    used = {str(term) for triple in GRAF for term in triple if isinstance(term, rdflib.URIRef)}
    assert {term for term in used if term.startswith(NS) and term != NS} == set(TERMS)


def test_the_code_names_exactly_the_terms_of_the_ontology() -> None:
    """`vocab.GRAF` can neither name a term that is not defined nor miss one that is."""
    named = {term.value for term in vars(vocab.GRAF).values() if isinstance(term, pyoxigraph.NamedNode)}
    assert named == set(TERMS)


def test_each_constant_is_called_what_its_iri_ends_with() -> None:
    """A constant's name is its term's local name in every vocabulary, so no constant stands for another term."""
    for holder in vars(vocab).values():
        if isinstance(holder, type) and hasattr(holder, "BASE"):
            for name, term in vars(holder).items():
                if isinstance(term, pyoxigraph.NamedNode):
                    assert term.value == f"{holder.BASE}{name}"


@pytest.mark.parametrize("concept", KEYS)
def test_concept_is_documented(concept: str) -> None:
    """Every concept has a label and a definition in both languages, a Swedish example and a scheme it tops."""
    node = rdflib.URIRef(concept)
    assert languages(CONCEPTS, concept, SKOS.prefLabel) == ["en", "sv"]
    assert languages(CONCEPTS, concept, SKOS.definition) == ["en", "sv"]
    assert languages(CONCEPTS, concept, SKOS.example) == ["sv"]
    assert list(CONCEPTS.objects(node, RDFS.isDefinedBy)) == [rdflib.URIRef(C)]
    schemes = set(CONCEPTS.objects(node, SKOS.inScheme))
    assert schemes
    assert schemes == set(CONCEPTS.objects(node, SKOS.topConceptOf))
    assert {str(scheme) for scheme in schemes} <= set(SCHEMES)


def test_labels_are_unique_within_a_scheme() -> None:
    """Nobody has to choose between two concepts of one list that are called the same."""
    for scheme in SCHEMES:
        labels = [
            label
            for concept in CONCEPTS.subjects(SKOS.inScheme, rdflib.URIRef(scheme))
            for label in CONCEPTS.objects(concept, SKOS.prefLabel)
        ]
        assert len(labels) == len(set(labels)), scheme


def test_the_code_has_exactly_the_concepts_of_the_files() -> None:
    """`concepts.CONCEPTS` and concepts.ttl list the same schemes with the same concepts."""
    written = {
        scheme.removeprefix(C): {
            str(node).removeprefix(C) for node in CONCEPTS.subjects(SKOS.inScheme, rdflib.URIRef(scheme))
        }
        for scheme in SCHEMES
    }
    assert written == {scheme: set(keys) for scheme, keys in concepts.CONCEPTS.items()}


def test_shapes_and_concepts_have_the_same_lists() -> None:
    """Every concept that a shape allows exists, and every concept that exists is allowed somewhere."""
    used = {str(term) for term in SHAPES.objects() if str(term).startswith(C)}
    assert used == set(KEYS)


def test_each_closed_list_is_a_whole_scheme() -> None:
    """A shape's `sh:in` is one scheme, or the part of one that the class itself decides, such as `taken`."""
    schemes = {scheme: {C + key for key in keys} for scheme, keys in concepts.CONCEPTS.items()}
    for shape, items in SHAPES.subject_objects(SH["in"]):
        listed = {str(item) for item in Collection(SHAPES, items)}
        path = SHAPES.value(shape, SH.path)
        single = path == rdflib.URIRef(vocab.GRAF.status.value) and len(listed) == 1
        assert listed in schemes.values() or (single and listed < schemes["decision-statuses"]), path


def test_concept_reads_the_extraction_formats_spelling() -> None:
    """Values as `graf extract` prints them find their concept, and a value outside the list is refused."""
    assert concepts.concept("acts", "carry_out").value == f"{C}carry-out"
    assert concepts.concept("body-types", "steering group").value == f"{C}steering-group"
    assert concepts.concept("acts", "open").value == f"{C}open-meeting"
    assert concepts.concept("condition-statuses", "open").value == f"{C}open"
    with pytest.raises(ValueError, match="known: physical, digital, hybrid"):
        concepts.concept("meeting-modes", "by post")


def test_alignments_are_of_terms_that_exist() -> None:
    """An alignment's subject is a term or concept of ours, or one that we reuse; nothing of ours is its object."""
    known = {*TERMS, *KEYS}
    for subject, predicate, value in load("alignments.ttl"):
        if "/alignments" not in str(subject):
            assert str(subject) in known or str(subject).startswith(vocab.ORG.BASE), subject
            assert predicate in {
                *(SKOS[name] for name in ("closeMatch", "broadMatch", "narrowMatch", "relatedMatch")),
                *(RDFS.subClassOf, RDFS.subPropertyOf),
            }
            assert not str(value).startswith("https://w3id.org/graf/")


def context() -> dict[str, object]:
    found = json.loads((resources.ontology() / "context.jsonld").read_text("utf-8"))["@context"]
    assert isinstance(found, dict)
    return found


def expanded(name: str) -> str:
    prefix, _, local = name.partition(":")
    return vocab.PREFIXES[prefix] + local


def test_context_has_every_term_of_ours_under_its_own_name() -> None:
    """JSON-LD written with the context never has to fall back to an IRI for a term of graf's."""
    written = {}
    for key, value in context().items():
        name = value["@id"] if isinstance(value, dict) else value
        if isinstance(name, str) and re.fullmatch(r"graf:\w+", name):
            written[key] = expanded(name)
    assert written == {term.removeprefix(NS): term for term in TERMS}


def test_context_types_agree_with_the_ontology() -> None:
    """Object properties are IRIs in the context, dates and times have the ontology's datatype."""
    for key, value in context().items():
        term = rdflib.URIRef(NS + key)
        if (term, RDF.type, OWL.ObjectProperty) in GRAF:
            assert isinstance(value, dict)
            assert value["@type"] == "@id", key
        elif (ranged := GRAF.value(term, RDFS.range)) in {rdflib.XSD.date, rdflib.XSD.time}:
            assert isinstance(value, dict)
            assert expanded(value["@type"]) == str(ranged), key


def test_context_has_the_prefixes_of_the_code() -> None:
    """The context's prefixes are those that serialisations and queries use."""
    assert {key: context()[key] for key in vocab.PREFIXES} == dict(vocab.PREFIXES)


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")  # rdflib's own JSON-LD writer
def test_json_ld_round_trips() -> None:
    """A graph that uses the classes, dates, times, languages and numbers of the model survives JSON-LD unchanged."""
    quads = pyoxigraph.parse(path=str(Path(__file__).with_name("minimal.trig")), format=pyoxigraph.RdfFormat.TRIG)
    triples = "".join(f"{quad.triple} .\n" for quad in quads)
    graph = rdflib.Graph().parse(data=triples, format="nt")
    written = graph.serialize(format="json-ld", context=context())
    assert set(rdflib.Graph().parse(data=written, format="json-ld")) == set(graph)
    assert '"heldBy"' in written
    assert not re.search(r'"graf:\w+":', written.split('"@graph"')[1])


def test_example_uses_only_terms_and_concepts_that_exist() -> None:
    """The worked example of the design speaks the published vocabulary; its one role concept has since become data."""
    if not EXAMPLE.is_file():
        pytest.skip("the worked example is not here (it is not part of the project)")
    quads = pyoxigraph.parse(path=str(EXAMPLE), format=pyoxigraph.RdfFormat.TRIG)
    names = {term.value for q in quads for term in (q.predicate, q.object) if isinstance(term, pyoxigraph.NamedNode)}
    ours = {name for name in names if name.startswith((NS, C))}
    assert ours - set(TERMS) - set(KEYS) == {f"{C}socialchef"}


def redirect(path: str, accept: str, language: str) -> str | None:
    """Where the registration at w3id.org sends a path below /graf/, by the file's own rules."""
    sent = {"%{HTTP_ACCEPT}": accept, "%{HTTP:Accept-Language}": language}
    asked = ("", "")
    for line in (resources.ontology() / "w3id" / ".htaccess").read_text("utf-8").splitlines():
        words = line.split()
        if words[:1] == ["RewriteCond"]:
            asked = (words[1], words[2])
        elif words[:1] == ["RewriteRule"]:
            match, (header, wanted), asked = re.search(words[1], path), asked, ("", "")
            if match and re.search(wanted, sent.get(header, "")):
                return match.expand(re.sub(r"\$(\d)", r"\\\1", words[2]))
    return None


@pytest.mark.parametrize(
    ("path", "accept", "language", "target"),
    [
        ("ns/", "text/turtle", "", "/ontology/graf.ttl"),
        ("ns/Meeting", "text/turtle", "sv", "/ontology/graf.ttl"),
        ("ns/Meeting", "application/rdf+xml", "", "/ontology/graf.rdf"),
        ("ns/Meeting", "text/html", "sv-SE,sv", "/sv/ontology.html#Meeting"),
        ("ns/", "text/html", "de", "/en/ontology.html"),
        ("ns/context.jsonld", "application/ld+json", "", "/ontology/context.jsonld"),
        ("ns/alignments", "application/ld+json", "", "/ontology/alignments.jsonld"),
        ("concept/report-back", "text/turtle", "", "/ontology/concepts.ttl"),
        ("concept/report-back", "text/html", "en", "/en/ontology.html#concept-report-back"),
        ("shapes/Meeting", "text/turtle", "", "/ontology/shapes.ttl"),
        ("dalarna/id/body/schnv", "text/html", "sv", "/id/body/schnv"),
    ],
)
def test_redirects_of_the_registration(path: str, accept: str, language: str, target: str) -> None:
    """Terms, concepts, shapes and data each have a rule in the file that w3id.org needs, and no rule hides another."""
    assert redirect(path, accept, language) == f"https://graf.example/dalarna{target}"


GUIDE = Path(__file__).parents[2] / "docs" / "ontology.md"


def test_the_guide_names_every_class() -> None:
    """docs/ontology.md has every class of ours, so that a reader of the guide misses none."""
    classes = {str(term).removeprefix(NS) for term in GRAF.subjects(RDF.type, OWL.Class)}
    assert set(re.findall(r"`graf:([A-Z]\w+)`", GUIDE.read_text("utf-8"))) == classes


def test_the_guides_example_holds() -> None:
    """The guide's Turtle can be read, and only the readings that it leaves out are missing from it."""
    from graf.rdf.shapes import validate

    example = re.search(r"```turtle\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    assert example
    triples = [quad.triple for quad in pyoxigraph.parse(example[1], format=pyoxigraph.RdfFormat.TURTLE)]
    assert {fault.path for fault in validate(triples)} == {"^oa:hasBody"}
