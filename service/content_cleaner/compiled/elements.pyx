# cython: boundscheck=False, wraparound=False, initializedcheck=False
"""What holds the blocks of a page; see `content_cleaner.model.description`."""

from libc.stdint cimport uint64_t


def ancestors(const Py_ssize_t[::1] parents, const Py_ssize_t[::1] holder, Py_ssize_t[:, ::1] out):
    """Each block's holder, its parent, and so on: blocks x levels."""
    cdef Py_ssize_t block, level, element, elements = parents.shape[0]
    check(parents, holder)
    if holder.shape[0] != out.shape[0]:
        raise ValueError("sizes differ")
    for block in range(out.shape[0]):
        element = holder[block]
        for level in range(out.shape[1]):
            out[block, level] = element
            element = parents[element]


def ranges(
    const Py_ssize_t[::1] parents, const Py_ssize_t[::1] holder, Py_ssize_t[::1] first, Py_ssize_t[::1] last,
    Py_ssize_t[::1] ends,
):
    """The first block under each element, one past the last, and one past its last descendant."""
    cdef Py_ssize_t block, element, parent, elements = parents.shape[0], blocks = holder.shape[0]
    check(parents, holder)
    if not (elements == first.shape[0] == last.shape[0] == ends.shape[0]):
        raise ValueError("sizes differ")
    for element in range(elements):
        first[element], last[element], ends[element] = blocks, 0, 1
    for block in range(blocks):
        element = holder[block]
        first[element] = min(first[element], block)
        last[element] = block + 1
    for element in range(elements - 1, 0, -1):
        parent = parents[element]
        ends[parent] += ends[element]
        first[parent] = min(first[parent], first[element])
        last[parent] = max(last[parent], last[element])
    for element in range(elements):
        ends[element] += element


def paths(
    const Py_ssize_t[:, ::1] ancestors, const Py_ssize_t[::1] tags, const Py_ssize_t[::1] names, Py_ssize_t distinct,
    const uint64_t[::1] factors, uint64_t[:, ::1] out,
):
    """Codes of each block's first ancestors, as many as there are factors: by tags and names, and by tags alone."""
    cdef Py_ssize_t block, level, element, levels = factors.shape[0]
    cdef uint64_t tag, by_name, by_tag
    if not (
        ancestors.shape[1] >= levels and tags.shape[0] == names.shape[0]
        and out.shape[0] == 2 and out.shape[1] == ancestors.shape[0]
    ):
        raise ValueError("sizes differ")
    for block in range(ancestors.shape[0]):
        by_name = by_tag = 0
        for level in range(levels):
            element = ancestors[block, level]
            if not 0 <= element < tags.shape[0]:
                raise IndexError("no such element")
            tag = tags[element] + 1
            by_name += (tag * <uint64_t> (distinct + 1) + <uint64_t> names[element]) * factors[level]
            by_tag += tag * factors[level]
        out[0, block], out[1, block] = by_name, by_tag


def things(const Py_ssize_t[::1] sorts, double[:, ::1] out):
    """How many elements of each sort stand before each element, and in all; -1 is no sort."""
    cdef Py_ssize_t element, sort
    if out.shape[0] != sorts.shape[0] + 1:
        raise ValueError("sizes differ")
    for sort in range(out.shape[1]):
        out[0, sort] = 0
    for element in range(sorts.shape[0]):
        for sort in range(out.shape[1]):
            out[element + 1, sort] = out[element, sort] + (sorts[element] == sort)


cdef int check(const Py_ssize_t[::1] parents, const Py_ssize_t[::1] holder) except -1:
    """Whether all parents and holders are elements."""
    cdef Py_ssize_t index, elements = parents.shape[0]
    for index in range(elements):
        if not 0 <= parents[index] < elements:
            raise IndexError("no such parent")
    for index in range(holder.shape[0]):
        if not 0 <= holder[index] < elements:
            raise IndexError("no such holder")
    return 0
