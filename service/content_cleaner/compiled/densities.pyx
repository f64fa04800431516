# cython: boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""Sums and densities of regions, and distances to blocks and up the tree; see `content_cleaner.model.densities`."""

from libc.stdint cimport uint8_t

cdef enum:
    # Columns of the statistics, as in `content_cleaner.model.description`.
    BLOCKS = 0
    CHARS = 1
    WORDS = 2
    LINKS = 3
    PROSE = 4
    COMMAS = 5
    DIGITS = 6
    CAPITALS = 7
    SHORT = 8
    MARKED = 9
    SMALL = 10
    HEADINGS = 11
    STATISTICS = 13
    # Densities, as in `content_cleaner.model.densities`, and the two that are logarithms.
    RATIOS = 11
    # Things, as in `content_cleaner.model.description`, and the numbers of `branches`.
    IMAGE = 0
    CONTROL = 1
    LINK = 2
    THINGS = 3
    BRANCHES = 10


def between(const double[:, ::1] sums, const Py_ssize_t[:, :] low, const Py_ssize_t[:, :] high, double[:, :, ::1] out):
    """The statistics of the blocks from `low` to `high` (regions x rows), from their prefix sums."""
    cdef Py_ssize_t regions = low.shape[0], rows = low.shape[1], columns = sums.shape[1], region, row, column
    cdef Py_ssize_t first, last
    cdef const double* left
    cdef const double* right
    cdef double* target
    if not (
        regions == high.shape[0] == out.shape[0] and rows == high.shape[1] == out.shape[1]
        and columns == out.shape[2] and columns
    ):
        raise ValueError("sizes differ")
    for region in range(regions):
        for row in range(rows):
            first, last = low[region, row], high[region, row]
            if not (0 <= first < sums.shape[0] and 0 <= last < sums.shape[0]):
                raise IndexError("no such block")
            left, right, target = &sums[first, 0], &sums[last, 0], &out[region, row, 0]
            for column in range(columns):
                target[column] = right[column] - left[column]


def of_groups(const double[:, ::1] sums, const Py_ssize_t[::1] groups, double[:, ::1] out):
    """Add the statistics of each group's blocks, from their prefix sums: groups x statistics, all nought before."""
    cdef Py_ssize_t block, column, columns = sums.shape[1]
    cdef const double* left
    cdef double* target
    if sums.shape[0] != groups.shape[0] + 1 or columns != out.shape[1] or not columns:
        raise ValueError("sizes differ")
    for block in range(groups.shape[0]):
        if not 0 <= groups[block] < out.shape[0]:
            raise IndexError("no such group")
        left, target = &sums[block, 0], &out[groups[block], 0]
        for column in range(columns):
            target[column] += left[columns + column] - left[column]


def ratios(const double[:, :, ::1] totals, float[:, :, ::1] out):
    """Densities of regions x rows from their statistics: regions x RATIOS x rows.

    Of those that are logarithms the caller has to take them.
    """
    cdef Py_ssize_t regions = totals.shape[0], rows = totals.shape[1], region, row
    cdef double blocks, words, chars
    cdef const double* own
    cdef float* target
    if not (
        totals.shape[2] == STATISTICS and out.shape[1] == RATIOS
        and regions == out.shape[0] and rows == out.shape[2]
    ):
        raise ValueError("sizes differ")
    for region in range(regions):
        for row in range(rows):
            own, target = &totals[region, row, 0], &out[region, 0, row]
            blocks, words, chars = max(own[BLOCKS], 1.0), max(own[WORDS], 1.0), max(own[CHARS], 1.0)
            target[0] = <float> (own[LINKS] / chars)
            target[rows] = <float> (own[PROSE] / words)
            target[2 * rows] = <float> (own[WORDS] / blocks)
            target[3 * rows] = <float> own[PROSE]
            target[4 * rows] = <float> (own[COMMAS] / words)
            target[5 * rows] = <float> (own[DIGITS] / chars)
            target[6 * rows] = <float> (own[CAPITALS] / words)
            target[7 * rows] = <float> (own[SHORT] / blocks)
            target[8 * rows] = <float> (own[MARKED] / blocks)
            target[9 * rows] = <float> (own[SMALL] / words)
            target[10 * rows] = <float> (own[HEADINGS] / blocks)


