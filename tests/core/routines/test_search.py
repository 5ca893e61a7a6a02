"""Finding routines by what is typed, in the shipped library and in any other."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from stretchtui.core.duration import whole_minutes
from stretchtui.core.routines.format import decode
from stretchtui.core.routines.library import Library, Source, join
from stretchtui.core.routines.model import Stretch
from stretchtui.core.routines.search import Item, Search, item_of
from stretchtui.core.routines.search_words import haystack, plain
from tests.core.strategies import words

OWN = """format = 1
[[routine]]
id = "mine"
name = "Étirements du soir"
tags = ["mine"]
  [[routine.step]]
  name = "Hüftöffner"
  instructions = ["Lehn dich zurück."]
  hold = 600
[[routine]]
id = "koshi"
name = "腰のストレッチ"
about = "朝に五分。"
  [[routine.step]]
  name = "膝を胸に"
  hold = 300
[[routine]]
id = "ten"
name = "Under 10 min"
  [[routine.step]]
  name = "A"
  hold = 1500
"""


def shipped() -> Library:
    """The shipped library, with three routines of a person's own before it."""
    text = Path(__file__).parents[3].joinpath("routines.toml").read_text("utf-8")
    documents = [(Source.USER, decode(OWN, "own")), (Source.SHIPPED, decode(text, "routines.toml"))]
    return join(documents)


LIBRARY = list(shipped().entries.values())
ITEMS = [item_of(entry) for entry in LIBRARY]
MINUTES = [whole_minutes(entry.total()) for entry in LIBRARY]
SEARCH = Search(MINUTES.__getitem__)
SEARCH.add(ITEMS)


def found(typed: str) -> list[str]:
    """The names of the routines that are found, best first."""
    return [ITEMS[number].name for number in SEARCH.find(typed)]


@pytest.mark.parametrize(
    ("typed", "best"),
    [
        ("hips", ["Hips", "Front of the hips"]),
        ("hip", ["Hips", "Front of the hips"]),
        ("HIPS", ["Hips"]),
        ("hpis", ["Hips"]),
        ("hamstrings", ["Hamstrings", "Hamstrings, push and let go"]),
        ("hamstirng", ["Hamstrings", "Hamstrings, push and let go"]),
        ("hams", ["Hamstrings"]),
        ("nek", ["Neck and shoulders"]),
        ("sholder nek", ["Neck and shoulders"]),
        ("neck shoulders", ["Neck and shoulders"]),
        ("lower back", ["Five for the lower back"]),
        ("upper back", ["Upper back and chest"]),
        ("lower back evening", ["Before bed"]),
        ("hips floor", ["Hips", "Front of the hips"]),
        ("floor hips", ["Hips", "Front of the hips"]),
        ("hips chair", ["Seated lower back", "All in a chair"]),
        ("hips standing", ["Before you run or lift", "Steady on your feet"]),
        ("chair", ["All in a chair"]),
        ("neck chair", ["Neck and shoulders"]),
        ("floor", ["All on the floor"]),
        ("standing", ["Two-minute reset", "All on your feet"]),
        ("before bed", ["Before bed"]),
        ("bed before", ["Before bed"]),
        ("wrist", ["Wrists and ankles"]),
        ("wirst", ["Wrists and ankles"]),
        ("stiff", ["Stiff shoulders", "Five for the lower back", "Morning wake-up"]),
        ("strap", ["Five more for the lower back", "Hamstrings"]),
        ("morning", ["Morning wake-up"]),
        ("wake up", ["Morning wake-up"]),
        ("wakeup", ["Morning wake-up"]),
        ("two minute", ["Two-minute reset"]),
        ("2 min", ["Two-minute reset"]),
        ("2", ["Two-minute reset"]),
        ("desk", ["Desk break"]),
        ("run", ["After a run"]),
        ("strength", ["Core and glutes"]),
        ("10 min", ["Under 10 min", "Étirements du soir", "Hips"]),
        ("5 minutes", ["腰のストレッチ"]),
        ("10 min hips floor", ["Hips"]),
        ("hips under", ["Hips"]),
        ("etirements", ["Étirements du soir"]),
        ("étirements", ["Étirements du soir"]),
        ("etirments soir", ["Étirements du soir"]),
        ("huftoffner", ["Étirements du soir"]),
        ("zuruck", ["Étirements du soir"]),
        ("腰", ["腰のストレッチ"]),
        ("ストレッチ", ["腰のストレッチ"]),
        ("膝", ["腰のストレッチ"]),
        ("五分", ["腰のストレッチ"]),
        ("under 10 min", ["Under 10 min"]),
    ],
)
def test_the_best_are_on_top(typed: str, best: list[str]) -> None:
    assert found(typed)[: len(best)] == best


