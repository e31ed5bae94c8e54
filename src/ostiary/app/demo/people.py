"""The two hundred people of the demo site, made from lists of names: the same person has the same id at every start."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

FIRST_ID = 2
"""User 1 is the administrator."""
CARD_FROM = 10_000
"""The card of user n has the number 10000 + n."""

FIRST_NAMES = (
    "Ada", "Ben", "Chloe", "Daniel", "Emma", "Felix", "Grace", "Henry", "Iris", "Jonas", "Karin", "Liam", "Mina",
    "Noah",
    "Olivia", "Paul", "Quinn", "Rosa", "Samuel", "Tessa", "Umar", "Vera", "William", "Xenia", "Yuna", "Zoe", "Jisoo",
    "Minjun", "Sena", "Haruto", "Aiko", "Lucia", "Mateo", "Amelie", "Louis", "Fatima", "Omar", "Priya", "Arjun",
    "Nadia",
)  # fmt: skip
LAST_NAMES = (
    "Adler", "Baker", "Castillo", "Dubois", "Eriksen", "Fischer", "Garcia", "Hughes", "Ivanova", "Jensen", "Kim", "Lee",
    "Moreau", "Novak", "Okafor", "Park", "Quist", "Rossi", "Schmidt", "Tanaka", "Usman", "Vogel", "Wagner", "Xu",
    "Young",
    "Zimmer", "Choi", "Singh", "Santos", "Meyer", "Larsen", "Brown", "Costa", "Haddad", "Weber", "Yamada", "Olsen",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A person of the demo site; `department` counts from 0."""

    number: int
    name: str
    department: int

    @property
    def card(self) -> str:
        """The number of the card this person carries."""
        return str(CARD_FROM + self.number)

    @property
    def email(self) -> str:
        """A made-up address."""
        return f"{self.name.lower().replace(' ', '.')}.{self.number}@example.com"


def people(shares: Sequence[int]) -> Iterator[DemoPerson]:
    """As many people as the shares add up to, dealt to departments in blocks."""
    number = FIRST_ID
    for department, share in enumerate(shares):
        for _ in range(share):
            # 40 and 37 have no common divisor: 1,480 pairs before one repeats.
            name = f"{FIRST_NAMES[number % len(FIRST_NAMES)]} {LAST_NAMES[number % len(LAST_NAMES)]}"
            yield DemoPerson(number, name, department)
            number += 1