def branches(
    const double[:, :, ::1] totals, const double[:, :, ::1] things, const Py_ssize_t[:, ::1] first,
    const Py_ssize_t[:, ::1] last, const Py_ssize_t[:, ::1] inside, const Py_ssize_t[::1] rows, double words,
    double prose, float[:, :, ::1] out,
):
    """What else the regions tell that ancestors hold: BRANCHES x regions x rows; logarithms as in `ratios`.

    From their statistics, the things in them, their first and last blocks, their elements, and the page's words.
    """
    cdef Py_ssize_t regions = totals.shape[0], count = totals.shape[1], region, row
    cdef double elements
    cdef const double* own
    cdef const double* thing
    if not (
        totals.shape[2] == STATISTICS and things.shape[2] == THINGS and out.shape[0] == BRANCHES
        and regions == things.shape[0] == first.shape[0] == last.shape[0] == inside.shape[0]
        and regions == out.shape[1]
        and count == things.shape[1] == first.shape[1] == last.shape[1] == inside.shape[1] == rows.shape[0]
        and count == out.shape[2]
    ):
        raise ValueError("sizes differ")
    for region in range(regions):
        for row in range(count):
            own, thing = &totals[region, row, 0], &things[region, row, 0]
            elements = inside[region, row] + 1
            out[0, region, row] = <float> (own[WORDS] / words)
            out[1, region, row] = <float> (own[PROSE] / prose)
            out[3, region, row] = <float> (
                <double> (rows[row] - first[region, row]) / <double> max(last[region, row] - first[region, row], 1)
            )
            out[5, region, row] = <float> (own[CHARS] / elements)
            out[8, region, row] = <float> (thing[LINK] / elements)
            out[9, region, row] = <float> (thing[IMAGE] / elements)
            out[2, region, row] = <float> own[BLOCKS]
            out[4, region, row] = <float> inside[region, row]
            out[6, region, row] = <float> thing[IMAGE]
            out[7, region, row] = <float> thing[CONTROL]


def nearest(const Py_ssize_t[::1] places, const Py_ssize_t[::1] rows, Py_ssize_t[:, ::1] out):
    """The last of the rising places before each row and the first one after it, -1 where there is none: 2 x rows."""
    cdef Py_ssize_t row, low, high, middle, count = places.shape[0]
    if rows.shape[0] != out.shape[1] or out.shape[0] != 2:
        raise ValueError("sizes differ")
    for row in range(rows.shape[0]):
        low, high = 0, count
        while low < high:
            middle = (low + high) // 2
            if places[middle] < rows[row]:
                low = middle + 1
            else:
                high = middle
        out[0, row] = places[low - 1] if low else -1
        low += low < count and places[low] == rows[row]
        out[1, row] = places[low] if low < count else -1


def distances(const uint8_t[:, ::1] traits, const Py_ssize_t[:, :] chain, uint8_t[:, ::1] nearest):
    """Levels up to the nearest of the chain (rows x levels, each a row of traits) with each trait: rows x traits.

    As many as there are levels where none has it.
    """
    cdef Py_ssize_t rows = chain.shape[0], levels = chain.shape[1], columns = traits.shape[1], row, level, column
    cdef const uint8_t* own
    cdef uint8_t* target
    if rows != nearest.shape[0] or columns != nearest.shape[1] or not columns or levels > 255:
        raise ValueError("sizes differ")
    for row in range(rows):
        target = &nearest[row, 0]
        for column in range(columns):
            target[column] = levels
        for level in range(levels - 1, -1, -1):
            if not 0 <= chain[row, level] < traits.shape[0]:
                raise IndexError("no such row")
            own = &traits[chain[row, level], 0]
            for column in range(columns):
                target[column] = level if own[column] else target[column]