@pytest.mark.parametrize(
    ("typed", "all_found"),
    [
        ("before bed", {"Before bed", "Before you get up"}),
        ("evening", {"Before bed", "Against night cramps", "Back at rest"}),
        ("wrist", {"Wrists and ankles", "All in a chair", "Full body"}),
        (
            "chair",
            {
                "All in a chair",
                "Desk break",
                "Neck and shoulders",
                "Wrists and ankles",
                "On a long journey",
                "Seated lower back",
                "Open the chest at your desk",
                "Breathe at your desk",
            },
        ),
        (
            "stiff",
            {"Stiff shoulders", "Five for the lower back", "Neck and shoulders", "Morning wake-up"},
        ),
        ("hips zumba", set()),
        ("zumba", set()),
        ("腕", set()),
        ("腰腕", set()),
        ("[b]", set()),
        (
            "5 min",
            {
                "Five for the lower back",
                "Bridge, five to thirty",
                "Hamstrings, push and let go",
                "On a long journey",
                "Against night cramps",
                "Back at rest",
                "Before you run or lift",
                "Four for the trunk",
                "Front of the hips",
                "Inner thighs",
                "Strong legs and seat",
                "Stiff shoulders",
                "Seated lower back",
                "After sitting",
                "Desk break",
                "Morning wake-up",
                "腰のストレッチ",
            },
        ),
        (
            "chair under 5",
            {
                "Desk break",
                "Seated lower back",
                "Open the chest at your desk",
                "Breathe at your desk",
            },
        ),
        ("over 12", {"All on the floor", "Full body", "Under 10 min"}),
    ],
)
def test_nothing_else_is_found(typed: str, all_found: set[str]) -> None:
    assert set(found(typed)) == all_found


def test_nothing_typed_finds_all_in_their_order() -> None:
    assert SEARCH.find("") == SEARCH.find("  ") == list(range(len(ITEMS)))


@pytest.mark.parametrize(("typed", "most"), [("under 10", 9), ("up to 10", 10), ("10 min", 12)])
def test_lengths_are_those_that_are_shown(typed: str, most: int) -> None:
    numbers = SEARCH.find(typed)
    least = 8 if typed == "10 min" else 1
    expected = {n for n, minutes in enumerate(MINUTES) if least <= minutes <= most}
    named = {n for n, item in enumerate(ITEMS) if plain(typed) in plain(item.name)}
    assert set(numbers) == expected | named


def test_what_has_no_length_is_found_by_words_alone() -> None:
    search = Search()
    search.add([Item("torn.toml", ("broken",)), Item("10 quick ones")])
    assert search.find("broken") == search.find("torn") == [0]
    assert search.find("10 min") == []
    assert search.find("10") == [1]


def test_what_nearly_all_stretches_are_for_comes_before_what_one_is_for() -> None:
    calf, neck = Stretch(id="a", name="A", targets=("calves",)), Stretch(id="b", name="B")
    search = Search()
    search.add([Item("One", stretches=(calf, neck)), Item("Two", stretches=(calf, calf, neck))])
    search.add([Item("Three", stretches=(calf,))])
    assert search.find("calves") == [2, 1, 0]


