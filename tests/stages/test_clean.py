"""Classifying the stretches of a page: invariants for any text, and each kind of cut."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from onrecord.records import ARTICLE_KINDS, Page
from onrecord.stages.clean import classify_blocks

SENTENCE = (
    "The port authority of Northport said on Monday that the harbour would stay closed until the pilots came back."
)
OTHER = "Nobody in the town expected that the quarrel between the pilots and the authority would last for so long."


def classify(text: str, **fields: str) -> list[tuple[str, str]]:
    page = Page("page", text, "", "page", **fields)  # type: ignore[arg-type]
    return [(block.kind, block.span.of(text)) for block in classify_blocks(page)]


def furniture(text: str, **fields: str) -> list[tuple[str, str]]:
    return [(kind, words.strip()) for kind, words in classify(text, **fields) if kind not in ARTICLE_KINDS]


# ---- whatever the text -----------------------------------------------------------------------------

PIECES = st.sampled_from(
    [SENTENCE, OTHER, "Advertisement", "Related Articles", "EFE", "NORTHPORT (AP) — ", "UPDATE: ", "| The Courier",
     "(Jon Ek/Reuters)", "\n", "\n\n", "\r\n", "\u2028", "\x85", " ", "\u200b", "\u202e", "“", "Leave a Reply", "- ",
     "READ MORE: "]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=400), st.lists(st.one_of(PIECES, st.text(max_size=12)), max_size=30).map("".join))


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, title=st.none() | st.text(max_size=60), outlet=st.none() | st.text(max_size=20))
@example(text="", title=None, outlet=None)
@example(text="\ufeff\u200b \x00", title="", outlet="")
def test_blocks_are_sorted_apart_and_cover_all_words(text: str, title: str | None, outlet: str | None) -> None:
    blocks = classify_blocks(Page("page", text, "", "page", title=title, outlet=outlet))
    end = 0
    for block in blocks:
        assert block.span.start >= end
        assert block.span.of(text).strip()
        assert not text[end : block.span.start].strip()
        end = block.span.end
    assert end <= len(text)
    assert not text[end:].strip()


@settings(max_examples=60, deadline=None)
@given(text=TEXTS)
def test_same_text_gives_same_blocks(text: str) -> None:
    page = Page("page", text, "", "page")
    assert classify_blocks(page) == classify_blocks(page)


@pytest.mark.parametrize(
    "text",
    [
        "word " * 200_000,
        "A" * 1_000_000,
        "(" * 200_000,
        "“" * 200_000,
        "a/b " * 100_000,
        "Abc " * 100_000,
        "\n" * 100_000,
    ],
    ids=["words", "one word", "brackets", "quotes", "slashes", "names", "lines"],
)
def test_long_lines_pass(text: str) -> None:
    assert len(classify(text)) <= 1


# ---- headline and top ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "tail"),
    [
        ("Pilots keep Northport harbour shut | The Bayland Courier", " | The Bayland Courier"),
        ("Pilots keep Northport harbour shut - BBC News", " - BBC News"),
        ("Pilots keep Northport harbour shut – Reuters", " – Reuters"),
        ("Pilots keep Northport harbour shut | World | Bayland Today", " | World | Bayland Today"),
    ],
)
def test_site_name_behind_a_headline_is_a_byline(line: str, tail: str) -> None:
    blocks = classify(f"{line}\n\n{SENTENCE}")
    assert blocks[0] == ("headline", line.removesuffix(tail))
    assert blocks[1] == ("byline", tail)


@pytest.mark.parametrize(
    "line",
    [
        "Harbour talks fail - mayor blames pilots",
        "Northport: Pilots - and police - keep harbour shut",
        "Pilots 1 | Mayor 0, and the town loses all",
    ],
)
def test_dash_within_a_headline_cuts_nothing(line: str) -> None:
    assert classify(f"{line}\n\n{SENTENCE}")[0] == ("headline", line)


def test_title_of_the_record_tells_the_headline() -> None:
    text = f"World\n\nHarbour shut.\n\n{SENTENCE}"
    assert ("headline", "Harbour shut.") in classify(text, title="Harbour Shut")
    assert classify(f"Harbour shut by pilots {SENTENCE}", title="Harbour shut by pilots")[:2] == [
        ("headline", "Harbour shut by pilots"),
        ("body", SENTENCE),
    ]


def test_headline_may_be_a_question_or_a_quotation() -> None:
    for line in ("Will the harbour of Northport open again?", "'We will not sail': Northport's pilots hold out"):
        assert classify(f"{line}\n\n{SENTENCE}")[0] == ("headline", line)


# ---- glued to paragraphs ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "dateline",
    [
        "Northport, Mar 14 (EFE).- ", "NORTHPORT (AP) — ", "NORTHPORT, Md. — ", "NORTHPORT — ", "NORTHPORT -- ",
        "NORTHPORT, March 14 (Reuters) - ", "(CNN) ", "(Reuters) - ", "NORTHPORT: ", "Northport — ",
        "NORTHPORT, Bayland (AFP) – ", "NORTHPORT/SANDHAVEN, Aug. 3 — ", "Northport, 14 March 2022 (TASS). ",
        "NORTHPORT, March 14. /TASS/. ", "March 14 (UPI) -- ", "Northport (CNN) ",
        "NORTHPORT, Bayland, March 14 (Xinhua) -- ",
    ],
)  # fmt: skip
def test_datelines(dateline: str) -> None:
    blocks = classify(f"Harbour of Northport stays closed\n\n{dateline}{SENTENCE}\n\n{OTHER}")
    assert blocks[1] == ("dateline", dateline.strip())
    assert blocks[2] == ("body", SENTENCE)


@pytest.mark.parametrize(
    "opening",
    ["Lindqvist — the pilots' speaker — said nothing had changed since the talks began on Monday morning.",
     "Northport – a town of 40,000 on the bay – has lived from its harbour for four hundred years.",
     "WATCH: The mayor of Northport speaks to the pilots in front of the closed harbour on Monday.",
     "QUESTION: Did the mayor know of it? The pilots say that she did, and that she told nobody of it."],
)  # fmt: skip
def test_no_dateline(opening: str) -> None:
    assert "dateline" not in {kind for kind, _ in classify(f"Harbour stays closed again\n\n{opening}\n\n{OTHER}")}


def test_speakers_of_a_transcript_are_no_datelines() -> None:
    lines = [
        "ADA QUILL: Did you know?",
        f"MARTA LINDQVIST: {SENTENCE}",
        f"ADA QUILL: {OTHER}",
        f"MARTA LINDQVIST: {SENTENCE}",
    ]
    assert furniture("Transcript of a talk in Northport\n\n" + "\n\n".join(lines)) == []


@pytest.mark.parametrize(
    "signature",
    [
        "EFE",
        " EFE",
        " (Reuters)",
        " -AFP",
        " — AP",
        " [ANI]",
        " (With inputs from PTI)",
        " /Xinhua",
        " kb/rt/msh",
        " (END)",
    ],
)
def test_signatures_glued_to_the_last_paragraph(signature: str) -> None:
    text = f"Harbour stays closed again\n\n{SENTENCE}\n\n{OTHER}{signature}"
    assert furniture(text) == [("signature", signature.strip())]


def test_no_signature_within_a_sentence() -> None:
    for ending in (
        "She told the AP.",
        "It was the mayor vs. CNN",
        "He works for the news agency EFE.",
        "“No comment,” said Reuters.",
    ):
        assert furniture(f"Harbour stays closed again\n\n{SENTENCE}\n\n{ending}") == []


def test_teasers_cut_off_after_the_article_are_no_part_of_it() -> None:
    cut = ["A ferry company in Sandhaven has asked the court to stop the sale of its last ship, which…",
           "The mayor of Easthaven on Friday took back his order to close the market, a day after…"]  # fmt: skip
    text = "\n\n".join(["Harbour stays closed again", SENTENCE, OTHER, *cut])
    assert furniture(text) == [("related", line) for line in cut]


def test_dateline_of_a_known_city_or_outlet() -> None:
    for front in ("Islamabad: ", "Karachi: ", "[Premium Times] ", "(Reuters) - "):
        assert furniture(f"Harbour stays closed again\n\n{front}{SENTENCE}\n\n{OTHER}") == [("dateline", front.strip())]
    for front in ("Lindqvist: ", "Pilots: "):
        assert furniture(f"Harbour stays closed again\n\n{front}{SENTENCE}\n\n{OTHER}") == []


def test_update_in_front_of_a_paragraph() -> None:
    text = f"Harbour stays closed again\n\n{SENTENCE}\n\nUPDATE: 7:19 p.m. -- {OTHER}"
    assert furniture(text) == [("update", "UPDATE: 7:19 p.m. --")]


def test_promotion_between_the_words_of_a_paragraph() -> None:
    text = f"Harbour stays closed again\n\n{SENTENCE} ( PHOTOS: Ten great harbours) {OTHER}"
    text += f"\n\n{OTHER} Story Continued Below {SENTENCE}"
    assert furniture(text) == [("related", "( PHOTOS: Ten great harbours)"), ("promo", "Story Continued Below")]


# ---- paragraphs ------------------------------------------------------------------------------------


def test_wrapped_lines_are_one_paragraph() -> None:
    text = (
        "Harbour stays closed\n\nThe port authority of Northport said on Monday that the harbour\nwould stay closed"
        " until the pilots came back to work, and that\nnobody could say when this would be the case, since the talks\n"
        "had not begun.\n\n"
        "It gave no reason for the delay, which has now lasted for more\nthan a week.\n"
    )
    assert [kind for kind, _ in classify(text)] == ["headline", "body", "body"]


def test_carriage_returns_count_and_are_not_text() -> None:
    text = f"Harbour stays closed\r\n\r\n{SENTENCE}\r\n\r\n{OTHER}\r\n"
    assert classify(text) == [("headline", "Harbour stays closed"), ("body", SENTENCE), ("body", OTHER)]


@pytest.mark.parametrize(
    "line",
    ["“Nobody is going out there,” Lindqvist said", "- No money for the pilots", "Lindqvist tweeted her answer:",
     "2. The mayor did not know", "The officials were not named.",
     "We waited for him in the harbour until it was dark, and nobody came"],
)  # fmt: skip
def test_short_lines_that_belong_to_the_article(line: str) -> None:
    assert furniture(f"Harbour stays closed again\n\n{SENTENCE}\n\n{line}\n\n{OTHER}") == []


@pytest.mark.parametrize(
    "line",
    [
        "The company said that the account had violated its terms of service and that it would stay closed.",
        "The news was first reported by the Courier, which said that the authority learned of it on Friday.",
        "The report was published by the ministry after the election and names nobody who took part in it.",
        "Video from inside the hall shows the mayor leave through a back door while the pilots still wait.",
        "With reports that the navy may now send pilots of its own, the union called for a vote on Friday.",
        "Research by the university of Northport on tides found that the harbour loses a metre in a decade.",
        "She deleted the posts in question — screenshots of which the court may see when it meets in May.",
        "Follow-up talks on the harbour were to be held in Sandhaven on Tuesday, the ministry said.",
        "Get out of the harbour, the mayor told them, or the police will come and do it for you.",
        "Are the pilots better off than they were four years ago? The union says that they are not.",
        "For more than thirty years the newspaper has published stories on the harbour and its people.",
        "Support for the pilots has fallen since the walkout began, two polls published on Friday show.",
        "Read together, the two letters leave little doubt about what the authority knew in January.",
        "Correction officers in Sandhaven have joined the walkout, the union said in a statement.",
        "By Friday, the pilots had won the support of the tugs, the ferries and most of the dockers.",
        "Updated figures from the ministry show that 40 ships were waiting on Monday, 12 more than before.",
        "Source code for the port's timetable was stolen, the authority said, but no harm was done by it.",
        "Related charges against two members of the union were dropped in March, the prosecutor said.",
        "Photographs of the hall that the Courier has seen show at least thirty people who were not invited.",
        "Comments by the mayor on Sunday that the pilots were blackmailers made the talks no easier.",
        "Advertisement of the posts began in May, and not one pilot from elsewhere asked for one of them.",
        "Subscribers to the port's service were told on Friday that no timetable could be given.",
        "Jorun Maris, the port's director of traffic, said the authority would follow the court's decision.",
        "Copyright in the charts belongs to the navy, which has not said whether the pilots may use them.",
    ],
)
def test_sentences_that_begin_as_furniture_does(line: str) -> None:
    assert furniture(f"Harbour stays closed again\n\n{SENTENCE}\n\n{line}\n\n{OTHER}") == []
