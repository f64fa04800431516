# cython: boundscheck=False, wraparound=False
"""Looks for single characters in whole documents, many at a time, and for the end of a page."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND
from libc.stdint cimport uint8_t, uint16_t, uint32_t
from libc.string cimport memchr

ctypedef fused unit:
    uint8_t
    uint16_t
    uint32_t

cdef Py_ssize_t STRETCH = 4096  # characters between two looks at what was found; the loops over them use vectors


cdef bint holds_surrogate(const unit *text, Py_ssize_t length) noexcept:
    cdef Py_ssize_t start = 0, stop, index
    cdef unit found, mask = <unit>0xFFFFF800, sign = <unit>0xD800
    while start < length:
        stop, found = min(length, start + STRETCH), 0
        for index in range(start, stop):
            found |= (text[index] & mask) == sign
        if found:
            return True
        start = stop
    return False


def has_surrogates(str text):
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    if kind == 1:
        return False
    if kind == 2:
        return holds_surrogate(<uint16_t *>data, len(text))
    return holds_surrogate(<uint32_t *>data, len(text))


cdef bint holds_one(const unit *text, Py_ssize_t length, unit first, unit second, unit third, unit fourth) noexcept:
    cdef Py_ssize_t start = 0, stop, index
    cdef unit found, sign
    while start < length:
        stop, found = min(length, start + STRETCH), 0
        for index in range(start, stop):
            sign = text[index]
            found |= (sign == first) | (sign == second) | (sign == third) | (sign == fourth)
        if found:
            return True
        start = stop
    return False


def has_one_of_four(str text, str signs):
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    if len(signs) != 4 or max(signs) > "\xff":
        raise ValueError("four signs of Latin-1 are looked for")
    cdef uint8_t first = ord(signs[0]), second = ord(signs[1]), third = ord(signs[2]), fourth = ord(signs[3])
    if kind == 1:
        return holds_one(<uint8_t *>data, len(text), first, second, third, fourth)
    if kind == 2:
        return holds_one(<uint16_t *>data, len(text), first, second, third, fourth)
    return holds_one(<uint32_t *>data, len(text), first, second, third, fourth)


def closes_early(bytes data):
    """Whether anything but white space stands behind a tag that closes the page, `</html>` in letters of any case."""
    cdef const uint8_t *at = data
    cdef const uint8_t *end = at + len(data)
    cdef const uint8_t *behind
    while True:
        at = <const uint8_t *>memchr(at, b"<", end - at)
        if at is NULL or end - at < 7:
            return False
        at += 1
        if not (
            at[0] == b"/" and (at[1] | 32) == b"h" and (at[2] | 32) == b"t" and (at[3] | 32) == b"m"
            and (at[4] | 32) == b"l"
        ):
            continue
        behind = after_space(at + 5, end)
        if behind < end and behind[0] == b">" and after_space(behind + 1, end) < end:
            return True


cdef inline const uint8_t *after_space(const uint8_t *at, const uint8_t *end) noexcept:
    while at < end and (at[0] == b" " or b"\t" <= at[0] <= b"\r"):
        at += 1
    return at
