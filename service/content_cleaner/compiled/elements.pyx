# cython: boundscheck=False, wraparound=False, initializedcheck=False
"""What holds the blocks of a page; see `content_cleaner.model.description`."""


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
