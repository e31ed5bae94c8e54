"""Words: how names are taken apart, and what fits."""

import pytest

from ostiary.kernel.errors import Invalid
from ostiary.kernel.words import EXACT, Called, best, parts_of, rank, taken_apart, words_of


def fits(typed: str, name: str, *ids: str) -> bool:
    """Whether what was typed fits."""
    return rank(parts_of(typed), name, ids) is not None


class TestWords:
    def test_case_accents_and_what_stands_between_make_no_difference(self) -> None:
        assert taken_apart("Jean-Luc D'Été_2") == ("jean", "luc", "d", "ete", "2")
        assert taken_apart("ＳＴＲＡẞＥ İstanbul") == ("strasse", "istanbul")
        assert taken_apart("%_'\"\\ \0") == ()

    def test_hangul_has_its_first_consonants_too(self) -> None:
        assert len(words_of("홍길동")) == 2
        assert len(words_of("홍")) == 1
        assert words_of("Ada ada") == ("ada",)

    def test_a_long_word_is_cut(self) -> None:
        assert taken_apart("x" * 100) == ("x" * 64,)

    def test_controls_and_lone_surrogates_are_blanks(self) -> None:
        assert [part.raw for part in parts_of("a\0b\ud800c\n - %")] == ["a", "b", "c"]

    def test_there_are_eight_parts_at_most(self) -> None:
        with pytest.raises(Invalid):
            parts_of("a b c d e f g h i")


class TestRank:
    @pytest.mark.parametrize(
        ("typed", "name"),
        [
            ("mi lab", "Mina Laboratory"),
            ("lab mi", "Mina Laboratory"),
            ("emile", "Émile Zola"),
            ("ÉMI zo", "emile zola"),
            ("o'ne", "O'Neil"),
            ("홍", "홍길동"),
            ("홍기", "홍길동"),
            ("홍길", "홍길동"),
            ("홍ㄱ", "홍길동"),
            ("ㅎㄱ", "홍길동"),
            ("ㅎㄱㄷ", "홍길동"),
        ],
    )
    def test_every_word_begins_a_word(self, typed: str, name: str) -> None:
        assert fits(typed, name)

    @pytest.mark.parametrize(
        ("typed", "name"),
        [
            ("", "Ada"),
            ("da", "Ada"),
            ("ada b", "Ada"),
            ("ㄱㄷ", "홍길동"),
            ("길", "홍길동"),
            ("%", "Ada"),
            ("_da", "Ada"),
        ],
    )
    def test_else_it_does_not_fit(self, typed: str, name: str) -> None:
        assert not fits(typed, name)

    def test_an_id_or_the_name_may_begin_so(self) -> None:
        assert fits("ada 10", "Ada", "1001")
        assert fits("ada@ex", "Bob", "ada@example.org")
        assert not fits("01", "Ada", "1001")

    def test_the_id_itself_comes_first_then_whole_words_then_the_first_word(self) -> None:
        ranks = [rank(parts_of("lab"), name, ["7"]) for name in ("Lab", "Labs", "East lab", "East labs")]
        assert rank(parts_of("7"), "Lab", ["7"]) == EXACT
        assert ranks == [1, 2, 1, 3]
        things = [Called("3", "Labs"), Called("2", "East labs"), Called("12", "Lab"), Called("4", "Lab")]
        assert [thing.id for _, thing in best(parts_of("lab"), things, 3)] == ["4", "12", "3"]
