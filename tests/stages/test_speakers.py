"""Who speaks, on texts invented for the purpose."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import pytest
from effort import count_calls
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.models import Models
from onrecord.records import Entity, Page, Statement
from onrecord.resources import rows, words
from onrecord.stages.clean import classify_blocks
from onrecord.stages.parse import parse_text
from onrecord.stages.speakers import resolve_speakers
from onrecord.stages.statements import attribute_statements


@dataclass(frozen=True)
class Reading:
    """What one text yields, with questions that tests ask of it."""

    text: str
    statements: tuple[Statement, ...]
    entities: tuple[Entity, ...]
    outlet: str

    def name(self, entity: str) -> str:
        return next(e.name for e in self.entities if e.id == entity)

    def entity(self, name: str) -> Entity:
        return next(e for e in self.entities if e.name == name)

    def at(self, words_of_content: str) -> Statement:
        """The smallest statement whose content holds the words."""
        holding = [s for s in self.statements if any(words_of_content in c.of(self.text) for c in s.content)]
        assert holding, f"no statement holds {words_of_content!r}"
        return min(holding, key=lambda s: sum(map(len, s.content)))

    def says(self, words_of_content: str) -> list[str]:
        return [self.name(s) for s in self.at(words_of_content).speakers]

    def via(self, words_of_content: str) -> list[str]:
        return [self.name(s) for s in self.at(words_of_content).via]


def read(text: str, models: Models, *, outlet: str | None = None, title: str | None = None) -> Reading:
    sha = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    page = Page("one", text, sha, "one", outlet=outlet, title=title)
    blocks = classify_blocks(page)
    parse = parse_text(text, blocks, parser=models.parser)
    statements, entities, own = resolve_speakers(page, blocks, parse, attribute_statements(page, blocks, parse))
    return Reading(text, statements, entities, own)


COUNCIL = """Mayor quits after flood

Mayor Daniel Orrin of Halvar resigned on Monday after the flood. He said that the dams had been checked in spring.

"I did what I could," Mr. Orrin said. "My office warned the council twice."

Karen Voss, a spokeswoman for the council, said the warnings came too late. She added that an inquiry would follow.

