# cython: boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""Sums and densities of regions, and distances up the tree; see `content_cleaner.model.columns` and `features`."""

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
    # Densities, as in `content_cleaner.model.columns`, and the two that are logarithms.
    RATIOS = 11
    LOGS = 2


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


def ratios(const double[:, :, ::1] totals, float[:, :, ::1] out, double[:, :, ::1] logs):
    """Densities of regions x rows from their statistics: regions x RATIOS x rows.

    Those that are logarithms are left to the caller: `logs`, regions x LOGS x rows, is what they are of.
    """
    cdef Py_ssize_t regions = totals.shape[0], rows = totals.shape[1], region, row
    cdef double blocks, words, chars
    cdef const double* own
    cdef float* target
    if not (
        totals.shape[2] == STATISTICS and out.shape[1] == RATIOS and logs.shape[1] == LOGS
        and regions == out.shape[0] == logs.shape[0] and rows == out.shape[2] == logs.shape[2]
    ):
        raise ValueError("sizes differ")
    for region in range(regions):
        for row in range(rows):
            own, target = &totals[region, row, 0], &out[region, 0, row]
            blocks, words, chars = max(own[BLOCKS], 1.0), max(own[WORDS], 1.0), max(own[CHARS], 1.0)
            target[0] = <float> (own[LINKS] / chars)
            target[rows] = <float> (own[PROSE] / words)
            logs[region, 0, row] = own[WORDS] / blocks
            logs[region, 1, row] = own[PROSE]
            target[4 * rows] = <float> (own[COMMAS] / words)
            target[5 * rows] = <float> (own[DIGITS] / chars)
            target[6 * rows] = <float> (own[CAPITALS] / words)
            target[7 * rows] = <float> (own[SHORT] / blocks)
            target[8 * rows] = <float> (own[MARKED] / blocks)
            target[9 * rows] = <float> (own[SMALL] / words)
            target[10 * rows] = <float> (own[HEADINGS] / blocks)


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
