"""Whole pages as sites of different make leave them: every line of the page with the kind it must get.

All places, people and outlets are invented.
"""

from __future__ import annotations

import pytest

from onrecord.records import ARTICLE_KINDS, Page
from onrecord.stages.clean import classify_blocks

LEAD = (
    "The harbour of Northport will stay closed for the winter, the port authority said on Monday, after "
    "pilots refused for a third day to bring in ships."
)
SECOND = (
    "“We will not risk our crews for a timetable,” said Marta Lindqvist, who speaks for the pilots, "
    "adding that talks would go on until Friday."
)
THIRD = (
    "The ministry of transport denied that it had been asked to send navy pilots, calling the reports in "
    "the Bayland Courier invented."
)
LAST = (
    "Some 40 ships are waiting in the bay, according to the authority, three times as many as a week "
    "before the dispute began."
)

PAGES: dict[str, list[tuple[str, str]]] = {
    "wire on a Spanish site": [
        ("related", "Conflicts & Ports"),
        ("headline", "Northport, pilots deny that talks have failed"),
        ("update", "(Update 2: adds the ministry's reply, changes headline)"),
        ("dateline", "Northport, Mar 14 (EFE).- "),
        ("body", LEAD),
        ("body", SECOND),
        ("body", LAST),
        ("signature", "EFE"),
        ("signature", "ml/kb-rt/jot"),
        ("related", "Related Articles"),
        ("related", "Ferries stop at dusk as fog returns"),
        ("related", "Back to top button"),
    ],
    "South Asian daily": [
        ("related", "Home > News > World"),
        ("headline", "Northport harbour shut for winter as pilots stay away"),
        ("byline", "By Our Special Correspondent"),
        ("byline", "Updated: March 14, 2022 08:15 pm IST"),
        ("byline", "First Published: Mar 14, 2022, 18:40 IST"),
        ("share", "Share this article on Facebook Twitter WhatsApp"),
        ("caption", "Ships wait off Northport on Monday. (Image: ANI)"),
        ("dateline", "NORTHPORT: "),
        ("body", LEAD),
        ("related", "Also Read: Ferry operators threaten to follow the pilots"),
        ("body", SECOND),
        ("body", THIRD),
        ("signature", "(With inputs from PTI)"),
        ("byline",
        "(Except for the headline, this story has not been edited by our staff and comes from a syndicated feed.)"),
        ("promo", "Catch all the latest news and live updates on our website"),
        ("share", "Tags: Northport, harbour, pilots"),
        ("comment-form", "3 Comments"),
        ("comment-form", "Name *"),
        ("comment-form", "Email *"),
    ],
    "aggregator's blog": [
        ("headline", "Northport Shuts Its Harbour as Pilots Stay Away"),
        ("byline", " | Bayland Courier"),
        ("byline", "Posted on March 14, 2022 by admin"),
        ("caption", "Pilots at a meeting in Northport, Bayland, March 12, 2022. (Jon Ek/Reuters)"),
        ("body", LEAD),
        ("promo", "Story continues below advertisement"),
        ("body", SECOND),
        ("subhead", "No navy pilots"),
        ("body", THIRD),
        ("related", "Northport: Mayor warned by shippers over closed harbour"),
        ("body", LAST),
        ("byline", "Original source"),
        ("share", "#Northport #Shuts #Harbour #Pilots"),
        ("byline", "About the Author"),
        ("byline", "Tom Beale"),
        ("byline", "Tom Beale writes for the Local News section of the Bayland Post."),
        ("promo", "Please check out the following website for further news articles:"),
        ("comment-form", "Leave a Reply"),
        ("comment-form", "Your email address will not be published. Required fields are marked *"),
    ],
    "American cable site": [
        ("headline", "Northport mayor blasts pilots over 'reckless' harbor walkout"),
        ("body", LEAD),
        ("related", "BAYLAND GOVERNOR WEIGHS CALLING OUT GUARD OVER PORT WALKOUT"),
        ("body", SECOND),
        ("promo", "CLICK HERE TO GET THE BAYLAND NEWS APP"),
        ("body", THIRD),
        ("byline", "The Associated Press contributed to this report."),
        ("byline", "Ada Quill is a reporter for Bayland News. Follow her on Twitter @adaquill."),
    ],
    "American paper": [
        ("headline", "Harbor closed, pilots firm"),
        ("byline", "By ADA QUILL, Staff Writer"),
        ("byline", "Published 3:45 PM EDT March 14, 2022 | Updated 5:10 PM EDT March 14, 2022"),
        ("byline", "5 min read"),
        ("dateline", "NORTHPORT, Md. — "),
        ("body", LEAD),
        ("promo", "Advertisement"),
        ("body", SECOND),
        ("related", "More:Ferry operators may follow the pilots, union says"),
        ("promo", "Advertisement"),
        ("body", THIRD),
        ("update", "This is a developing story. Check back for updates."),
        ("byline", "Contributing: The Associated Press"),
        ("share", "Read or Share this story: https://courier.example/x1"),
        ("signature", "© 2022 Bayland Courier. All rights reserved."),
    ],
    "Reuters through a portal": [
        ("headline", "Northport closes harbour for winter - port authority"),
        ("dateline", "NORTHPORT, March 14 (Reuters) - "),
        ("body", LEAD),
        ("body", SECOND),
        ("subhead", "NAVY PILOTS"),
        ("body", THIRD),
        ("signature", "(Reporting by Ada Quill; Editing by Jon Ek)"),
        ("byline", "Our Standards: The Reuters Trust Principles."),
    ],
    "site of a British broadcaster": [
        ("headline", "Northport: Pilots keep harbour shut"),
        ("byline", "Published 14 March 2022"),
        ("byline", "By Ada Quill, Northport"),
        ("caption", "Image source, Getty Images Image caption, Ships wait off Northport"),
        ("body", LEAD),
        ("subhead", "'No timetable'"),
        ("body", SECOND),
        ("related", "Read more: Why Northport's pilots walked out"),
        ("body", THIRD),
        ("related", "More on this story"),
        ("related", "Ferries stop at dusk"),
        ("related", "How do harbour pilots work?"),
    ],
    "portal with its buttons": [
        ("promo", "Logo"),
        ("promo", "Hamburger Menu Close"),
        ("related", "World"),
        ("headline", "Northport pilots won't sail before talks, union says"),
        ("share", "WhatsApp Telegram Facebook Twitter Email LinkedIn"),
        ("promo", "Advertisement"),
        ("byline", "Published March 14, 2022"),
        ("dateline", "NORTHPORT : "),
        ("body", LEAD),
        ("body", SECOND),
        ("promo", "Hide Ad"),
        ("body", THIRD),
        ("signature", "(Reporting by Ada Quill; Editing by Jon Ek)"),
        ("promo", "Stay in the know. Anytime. Anywhere."),
        ("promo", "Subscribe to get daily news updates delivered straight to your inbox."),
        ("promo", "By clicking subscribe, I agree for my personal data to be used to send me newsletters."),
    ],
    "reprint under link lists": [
        ("related", "Tips for becoming a good rower - November 6, 2020"),
        ("related", "7 ways to make your first harbour cruise a memorable one - November 6, 2020"),
        ("related", "What to do when your ferry is late - November 3, 2020"),
        ("headline", "Northport harbour stays closed for winter"),
        ("caption", "Ships wait in the bay before dawn, in a place where the pilots used to board them. (AFP)"),
        ("byline", "Bayland Times Reporter March 14, 2022 | 12:20 AM"),
        ("dateline", "Northport, March 14 :"),
        ("body", LEAD),
        ("body", SECOND),
        ("body", THIRD),
        ("byline", "Source : EFE"),
        ("share", "(56)    (53)"),
        ("comment-form", "Total Comments (0)"),
        ("comment-form", "Please fill the fields below."),
    ],
    "plain report": [("headline", "Harbour stays closed"), ("body", LEAD), ("body", SECOND), ("body", THIRD)],
}  # fmt: skip


def build_page(lines: list[tuple[str, str]]) -> tuple[str, list[tuple[str, str]]]:
    """The page's text, and each stretch with its kind as it must come back."""
    text = ""
    for index, (_, words) in enumerate(lines):
        glued = (index and lines[index - 1][0] == "dateline") or words.startswith(" |") or words == "EFE"
        text += ("" if glued or not text else "\n\n") + words
    return text, [(kind, words.strip()) for kind, words in lines]


@pytest.mark.parametrize("name", PAGES)
def test_every_line_gets_its_kind(name: str) -> None:
    text, expected = build_page(PAGES[name])
    blocks = classify_blocks(Page("page", text, "", "page"))
    assert [(block.kind, block.span.of(text).strip()) for block in blocks] == expected


@pytest.mark.parametrize("name", PAGES)
def test_articles_words_survive_with_single_newlines(name: str) -> None:
    text, expected = build_page(PAGES[name])
    text = text.replace("\n\n", "\n")
    article = " ".join(
        b.span.of(text) for b in classify_blocks(Page("page", text, "", "page")) if b.kind in ARTICLE_KINDS
    )
    assert [words for kind, words in expected if kind == "body" and words not in article] == []
