# cython: boundscheck=False, wraparound=False
"""Looks for single characters in whole documents, many at a time."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_KIND
from libc.stdint cimport uint8_t, uint16_t, uint32_t

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