The mayor said he would answer every question.
"""


def test_names_titles_pronouns_and_roles_lead_to_one_person(models: Models) -> None:
    reading = read(COUNCIL, models)
    assert reading.says("the dams had been checked") == ["Daniel Orrin"]
    assert reading.says("I did what I could") == ["Daniel Orrin"]
    assert reading.says("the warnings came too late") == ["Karen Voss"]
    assert reading.says("an inquiry would follow") == ["Karen Voss"]
    assert reading.says("he would answer every question") == ["Daniel Orrin"]
    assert "spokeswoman for the council" in reading.entity("Karen Voss").roles


def test_i_in_a_quotation_is_a_mention_of_its_speaker(models: Models) -> None:
    reading = read(COUNCIL, models)
    mentioned = [m.span.of(reading.text) for m in reading.entity("Daniel Orrin").mentions]
    assert "I" in mentioned
    assert "Mr. Orrin" in mentioned or "Orrin" in mentioned


def test_spouses_are_told_apart_by_honorific(models: Models) -> None:
    text = (
        "Senator Paul Merrow opened the fair on Friday. His wife, Linda Merrow, runs the orchard. "
        "Mrs. Merrow said the harvest was poor. Mr. Merrow said the road would be widened."
    )
    reading = read(text, models)
    assert reading.says("the harvest was poor") == ["Linda Merrow"]
    assert reading.says("the road would be widened") == ["Paul Merrow"]


def test_an_unnamed_spokesman_is_filed_under_his_body(models: Models) -> None:
    text = (
        "A spokesman for the Halvar Port Authority declined to comment on the fire. "
        "The Portuguese foreign ministry said on Tuesday that two sailors were missing. "
        "A spokesman for the U.S. attorney in Brooklyn said the case was open."
    )
    reading = read(text, models)
    assert reading.says("to comment") == ["Halvar Port Authority"]
    assert reading.says("two sailors were missing") == ["Portuguese Foreign Ministry"]
    assert reading.entity("Portuguese Foreign Ministry").country == "PT"
    assert reading.says("the case was open") == ["US Attorney's Office for the Eastern District of New York"]


def test_whose_lawyer_it_is_tells_which_lawyer(models: Models) -> None:
    text = (
        "Rep. Thomas Garrel's attorney said on Friday that charges were unfounded. "
        "Garrel's attorney, Martin Oakes, called the inquiry slow. "
        "The statement said Garrel would stay in office. "
        "A spokesman for Mr. Garrel said the seat was safe."
    )
    reading = read(text, models)
    assert reading.says("the seat was safe") == ["spokesman for Thomas Garrel (unnamed)"]
    assert reading.says("charges were unfounded") == ["Martin Oakes"]
    assert reading.says("Garrel would stay in office") == ["Martin Oakes"]


def test_capitals_and_seats_speak_for_governments_but_are_places_too(models: Models) -> None:
    text = (
        "Lisbon said the ferry line would reopen in May. Engineers met in Lisbon on Monday. "
        "The Kremlin said the visit had been put off. Beijing rejected the proposal. Officials met in Beijing."
    )
    reading = read(text, models)
    assert reading.says("the ferry line would reopen") == ["Portugal"]
    assert reading.says("the visit had been put off") == ["Kremlin"]
    assert reading.says("the proposal") == ["China"]
    assert reading.entity("Portugal").kind == "government"
    assert len(reading.entity("China").mentions) == 1


def test_washington_is_the_government_the_paper_or_the_state(models: Models) -> None:
    text = (
        "Washington warned that the treaty would lapse. "
        "The Washington Post reported that the bridge had cracked. "
        "Washington Gov. Rita Sandoval said the pass was closed."
    )
    reading = read(text, models)
    assert reading.says("the treaty would lapse") == ["US government"]
    assert reading.says("the bridge had cracked") == ["The Washington Post"]
    assert reading.says("the pass was closed") == ["Rita Sandoval"]


@pytest.mark.parametrize(
    ("phrase", "name"),
    [
        ("U.S. officials", "US officials (unnamed)"),
        ("A senior American official", "US officials (unnamed)"),
        ("Washington sources", "US officials (unnamed)"),
        ("A person familiar with the matter", "people familiar with the matter (unnamed)"),
        ("People with knowledge of the sale", "people with knowledge of the sale (unnamed)"),
        ("Law enforcement officials", "law enforcement officials (unnamed)"),
        ("Some critics", "critics (unnamed)"),
        ("Democrats", "Democrats"),
        ("Russian news agencies", "Russian news agencies (unnamed)"),
    ],
)
def test_unnamed_sources_are_filed_by_kind(models: Models, phrase: str, name: str) -> None:
    reading = read(f"{phrase} said on Monday that the tunnel would close for a year.", models)
    assert reading.says("the tunnel would close") == [name]


def test_the_people_are_those_mentioned_before(models: Models) -> None:
    text = (
        "The ferry company will be sold, people with knowledge of the talks said on Friday. "
        "The price has not been set, two of the people said."
    )
    reading = read(text, models)
    assert reading.says("The price has not been set") == ["people with knowledge of the talks (unnamed)"]


def test_joint_sources_are_several_speakers(models: Models) -> None:
    text = (
        "House Speaker Anna Pell and Senate leader Victor Lund said the vote would wait. "
        "They called the draft weak.\n\n"
        "Spain and Portugal denied that the line had been cut."
    )
    reading = read(text, models)
    assert reading.says("the vote would wait") == ["Anna Pell", "Victor Lund"]
    assert reading.says("the line had been cut") == ["Spain", "Portugal"]


def test_the_chain_runs_from_outlet_to_source(models: Models) -> None:
    text = (
        "The mine had been unsafe for years, Reuters reported, citing two inspectors. "
        "Inspector Nora Vance told CNN that the lift had failed."
    )
    reading = read(text, models)
    citing = next(s for s in reading.statements if s.cue.of(text) == "citing")
    assert [reading.name(v) for v in citing.via] == ["Reuters"]
    assert reading.says("the lift had failed") == ["Nora Vance"]
    assert reading.via("the lift had failed") == ["CNN"]


def test_who_denies_in_the_narrators_words_is_no_link(models: Models) -> None:
    text = "Governor Ruth Amsel denied claims that the dam had been sabotaged."
    reading = read(text, models)
    claim = reading.at("the dam had been sabotaged")
    assert "Ruth Amsel" not in [reading.name(v) for v in claim.via]
    text = "Mr. Brand said that Governor Ruth Amsel had promised to rebuild the dam."
    assert read(text, models).via("to rebuild the dam") == ["Brand"]


def test_the_reports_own_outlet_is_not_in_the_chain(models: Models) -> None:
    reading = read("Mayor Ida Kroll told Fox News that the pool would open.", models, outlet="Fox News")
    assert reading.via("the pool would open") == []
    assert reading.name(reading.outlet) == "Fox News"


@pytest.mark.parametrize(
    ("text", "outlet", "title", "name"),
    [
        ("Port Halvar, May 3 (EFE).- The harbour reopened on Monday.", None, None, "EFE"),
        ("The harbour reopened on Monday.", "HuffPost", None, "HuffPost"),
        ("The harbour reopened on Monday.", "nytimes.com", None, "The New York Times"),
        ("The harbour reopened on Monday.", "The Halvar Bugle", None, "The Halvar Bugle"),
        ("The harbour reopened on Monday.", None, "Harbour reopens | National Review", "National Review"),
        ("The harbour reopened on Monday.", None, None, "Outlet of report one (not named)"),
    ],
)
def test_the_own_voice(models: Models, text: str, outlet: str | None, title: str | None, name: str) -> None:
    reading = read(text, models, outlet=outlet, title=title)
    assert reading.name(reading.outlet) == name
    assert reading.entity(name).kind == "outlet"


def test_a_name_beside_an_office_is_a_persons_though_the_parser_knows_none(models: Models) -> None:
    reading = read(
        "The president of Maravia, Ruta Halgrim, and the prime minister of Ostrel, Emil Castane, met in Harnick.\n\n"
        "“We owe it to the injured,” Halgrim told reporters. She would not say what the inquiry costs. "
        "“Experts will look at it,” the president said.",
        models,
    )
    assert reading.says("We owe it") == ["Ruta Halgrim"]
    assert reading.says("what the inquiry costs") == ["Ruta Halgrim"]
    assert reading.says("Experts will look") == ["Ruta Halgrim"]
    assert reading.entity("Ruta Halgrim").roles == ("president of Maravia",)
    assert reading.entity("Emil Castane").roles == ("prime minister of Ostrel",)


def test_an_unnamed_source_of_the_headline_is_the_one_below(models: Models) -> None:
    reading = read(
        "Former inspector says she wrote the letter\n\nA former safety inspector said on Tuesday that she herself "
        "wrote to the ministry, contradicting its claim that no such letter exists.\n\n"
        "A former minister said he had read it.",
        models,
    )
    speakers = {reading.name(s) for statement in reading.statements for s in statement.speakers}
    assert reading.says("she wrote the letter") == ["former safety inspector (unnamed)"]
    assert "former inspector (unnamed)" not in speakers and "former ministers (unnamed)" in speakers


def test_whoever_speaks_of_reed_by_name_is_not_reed(models: Models) -> None:
    text = "Alan Reed met Peter Cole in Halvar on Sunday. He said Reed had lost the key."
    assert read(text, models).says("Reed had lost the key") == ["Peter Cole"]


def test_every_speaker_and_link_is_an_entity_of_the_report(models: Models) -> None:
    reading = read(COUNCIL, models)
    ids = {entity.id for entity in reading.entities}
    for statement in reading.statements:
        assert statement.speakers
        assert set(statement.speakers) | set(statement.via) <= ids
    assert reading.outlet in ids
    for entity in reading.entities:
        for mention in entity.mentions:
            assert mention.span.of(reading.text).strip()


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(alphabet=st.sampled_from('abc ABC.,"“”()\n\t\u202e\x00é’Mr. said he US it who'), max_size=400))
def test_any_text_passes_and_twice_alike(models: Models, text: str) -> None:
    assert read(text, models) == read(text, models)


def test_a_very_long_sentence_costs_no_more_than_its_length(models: Models) -> None:
    def calls(count: int) -> int:
        text = "Ann Cole said " + "the lawyer of the wife of the mayor of Halvar and " * count + "nobody knew."
        page = Page("one", text, "0", "one")
        blocks = classify_blocks(page)
        parse = parse_text(text, blocks, parser=models.parser)
        statements = attribute_statements(page, blocks, parse)
        return count_calls(lambda: resolve_speakers(page, blocks, parse, statements))

    few, many = calls(100), calls(800)
    assert many < 8 * few * 2


def test_tables_are_whole() -> None:
    codes = {row["code"] for row in rows("countries.tsv")}
    outlets = rows("outlets.tsv")
    assert len(outlets) > 400
    assert len({row["name"] for row in outlets}) == len(outlets)
    assert {row["kind"] for row in outlets} == {"agency", "paper", "broadcaster", "magazine", "site", "radio"}
    assert {row["country"] for row in outlets} <= codes
    forms = {form for row in outlets for form in (row["name"], *row["aliases"].split("|"))}
    assert {word for word in words("ambiguous-outlets.txt") if not word.startswith("the ")} <= forms
    assert {row["country"] for row in rows("organisations.tsv") if row["country"]} <= codes
    assert {row["country"] for row in rows("metonyms.tsv") if row["country"]} <= codes


def test_an_unknown_agency_is_known_by_its_place_in_the_dateline(models: Models) -> None:
    text = "Ferries stop in Velmar\n\nVELMAR, Jun 12 (MPA).- Ferries stopped on Monday after a fire at the old harbour."
    page = Page("wire", text, "0", "wire")
    blocks = classify_blocks(page)
    parse = parse_text(text, blocks, parser=models.parser)
    _, entities, own = resolve_speakers(page, blocks, parse, attribute_statements(page, blocks, parse))
    assert [(entity.name, entity.kind) for entity in entities if entity.id == own] == [("MPA", "outlet")]


def test_a_family_name_that_stands_first_takes_a_title(models: Models) -> None:
    text = "Zhao Weimin, a spokesman of the port, spoke on Monday. Mr Zhao said the crane was safe."
    assert read(text, models).says("crane was safe") == ["Zhao Weimin"]


def test_what_comes_first_in_the_sentence_he_says_of_himself(models: Models) -> None:
    reading = read("Carl Voss wins seat\n\nMayor Tom Reed is close to a deal, he told aides on Monday.", models)
    assert reading.says("close to a deal") == ["Tom Reed"]


def test_who_after_an_apposition_is_the_one_named_before_it(models: Models) -> None:
    reading = read("He met Mayor Tom Reed, a former judge, who said that the dam will hold.", models)
    assert reading.says("the dam will hold") == ["Tom Reed"]


def test_one_described_twice_is_one_speaker(models: Models) -> None:
    text = "Mayor Ann Bell spoke on Sunday. The mayor and former judge said that the dam will hold."
    assert read(text, models).says("the dam will hold") == ["Ann Bell"]


def test_two_with_an_article_each_are_two_speakers(models: Models) -> None:
    text = "The mayor of Halvar and the judge said that the dam will hold."
    assert len(read(text, models).says("the dam will hold")) == 2


@pytest.mark.parametrize(("mark", "whose"), [("", "Bay Courier"), ('"', "")])
def test_we_beside_a_lone_quotation_mark_is_not_the_outlet(mark: str, whose: str, models: Models) -> None:
    text = f"The mayor left on Monday. We asked for the letter, and we said that it was late.{mark}"
    told = read(text, models, outlet="Bay Courier").says("it was late")
    assert ("Bay Courier" in told) == bool(whose)


@pytest.mark.parametrize(
    "text",
    [
        "Anna Reed was charged on Monday. Her lawyer, Paul Cole, said she would be cleared.",
        "Anna Reed was charged on Monday. A lawyer for Ms. Reed, Mary Cole, said she would be cleared.",
    ],
)
def test_who_speaks_for_somebody_speaks_of_them(text: str, models: Models) -> None:
    reading = read(text, models)
    place = text.index("she would")
    (meant,) = [e.name for e in reading.entities if any(m.span.start == place for m in e.mentions)]
    assert meant == "Anna Reed"


def test_a_role_names_whose_it_is(models: Models) -> None:
    text = "Anna Reed was charged on Monday. Her lawyer, Paul Cole, said that the court had erred."
    assert read(text, models).entity("Paul Cole").roles == ("Anna Reed’s lawyer",)


def test_what_leads_on_to_a_name_is_not_who_was_named_before(models: Models) -> None:
    text = (
        "Judge Gerd Stern spoke first. While witnesses told their views of Judge Stern, the Senate Democratic leader, "
        "Chad Reed of Norin, went to the floor. “I will block a vote,” the leader said.\n"
    )
    assert read(text, models).says("block a vote") == ["Chad Reed"]


def test_the_top_one_is_not_just_any(models: Models) -> None:
    text = "Vera Holt thanked Nick Reed, a Democrat. The Senate’s top Democrat said the port should be sold.\n"
    assert "Nick Reed" not in read(text, models).says("should be sold")


def test_a_name_that_both_bear_is_no_bar_to_he(models: Models) -> None:
    text = (
        "Mr. Stern has urged them to go on. Senator Lindsey Graves of Norin said on Monday that the port was sold. "
        "He said the price was low. “Whatever it takes,” Mr. Graves told a radio station.\n"
    )
    reading = read(text, models)
    assert reading.says("price was low") == ["Lindsey Graves"] == reading.says("Whatever it takes")


@pytest.mark.parametrize(
    "deed", ["thanked Nick Reed for his help with the port", "called on Nick Reed to drop his bid for the port"]
)
def test_whom_a_verb_acts_on_has_the_thing(deed: str, models: Models) -> None:
    text = f"Gerd Stern spoke in Norin on Monday. Gerd Stern {deed}.\n"
    reading = read(text, models)
    at = text.index(" his ") + 1
    (owner,) = (e.name for e in reading.entities if any(m.span.start == at for m in e.mentions))
    assert owner == "Nick Reed"
