"""training/pairs/derive.py: what a rule makes of a sentence bears on it as the label says."""

from __future__ import annotations

import re

from training.pairs.derive import Rules, sentences

ARTICLE = """
The harbour board approved the plan on Monday. Mayor Orla Venn praised Councillor Tam Reith after the vote. The ferry
will return in June, the board said. About 40 ships have used the quay. The board ordered 1,200 lamps, which the last
mayor had wanted, in the spring. The quay was not closed during the storm. Mr. Reith had no comment.

Tam Reith is the council's oldest member. Residents can use the new bridge before the winter. Divers found 300 coins
near the old mill. The council will not sell the mill. The harbour board will meet
again before the plan is drawn up.
"""


def made(seed: int = 1) -> list[tuple[str, str, str, str]]:
    return [pair for _ in range(30) for pair in Rules(seed).derive(ARTICLE, most=12)]


def test_sentences_are_whole_and_of_the_article() -> None:
    found = sentences(ARTICLE.replace("\n", " "))
    assert "The quay was not closed during the storm." in found
    assert not any(sentence.endswith("Mr.") or "\n" in sentence for sentence in found)
    assert sentences("“We shall see,” she told us all that day. I do not know what you mean by that.") == []


def test_the_same_seed_makes_the_same_pairs() -> None:
    assert made() == made()
    assert {seed: made(seed) for seed in (1, 2)}[2] != made()


def test_every_rule_finds_work_and_no_text_is_paired_with_itself() -> None:
    pairs = [pair for seed in range(40) for pair in Rules(seed).derive(ARTICLE.replace("\n", " "), most=12)]
    rules = {rule for rule, *_ in pairs}
    assert rules >= {
        "attribute",
        "deny",
        "doubt",
        "negate",
        "count",
        "turn",
        "weaken",
        "opposite",
        "shorten",
        "neighbour",
    }
    assert all(premise != hypothesis for _, premise, hypothesis, _ in pairs)
    assert {possible for *_, possible in pairs} <= {"e", "c", "n", "cn", "en"}


def test_contradictions_differ_in_a_negation_a_denial_a_figure_or_an_opposite() -> None:
    negation = re.compile(r"\b(not|never)\b|n't\b")
    for seed in range(40):
        for rule, premise, hypothesis, possible in Rules(seed).derive(ARTICLE.replace("\n", " "), most=12):
            if rule == "negate" and possible == "c":
                assert len(negation.findall(premise)) != len(negation.findall(hypothesis))
            if rule == "count":
                assert re.findall(r"\d[\d,]*", premise) != re.findall(r"\d[\d,]*", hypothesis)
            if rule == "turn" and possible == "e":
                assert (premise, hypothesis) == (
                    "Mayor Orla Venn praised Councillor Tam Reith after the vote.",
                    "Councillor Tam Reith was praised by Mayor Orla Venn after the vote.",
                )
