# cython: boundscheck=False, wraparound=False, initializedcheck=False
"""Characters and words of texts by class, in one pass over their code points; see `content_cleaner.model.characters`."""

from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND
from libc.stdint cimport uint8_t, uint16_t, uint32_t
from libc.string cimport memcpy, memset

cdef enum:
    # The classes that the counts below tell apart, as numbered in `content_cleaner.model.characters`.
    LOWER = 1
    UPPER = 2
    LETTER = 3
    DIGIT = 5
    CLASSES = 16
    SHORT = 3
    # Bits of classes: of those that words are made of, and that make a short word no short one at its beginning.
    WORDS = 1 << LOWER | 1 << UPPER | 1 << LETTER | 1 << DIGIT
    MARKED = 1 << UPPER | 1 << DIGIT

ctypedef fused Codes:
    uint8_t
    uint16_t
    uint32_t


cdef struct Found:
    long long[CLASSES] classes
    long long words
    long long capitalised
    long long short_words
    Py_ssize_t first
    Py_ssize_t last


cdef void read(const Codes* codes, Py_ssize_t size, const unsigned char* table, Py_UCS4 beyond, Found* found) noexcept nogil:
    cdef Py_ssize_t place, opened = -1
    cdef Py_UCS4 code
    cdef unsigned int kind = 0, opener = 0
    cdef bint inside = False
    memset(found, 0, sizeof(Found))
    for place in range(size):
        code = codes[place]
        kind = table[code if code < beyond else beyond] % CLASSES
        found.classes[kind] += 1
        if (WORDS >> kind & 1) != inside:
            inside = not inside
            if inside:
                opened, opener = place, kind
                found.words += 1
                found.capitalised += kind == UPPER
            else:
                found.short_words += (place - opened <= SHORT) & ~(MARKED >> opener) & 1
    if inside:
        found.short_words += (size - opened <= SHORT) & ~(MARKED >> opener) & 1
    if size:
        code = codes[0]
        found.first = table[code if code < beyond else beyond] % CLASSES
        found.last = kind


def tally(
    list texts, const unsigned char[::1] table, long long[:, ::1] classes, long long[::1] words,
    long long[::1] capitalised, long long[::1] short_words, Py_ssize_t[::1] first, Py_ssize_t[::1] last,
):
    """Fill the arrays, one row a text. The table has the class of each code point; its last is that of all beyond."""
    cdef Py_ssize_t n = len(texts), row, size
    cdef Py_UCS4 beyond
    cdef const unsigned char* kinds
    cdef const void* data
    cdef Found found
    cdef str text
    if not (
        n == classes.shape[0] == words.shape[0] == capitalised.shape[0] == short_words.shape[0]
        and n == first.shape[0] == last.shape[0] and classes.shape[1] == CLASSES and table.shape[0]
    ):
        raise ValueError("sizes differ")
    kinds, beyond = &table[0], table.shape[0] - 1
    for row in range(n):
        text = texts[row]
        if text is None:
            raise TypeError("a text is None")
        data, size = PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text)
        if PyUnicode_KIND(text) == 1:
            read(<const uint8_t*> data, size, kinds, beyond, &found)
        elif PyUnicode_KIND(text) == 2:
            read(<const uint16_t*> data, size, kinds, beyond, &found)
        else:
            read(<const uint32_t*> data, size, kinds, beyond, &found)
        memcpy(&classes[row, 0], found.classes, sizeof(found.classes))
        words[row], capitalised[row], short_words[row] = found.words, found.capitalised, found.short_words
        first[row], last[row] = found.first, found.last
