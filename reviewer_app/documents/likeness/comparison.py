"""Whether two pictures are of one page: a copy agrees everywhere equally well, a form of another patient does
not where it was filled in.

How well a copy agrees depends on how badly it was faxed, so the worst tiles are measured by the best ones of
the same page. The constants were chosen on made-up pages and tested on others
(``tests/benchmarks/same_page.py``).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from reviewer_app.documents.likeness.bit_picture import BitPicture
from reviewer_app.documents.likeness.edges import without_edges
from reviewer_app.documents.likeness.patches import without_additions
from reviewer_app.documents.likeness.placement import Placement, Profiles, placements
from reviewer_app.documents.likeness.sketch import picture_sketch
from reviewer_app.documents.likeness.tiles import FEWEST_TILES, Tile, TileSearch, tile_places
from reviewer_app.documents.likeness.warp import Warp
from reviewer_app.domain.likeness import LEAST_AGREEMENT, sketch_agreement, upside_down

WIDE, NARROW = 10, 3
"""Pixels that a tile is looked for around its place, before and after it is known how the pages lie."""

EVERY, ENOUGH = 7, 40
"""One tile in so many shows how two pages lie on one another; more of them until there are enough."""

FOUND = 0.4
"""Agreement of a tile that is surely the same print."""

LIES_WELL = 0.45
"""Mean agreement at which no other placement is tried."""

WORST_TILES = 3
"""Tiles whose mean is the worst of a page: a date is two or three of them, a name three or four."""

DOUBTFUL = 0.8
"""Tiles that agree less than this share of the best half are looked at for something added."""

FEWEST_BEST, WORST_SHARE, STEEPNESS = 0.35, 0.69, 45.0
"""The best half of the tiles must agree so much; at that share of it the worst tiles leave both equally
likely, that the page is the same and that it is not; how fast one becomes sure about that."""


def look_alike_score(one: BitPicture, other: BitPicture) -> float:
    """How sure it is that two straight pictures are of one page, between 0 and 1."""
    tiles = _tiles(without_edges(one), without_edges(_same_way_up(one, other)))
    if len(tiles) < FEWEST_TILES:
        return 0.0
    best = _best(tiles)
    judged = sorted(tile.agreement for tile in without_additions(tiles, DOUBTFUL * best))
    if best < FEWEST_BEST or len(judged) < FEWEST_TILES:
        return 0.0
    worst = sum(judged[:WORST_TILES]) / WORST_TILES
    return 1 / (1 + math.exp(STEEPNESS * (WORST_SHARE - worst / best)))


def _best(tiles: Sequence[Tile]) -> float:
    """The mean agreement of the better half."""
    agreements = sorted(tile.agreement for tile in tiles)
    upper = agreements[len(agreements) // 2 :]
    return sum(upper) / len(upper)


def _same_way_up(one: BitPicture, other: BitPicture) -> BitPicture:
    """The other picture, or that picture upside down when its sketch fits that way only."""
    mine, theirs = picture_sketch(one), picture_sketch(other)
    turned = sketch_agreement(mine, upside_down(theirs))
    if turned > max(LEAST_AGREEMENT, sketch_agreement(mine, theirs)):
        return other.upside_down()
    return other


def _tiles(one: BitPicture, other: BitPicture) -> Sequence[Tile]:
    """Every tile of the first picture that has ink, or has where it lies on the other."""
    placement, found = _best_placement(one, other)
    if placement is None:
        return ()
    warp = Warp.of([tile for tile in found if tile.agreement > FOUND])
    if warp is None:
        return ()
    placement, warp = warp.applied(placement)
    laid = placement.applied(other, one.width, one.height)
    search = TileSearch(one.width, NARROW)
    places = tile_places(one.width, one.height)
    looked = (search.find(one.rows, laid, left, top, *warp.at(left, top)) for left, top in places)
    return [tile for tile in looked if tile is not None]


def _best_placement(one: BitPicture, other: BitPicture) -> tuple[Placement | None, Sequence[Tile]]:
    """The placement in which some of the tiles agree best, with those tiles."""
    search = TileSearch(one.width, WIDE)
    best: tuple[float, Placement | None, Sequence[Tile]] = (-1.0, None, ())
    for placement in placements(Profiles.of(one), Profiles.of(other)):
        tiles = _some_tiles(search, one, placement.applied(other, one.width, one.height))
        mean = sum(tile.agreement for tile in tiles) / max(1, len(tiles))
        if mean > best[0]:
            best = (mean, placement, tiles)
        if mean > LIES_WELL:
            break
    return best[1:]


def _some_tiles(search: TileSearch, one: BitPicture, laid: Sequence[int]) -> Sequence[Tile]:
    """Tiles from all over the page, as many as are enough, or all that there are."""
    places = list(tile_places(one.width, one.height))
    tiles: list[Tile] = []
    for first in range(EVERY):
        looked = (search.find(one.rows, laid, left, top, 0, 0) for left, top in places[first::EVERY])
        tiles += (tile for tile in looked if tile is not None)
        if len(tiles) >= ENOUGH:
            break
    return tiles
