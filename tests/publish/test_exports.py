"""Exports: only the terms of the vocabularies that they are in, whole, and true to the release."""

from __future__ import annotations

import gzip

import rdflib
from rdflib import DCTERMS, FOAF, ORG, PROV, RDF, SKOS

from tests.publish.conftest import Site

BESLUIT = rdflib.Namespace("http://data.vlaanderen.be/ns/besluit#")
MANDAAT = rdflib.Namespace("http://data.vlaanderen.be/ns/mandaat#")
ELI = rdflib.Namespace("http://data.europa.eu/eli/ontology#")
ELI_DL = rdflib.Namespace("http://data.europa.eu/eli/eli-draft-legislation-ontology#")
SCHEMA = rdflib.Namespace("http://schema.org/")
GRAF = rdflib.Namespace("https://w3id.org/graf/ns/")

OSLO_TERMS = {
    *(BESLUIT[name] for name in (
        "Zitting", "Agendapunt", "BehandelingVanAgendapunt", "Besluit", "Bestuursorgaan", "Stemming", "isGehoudenDoor",
        "geplandeStart", "behandelt", "heeftNotulen", "heeftStemming", "aantalVoorstanders", "aantalTegenstanders",
        "aantalOnthouders",
    )),
    *(MANDAAT[name] for name in ("Mandataris", "Mandaat", "isBestuurlijkeAliasVan")),
    ELI.description, DCTERMS.title, DCTERMS.subject, DCTERMS.date, PROV.generated, PROV.atLocation, SCHEMA.position,
    ORG.holds, ORG.role, ORG.hasPost, FOAF.Person, FOAF.Document, FOAF.name, SKOS.Concept, SKOS.prefLabel, RDF.type,
}  # fmt: skip
ELI_DL_TERMS = {
    *(ELI_DL[name] for name in (
        "Activity", "ForeseenActivity", "Process", "Participation", "activity_date", "activity_label",
        "had_participation", "had_participant_person", "participation_role",
    )),
    DCTERMS.isPartOf, DCTERMS.title, FOAF.Person, FOAF.name, SKOS.Concept, SKOS.prefLabel, RDF.type,
}  # fmt: skip


def _whole(published: Site) -> rdflib.Graph:
    return rdflib.Graph().parse(data=gzip.decompress((published.root / "dumps/release.ttl.gz").read_bytes()))


def _terms(graph: rdflib.Graph) -> set[rdflib.term.Node]:
    return {*graph.predicates(), *graph.objects(None, RDF.type)}


def test_oslo_has_every_meeting_item_and_decision(published: Site) -> None:
    """As many sessions, agenda items and decisions as the release has, in OSLO's terms and those that it reuses."""
    graph, whole = rdflib.Graph().parse(published.root / "exports/oslo.ttl"), _whole(published)
    assert _terms(graph) <= OSLO_TERMS
    for theirs, ours in ((BESLUIT.Zitting, GRAF.Meeting), (BESLUIT.Agendapunt, GRAF.AgendaItem)):
        assert set(graph.subjects(RDF.type, theirs)) == set(whole.subjects(RDF.type, ours)) != set()
    taken = set(graph.subjects(RDF.type, BESLUIT.Besluit))
    assert taken == set(whole.subjects(RDF.type, GRAF.Decision)) != set()
    assert list(graph.subjects(RDF.type, MANDAAT.Mandataris))


def test_oslo_hangs_together(published: Site) -> None:
    """A decision comes of the treatment of an item that a session deals with; a mandatary is somebody, in a mandate."""
    graph = rdflib.Graph().parse(published.root / "exports/oslo.ttl")
    for decision in graph.subjects(RDF.type, BESLUIT.Besluit):
        (treatment,) = graph.subjects(PROV.generated, decision)
        assert (treatment, RDF.type, BESLUIT.BehandelingVanAgendapunt) in graph
        (item,) = graph.objects(treatment, DCTERMS.subject)
        (meeting,) = graph.subjects(BESLUIT.behandelt, item)
        assert (meeting, RDF.type, BESLUIT.Zitting) in graph
        assert graph.value(decision, ELI.description)
    for one in graph.subjects(RDF.type, MANDAAT.Mandataris):
        assert (graph.value(one, MANDAAT.isBestuurlijkeAliasVan), RDF.type, FOAF.Person) in graph
        mandate = graph.value(one, ORG.holds)
        assert (None, ORG.hasPost, mandate) in graph
        assert graph.value(mandate, ORG.role)
    for start in graph.objects(None, BESLUIT.geplandeStart):
        assert start.datatype == rdflib.XSD.dateTime
        assert start.value is not None


def test_eli_dl_has_activities_processes_and_who_took_part(published: Site) -> None:
    """Meetings and items are activities; only those present took part; each process and each meeting is told of."""
    graph, whole = rdflib.Graph().parse(published.root / "exports/eli-dl.ttl"), _whole(published)
    assert _terms(graph) <= ELI_DL_TERMS
    activities = {*graph.subjects(RDF.type, ELI_DL.Activity), *graph.subjects(RDF.type, ELI_DL.ForeseenActivity)}
    assert activities == {*whole.subjects(RDF.type, GRAF.Meeting), *whole.subjects(RDF.type, GRAF.AgendaItem)}
    present = set(whole.subjects(GRAF.status, rdflib.URIRef("https://w3id.org/graf/concept/present")))
    assert set(graph.subjects(RDF.type, ELI_DL.Participation)) == present != set()
    for one in present:
        assert graph.value(one, ELI_DL.had_participant_person)
        assert list(graph.subjects(ELI_DL.had_participation, one))
    for whole_thing in graph.objects(None, DCTERMS.isPartOf):
        assert (whole_thing, RDF.type, None) in graph