def test_place_is_where_most_of_it_is_done() -> None:
    lying = Stretch(id="a", name="A", position="on your back", instructions=("Fetch a chair.",))
    sitting = Stretch(id="b", name="B", position="sitting on a chair", needs=("chair",))
    kneeling = Stretch(id="c", name="C", position="kneeling")
    anywhere = Stretch(id="d", name="D", instructions=("Feet flat on the floor.",))
    search = Search()
    search.add(
        [
            Item("Some", stretches=(lying, sitting)),
            Item("All", stretches=(lying, kneeling)),
            Item("None", stretches=(anywhere, anywhere)),
            Item("Few", stretches=(lying, sitting, sitting)),
        ]
    )
    assert search.find("floor") == [1, 0]
    assert search.find("chair") == [3, 0]
    assert search.find("floors") == [1, 0]


def test_instructions_are_left_out_if_so_asked() -> None:
    wall = Stretch(id="a", name="A", needs=("wall",), instructions=("Lean on it.",), finish="Rise.")
    for instructions in (True, False):
        search = Search(instructions=instructions)
        search.add([Item(wall.name, stretches=(wall,))])
        assert search.find("wall") == [0]
        assert search.find("lean") == search.find("rise") == ([0] if instructions else [])
        assert search.find("walk") == ([0] if instructions else [])


def test_all_that_a_slip_may_have_meant_is_found_the_nearest_kind_first() -> None:
    search = Search()
    search.add([Item("Rest", ("beck",)), Item("Back"), Item("Other", ("rock",))])
    assert search.find("bick") == [1, 0]


def test_what_was_looked_for_before_changes_nothing() -> None:
    search = Search()
    search.add([Item(f"Neck {number}") for number in range(3)])
    typed = [*("neck" * 9), "neck", "nekc", "neck 1", "0 neck", "nekc 1", "neck", "zumba"] * 2
    expected = {"neck": [0, 1, 2], "nekc": [0, 1, 2], "neck 1": [1], "0 neck": [0], "zumba": []}
    expected |= {"nekc 1": [1]}
    for number in range(40):
        search.find(f"{number}")
        for each in typed:
            assert search.find(each) == expected.get(each, [0, 1, 2])
    search.add([Item("Neck")])
    assert search.find("nekc") == [0, 1, 2, 3]


@given(st.lists(words, min_size=1, max_size=6), st.data())
def test_name_typed_whole_is_on_top(names: list[str], data: st.DataObject) -> None:
    tags = data.draw(st.lists(words, max_size=3))
    search = Search(lambda number: 10)
    search.add(Item(name, tuple(tags)) for name in names)
    number = data.draw(st.integers(0, len(names) - 1))
    typed = data.draw(st.sampled_from([names[number], f" {names[number]} "]))
    first = search.find(typed)[0]
    assert plain(names[first]) == plain(names[number])


WORDS = sorted(
    {
        word
        for item in ITEMS
        for text in (
            item.name,
            *item.tags,
            *item.about,
            *(said for each in item.stretches for said in (each.name, *each.instructions)),
        )
        for word in haystack([text]).split()
        if word.isalpha() and len(word) > 1
    }
)
"""Words of the shipped library."""

typed_words = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3)


BEGUN = ("under", "up to", "at most", "at least", "less than", "more than")
"""With these a length begins: they are no words."""


@given(typed_words, st.data())
def test_another_letter_of_a_word_that_is_there_finds_nothing_more(
    typed: list[str], data: st.DataObject
) -> None:
    last = typed[-1]
    cut = data.draw(st.integers(1, len(last) - 1))
    before = " ".join([*typed[:-1], last[:cut]])
    after = before + last[cut]
    assume(not before.endswith(BEGUN) and not after.endswith(BEGUN))
    assert set(found(after)) <= set(found(before))


@given(typed_words)
def test_every_word_has_to_be_found(typed: list[str]) -> None:
    together = " ".join(typed)
    assume(not together.endswith(BEGUN))
    assert all(set(found(together)) <= set(found(word)) for word in typed)


@given(typed_words)
def test_every_one_of_its_words_finds_a_routine(typed: list[str]) -> None:
    assert all(found(word) for word in typed)


@given(words | st.text(max_size=20))
def test_anything_may_be_typed(typed: str) -> None:
    numbers = SEARCH.find(typed)
    assert len(set(numbers)) == len(numbers)
