"""Letters taken for others of like shapes, figures for letters, marks of which only some were lost: made-up minutes."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graf.model import Register
from graf.read.language import doubt, gated, misread, short_words
from graf.read.misread import figure, slips
from graf.read.repair import Repaired, Repairer
from graf.read.vocabulary import gathered, told

CLEAN = """Nätverket för Nordland
Datum: 2024-03-12
Närvarande: Ada Strömberg, Östen Kallhög, Disa Lund
1. Mötets öppnande
Nätverket beslutade att öppna mötet och att godkänna dagordningen.
2. Rapport om samverkan
Vid mötet lyftes att det finns behov av ett gemensamt underlag för kommunerna. Det är viktigt att frågan nu
förankras i varje kommun innan den tas vidare till styrgruppen. Kommunerna har fört en dialog om hur arbetet
kan fortsätta, och det råder enighet om att samverkan med regionen är av stor vikt. Frågan om hur medlen ska
fördelas tas upp på nästa möte. Nätverket beslutade att lägga informationen till handlingarna.
"""
MISREAD = [
    ("oeh att det firins behov av ett gernensamt underlag", "och att det finns behov av ett gemensamt underlag"),
    ("den bcslutade att 1ägga dem till handIingarna", "den beslutade att lägga dem till handlingarna"),
    ("kommuuerna har f0rt en dialog", "kommunerna har fört en dialog"),
    ("rollen *som utvecklare . för länet", "rollen som utvecklare för länet"),
    ("Nätverket beslutade ett godkänna planen", "Nätverket beslutade att godkänna planen"),
    ("Carino Strömberg deltog", "Carina Strömberg deltog"),
    ("6vriga frågor. 0stra kretsen", "Övriga frågor. Östra kretsen"),
    ("Mötet den 2O24-03-12", "Mötet den 2024-03-12"),
    ("ärendet tas upp pa mötet for beslut", "ärendet tas upp på mötet för beslut"),
    ("cn samverkan l länet", "en samverkan i länet"),
    ("att placeringsutredninqen är klar", "att placeringsutredningen är klar"),
    ("medlen 5ka fördelas. 5yftet är klart", "medlen ska fördelas. Syftet är klart"),
    ("att kommunrepresenfanterna deltar", "att kommunrepresentanterna deltar"),
    ("i Hedernora och Borläugo kommuner", "i Hedemora och Borlänge kommuner"),
]  # fmt: skip
WORDS = ["beslutadc", "oeh", "2O25", "l", "nätverket", "Dalama", "för", "fér", "Ada", "SCHNY", "5ka", "|", "ﬁ", "–"]
NOISE = "Ocb det ör dc som bar ansvar oeh aft dct ska ske. Dcn som har trågan fär dcn scm tas npp."


KNOWN = Register(places={"borlänge": "borlange", "hedemora": "hedemora"})


def repaired(text: str) -> Repaired:
    return Repairer(gathered([told(text, True)], KNOWN)).repair(text)


def repair(text: str) -> str:
    return repaired(text).text


@pytest.mark.parametrize(("read", "printed"), MISREAD)
def test_misread_words_are_read_as_printed(read: str, printed: str) -> None:
    """In a text where many short words are none, words that nothing explains are taken for those of like shapes."""
    assert printed in repair(f"{CLEAN}{NOISE}\n{read}\n")


@pytest.mark.parametrize(
    ("read", "printed"),
    [
        ("att lagga informationen till handiingarna", "att lägga informationen till handlingarna"),
        ("fêr hêlso- och sjukvard, fèr kommunens atgarder", "för hälso- och sjukvård, för kommunens åtgärder"),
    ],
)
def test_words_that_lost_their_marks_are_misread_too(read: str, printed: str) -> None:
    """Where marks were lost as well, a usual word is taken before an odd compound, and marks of other languages are å,
    ä or ö."""
    lost = CLEAN.translate(str.maketrans("åäöÅÄÖ", "aaoAAO"))
    assert printed in repair(f"{lost}{NOISE}\n{read}\n")


def test_what_is_well_read_stays() -> None:
    """A text that was read with Swedish letters is behind no gate, and repairing it would change nothing."""
    assert not misread(CLEAN)
    assert repair(CLEAN) == CLEAN


@pytest.mark.parametrize(
    "line",
    [
        "Ådahl, Kerstin och Bahman Zeki deltog i LPO",  # names that no list has
        "uppdra åt tidplansgruppen att ta fram läsår och delår",  # words that no list has
        "denras-Fers | Malung | 15 | 2024-03-12 | kl. 08.00-09.00",
        "Bilaga B1, S 2019:04, 5 b) och 10 l mjölk",
    ],
)
def test_what_is_right_stays_in_a_misread_text(line: str) -> None:
    """Names, rare words, figures and signs stay as they are beside misread words."""
    assert line in repair(f"{CLEAN}{NOISE}\n{line}\n")


def test_the_gate_sees_words_that_no_one_prints() -> None:
    """Figures and capitals inside words, and letters that never stand together, tell in a short text too."""
    for word in ("Da1arna", "lokaIa", "bcslutade", "dialoq).", "9odkänna", "tidvlsorganisotioqen"):
        assert misread(f"Nätverket beslutade att anta planen. {word} och {word} står i {word} för året.")
    for word in ("MiniMaria", "covid19", "eHälsa", "Eric", "energiinsats", "hbtqi", "Bruun", "B1", "S2019:04"):
        assert not misread(f"Nätverket beslutade att anta planen. {word} och {word} står i {word} för året.")


def test_a_slip_in_another_document_teaches_nothing() -> None:
    """A word that one document alone has, and that is one slip from a usual one, is taken for that."""
    other = told("Nätverket fick information om bandlingarna och mötc.", False)
    repairer = Repairer(gathered([other, told(CLEAN + NOISE, True)], KNOWN))
    assert (
        "till handlingarna och nästa möte"
        in repairer.repair(f"{CLEAN}{NOISE}\ntill bandlingarna och nästa mötc\n").text
    )


def test_the_gate_sees_lost_marks_and_misread_letters() -> None:
    """Few slips are enough to tell; the share of lost marks sets how readily they come back."""
    few = CLEAN.replace("för ", "fér ").replace(" på ", " pa ").replace("att", "atl", 2)
    assert not gated(few)
    assert misread(few)
    assert misread(CLEAN + NOISE)
    assert doubt(CLEAN) > doubt(few) > 0 == doubt(CLEAN.translate(str.maketrans("åäö", "aao")))


def test_short_words_of_minutes_are_known() -> None:
    """The list holds what minutes use, so that a clean text never passes the gate for repair."""
    assert short_words(CLEAN.split())[0] == 0


def test_figures_come_back_from_letters() -> None:
    """Only in what can be nothing but a number."""
    assert [figure(word) for word in ("2O25", "25l0I7", "O8", "B12", "1l", "10", "LO")] == [
        "2025", "251017", None, None, None, None, None,
    ]  # fmt: skip


@given(st.text("abc", max_size=6), st.text("abc", max_size=6))
def test_slips_are_counted_like_edits(one: str, other: str) -> None:
    """Up to two slips the count is the edit distance; more are three."""

    def distance(left: str, right: str) -> int:
        if not left or not right:
            return len(left) + len(right)
        return min(
            distance(left[1:], right) + 1,
            distance(left, right[1:]) + 1,
            distance(left[1:], right[1:]) + (left[0] != right[0]),
        )

    assert slips(one, other) == min(3, distance(one, other))


@settings(deadline=None, max_examples=30)
@given(st.lists(st.sampled_from(WORDS), max_size=30))
def test_lines_and_spans_are_kept(words: list[str]) -> None:
    """A repair names the words it changed by their place in the text, and nothing else changes."""
    text = f"{CLEAN}{NOISE}\n{' '.join(words)}\n"
    fixed, repairs, _ = repaired(text)
    assert fixed.count("\n") == text.count("\n")
    for one in repairs:
        assert text[one.original_start : one.original_end] == one.original
    back, last = "", 0
    for one in repairs:
        back += fixed[last : one.start] + one.original
        last = one.end
    assert back + fixed[last:] == text
