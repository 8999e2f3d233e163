"""Who belongs to whom: the pairs of least total cost, among all ways to pair two lists or leave items alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

ALONE = 0.5  # what it costs to leave an item without a counterpart
_IMPOSSIBLE = 1e6
Pair = tuple[int, int]


def assign(costs: Mapping[Pair, float], alone: float = ALONE) -> list[Pair]:
    """The pairs (left, right) of least total cost, where an item left alone costs `alone`.

    Only the pairs that `costs` names may be formed. What no chain of possible pairs connects is solved apart, so that
    long lists of which most items can go with few others cost little.
    """
    useful = {pair: cost for pair, cost in costs.items() if cost < 2 * alone}
    chosen: list[Pair] = []
    for lefts, rights in _components(useful):
        chosen.extend(_solve(lefts, rights, useful, alone))
    return sorted(chosen)


def _components(costs: Mapping[Pair, float]) -> list[tuple[list[int], list[int]]]:
    """The parts of the graph of possible pairs that no pair connects."""
    by_left: dict[int, list[int]] = {}
    by_right: dict[int, list[int]] = {}
    for left, right in sorted(costs):
        by_left.setdefault(left, []).append(right)
        by_right.setdefault(right, []).append(left)
    parts = []
    while by_left:
        lefts, rights = set[int](), set[int]()
        queue = [next(iter(by_left))]
        while queue:
            left = queue.pop()
            if left not in lefts:
                lefts.add(left)
                new = set(by_left.pop(left)) - rights
                rights |= new
                queue.extend(n for right in new for n in by_right[right])
        parts.append((sorted(lefts), sorted(rights)))
    return parts


def _solve(lefts: Sequence[int], rights: Sequence[int], costs: Mapping[Pair, float], alone: float) -> list[Pair]:
    """One part. Pairing saves what both would cost alone; each left item has a place of its own for saving nothing."""
    if len(lefts) == len(rights) == 1:
        return [(lefts[0], rights[0])]
    table = [
        [costs.get((left, right), _IMPOSSIBLE) - 2 * alone for right in rights]
        + [0.0 if other == left else _IMPOSSIBLE for other in lefts]
        for left in lefts
    ]
    columns = cheapest_columns(table)
    return [(left, rights[c]) for left, c in zip(lefts, columns, strict=True) if c < len(rights)]


def cheapest_columns(table: Sequence[Sequence[float]]) -> list[int]:
    """The column of each row in the cheapest assignment; there are at least as many columns as rows.

    The Hungarian algorithm by shortest augmenting paths, rows² · columns steps. Rows and columns count from 1 in here:
    column 0 stands for the row that is being placed.
    """
    columns = len(table[0])
    prices = _Prices([0.0] * (len(table) + 1), [0.0] * (columns + 1), [0] * (columns + 1))
    for row in range(1, len(table) + 1):
        prices.place(row, table)
    answer = [0] * len(table)
    for column, row in enumerate(prices.row_of):
        if column and row:
            answer[row - 1] = column - 1
    return answer


class _Prices:
    """The dual prices of rows and columns, and the row that each column holds (0: none)."""

    def __init__(self, rows: list[float], columns: list[float], row_of: list[int]) -> None:
        self.rows, self.columns, self.row_of = rows, columns, row_of

    def place(self, row: int, table: Sequence[Sequence[float]]) -> None:
        """Finds the cheapest chain of moves that ends in a free column, and makes them."""
        self.row_of[0] = row
        size = len(self.columns)
        least, came_from, done = [float("inf")] * size, [0] * size, [False] * size
        column = 0
        while self.row_of[column]:
            done[column] = True
            column = self._extend(column, table, least, came_from, done)
        while column:
            previous = came_from[column]
            self.row_of[column] = self.row_of[previous]
            column = previous

    def _extend(
        self, column: int, table: Sequence[Sequence[float]], least: list[float], came_from: list[int], done: list[bool]
    ) -> int:
        """The next column of the shortest path, with the prices changed so that it costs nothing to go there."""
        row = self.row_of[column]
        costs, paid = table[row - 1], self.rows[row]
        nearest, step = 0, float("inf")
        for other in range(1, len(least)):
            if done[other]:
                continue
            cost = costs[other - 1] - paid - self.columns[other]
            if cost < least[other]:
                least[other], came_from[other] = cost, column
            if least[other] < step:
                nearest, step = other, least[other]
        for other in range(len(least)):
            if done[other]:
                self.rows[self.row_of[other]] += step
                self.columns[other] -= step
            else:
                least[other] -= step
        return nearest
