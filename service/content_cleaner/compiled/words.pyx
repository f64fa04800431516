# cython: language_level=3, boundscheck=False, wraparound=False, cdivision=True
"""The words of texts and what a lexicon says of them; `model.words` and `model.lexicon` say what is meant."""

from cpython.array cimport array, clone, resize
from cpython.buffer cimport PyBUF_C_CONTIGUOUS, PyBuffer_Release, PyObject_GetBuffer
from cpython.dict cimport PyDict_GetItem
from cpython.mem cimport PyMem_Free, PyMem_Malloc
from cpython.object cimport PyObject
from cpython.unicode cimport PyUnicode_Substring
from libc.stdint cimport int32_t, uint64_t

cdef extern from "Python.h":
    int Py_UNICODE_ISALNUM(Py_UCS4 character)
    int Py_UNICODE_ISDECIMAL(Py_UCS4 character)
    int Py_UNICODE_ISSPACE(Py_UCS4 character)
    int PyUnicode_KIND(object text)
    void *PyUnicode_DATA(object text)
    Py_UCS4 PyUnicode_READ(int kind, void *data, Py_ssize_t index)

cdef enum:
    LETTER = 1  # goes on a word
    DIGIT = 2  # goes on a number
    SINGLE = 4  # is a word by itself, where none goes on

cdef enum:
    OPENING = 4
    CLOSING = 5
    LABEL = 6
    PLACES = 7

cdef struct Entry:
    int32_t row  # in the vocabulary, 0 for none
    float weights[PLACES]

cdef array FLOATS = array("f")
cdef array INTEGERS = array("i")
cdef array SIZES = array("q")
cdef Entry UNKNOWN
cdef unsigned char TRAITS[128]


cdef int _traits(Py_UCS4 character) noexcept:
    cdef int traits = 0
    if Py_UNICODE_ISALNUM(character):
        traits = DIGIT if Py_UNICODE_ISDECIMAL(character) else LETTER
    if 0x3040 <= character <= 0x30FF or 0x3400 <= character <= 0xFAFF:
        traits |= SINGLE
    elif not traits and character != c"_" and not Py_UNICODE_ISSPACE(character):
        traits = SINGLE
    return traits


for code in range(128):
    TRAITS[code] = _traits(code)


cdef inline int _traits_of(Py_UCS4 character) noexcept:
    return TRAITS[character] if character < 128 else _traits(character)


cdef inline uint64_t _mixed(uint64_t value) noexcept:
    """The finalizer of SplitMix64 (Steele, Lea & Flood 2014)."""
    value = (value ^ (value >> 30)) * <uint64_t>0xBF58476D1CE4E5B9
    value = (value ^ (value >> 27)) * <uint64_t>0x94D049BB133111EB
    return value ^ (value >> 31)


cdef inline uint64_t _joined(uint64_t first, uint64_t second) noexcept:
    return _mixed(first * <uint64_t>0x9E3779B97F4A7C15 + second)


cdef Py_ssize_t _hashes(str text, Py_ssize_t most, uint64_t *hashes):
    """The hashes of a text's words in lower case, digits of ASCII all alike, `most` at most; returns their number."""
    cdef Py_ssize_t at = 0, count = 0
    cdef int traits
    cdef uint64_t value
    cdef Py_UCS4 character
    text = text.lower()
    cdef Py_ssize_t size = len(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    while at < size and count < most:
        character = PyUnicode_READ(kind, data, at)
        at += 1
        traits = _traits_of(character)
        if not traits:
            continue
        if c"1" <= character <= c"9":
            character = c"0"
        value = (<uint64_t>0xCBF29CE484222325 ^ <uint64_t>character) * <uint64_t>0x100000001B3  # FNV-1a, a code point a step
        if not traits & SINGLE:
            while at < size:
                character = PyUnicode_READ(kind, data, at)
                if not _traits_of(character) & traits:
                    break
                if c"1" <= character <= c"9":
                    character = c"0"
                value = (value ^ <uint64_t>character) * <uint64_t>0x100000001B3
                at += 1
        hashes[count] = _mixed(value)
        count += 1
    return count


cdef class Table:
    """A lexicon's weights and a vocabulary's rows, by hashes of 64 bits of words, or of several words in a row.

    Two words that share a hash share what is told of them: with tens of thousands of words, one text in billions has one.
    """

    cdef uint64_t *keys
    cdef int32_t *places
    cdef Entry *entries
    cdef uint64_t mask
    cdef int32_t count
    cdef Py_ssize_t short, label, whole, end, edge_words, edge

    def __cinit__(self, tuple weights, dict vocabulary, tuple sizes):
        """weights: dictionaries by place, in the order of PLACES; several words have a blank between.

        sizes: characters of a short text and of a label, of a text that is read whole and of an end of a longer one,
        words at an end for the odds and for the vocabulary.
        """
        cdef Py_ssize_t most = len(vocabulary) + sum([len(known) for known in weights]), slots = 16
        cdef int place
        self.short, self.label, self.whole, self.end, self.edge_words, self.edge = sizes
        while slots < 2 * most:
            slots *= 2
        self.mask = slots - 1
        self.keys = <uint64_t *>PyMem_Malloc(slots * sizeof(uint64_t))
        self.places = <int32_t *>PyMem_Malloc(slots * sizeof(int32_t))
        self.entries = <Entry *>PyMem_Malloc((most + 1) * sizeof(Entry))
        if self.keys is NULL or self.places is NULL or self.entries is NULL:
            raise MemoryError
        for slot in range(slots):
            self.places[slot] = -1
        for word, row in vocabulary.items():
            self._entry(word).row = row
        for place in range(PLACES):
            for word, weight in (<dict>weights[place]).items():
                self._entry(word).weights[place] = weight

    def __dealloc__(self):
        PyMem_Free(self.keys)
        PyMem_Free(self.places)
        PyMem_Free(self.entries)

    cdef Entry *_entry(self, str key) except NULL:
        """The entry of a key, made where there is none."""
        cdef uint64_t value = 0, slot
        cdef Py_ssize_t number
        cdef array hashes = clone(SIZES, 3 * len(key) + 1, zero=False)
        cdef uint64_t *found = <uint64_t *>hashes.data.as_ulonglongs
        for number, word in enumerate(key.split(" ")):
            if _hashes(word, 3 * len(word), found) != 1:
                found[0] = 1  # no text has such words
            value = _joined(value, found[0]) if number else found[0]
        slot = value & self.mask
        while self.places[slot] >= 0 and self.keys[slot] != value:
            slot = (slot + 1) & self.mask
        if self.places[slot] < 0:
            self.keys[slot], self.places[slot] = value, self.count
            self.entries[self.count] = UNKNOWN
            self.count += 1
        return &self.entries[self.places[slot]]

    cdef const Entry *_found(self, uint64_t value) noexcept:
        cdef uint64_t slot = value & self.mask
        while self.places[slot] >= 0:
            if self.keys[slot] == value:
                return &self.entries[self.places[slot]]
            slot = (slot + 1) & self.mask
        return &UNKNOWN

    cdef double _distinct(self, const uint64_t *hashes, Py_ssize_t count, int place, double odds) noexcept:
        """`odds` and the weights of distinct words."""
        cdef Py_ssize_t at, before
        for at in range(count):
            for before in range(at):
                if hashes[before] == hashes[at]:
                    break
            else:
                odds += self._found(hashes[at]).weights[place]
        return odds

    cdef double _odds(
        self, const uint64_t *first, Py_ssize_t begun, const uint64_t *last, Py_ssize_t ended, Py_ssize_t size
    ) noexcept:
        """The sum of the weights of one text's keys, in the order of `Lexicon._odds`."""
        cdef int long = 0 if size <= self.short else 2
        cdef Py_ssize_t edge = min(ended, self.edge_words), both = min(begun, ended), at, number
        cdef uint64_t opening, closing
        if not both:
            return 0.0
        cdef double odds = self._distinct(first, min(begun, self.edge_words), long, 0.0)
        odds = self._distinct(last + ended - edge, edge, long + 1, odds)
        opening, closing = first[0], last[ended - 1]
        odds += <double>self._found(opening).weights[OPENING] + self._found(closing).weights[CLOSING]
        for at in range(1, min(both, 3)):
            opening = _joined(opening, first[at])
            closing = last[ended - 1 - at]
            for number in range(ended - at, ended):
                closing = _joined(closing, last[number])
            odds += <double>self._found(opening).weights[OPENING] + self._found(closing).weights[CLOSING]
        if size <= self.label:
            opening = first[0]
            for at in range(1, begun):
                opening = _joined(opening, first[at])
            odds += self._found(opening).weights[LABEL]
        return odds

    def read(self, texts):
        """Of n texts the summed log-odds (floats), and the rows of their words in the vocabulary (n x 2 edge integers).

        Those at the beginning, then those at the end, last first; 0 is no known word.
        """
        cdef Py_ssize_t count = len(texts), number, at, size, begun, ended, same
        cdef array odds = clone(FLOATS, count, zero=True)
        cdef array rows = clone(INTEGERS, count * 2 * self.edge, zero=True)
        # Lower case may take more characters.
        cdef Py_ssize_t most = 3 * self.whole
        cdef array hashes = clone(SIZES, 2 * most, zero=False)
        cdef uint64_t *first = <uint64_t *>hashes.data.as_ulonglongs
        cdef uint64_t *last
        cdef int *row
        cdef dict known = {}
        cdef PyObject *found
        cdef str text
        for number in range(count):
            text = texts[number]
            row = rows.data.as_ints + number * 2 * self.edge
            found = PyDict_GetItem(known, text)
            if found is not NULL:
                same = <object>found
                odds.data.as_floats[number] = odds.data.as_floats[same]
                for at in range(2 * self.edge):
                    row[at] = rows.data.as_ints[same * 2 * self.edge + at]
                continue
            known[text] = number
            size = len(text)
            if size > self.whole:
                begun = _hashes(text[: self.end], most, first)
                last = first + begun
                ended = _hashes(text[size - self.end :], most, last)
            else:
                begun = ended = _hashes(text, most, first)
                last = first
            odds.data.as_floats[number] = <float>self._odds(first, begun, last, ended, size)
            for at in range(min(begun, self.edge)):
                row[at] = self._found(first[at]).row
            for at in range(min(ended, self.edge)):
                row[self.edge + at] = self._found(last[ended - 1 - at]).row
        return odds, rows

    def inside(self, texts, Py_ssize_t most, Py_ssize_t chars):
        """Rows of the known words among the first of each text, text after text, and how many each text has."""
        cdef Py_ssize_t count = len(texts), number, at, size, total = 0
        cdef array sizes = clone(SIZES, count, zero=True)
        cdef array rows = clone(INTEGERS, count * most, zero=False)
        cdef array hashes = clone(SIZES, most, zero=False)
        cdef uint64_t *found = <uint64_t *>hashes.data.as_ulonglongs
        cdef int32_t row
        cdef str text
        for number in range(count):
            text = texts[number]
            size = _hashes(text[:chars], most, found)
            for at in range(size):
                row = self._found(found[at]).row
                if row:
                    rows.data.as_ints[total] = row
                    total += 1
                    sizes.data.as_longlongs[number] += 1
        resize(rows, total)
        return rows, sizes


def name_table(labels, dict numbers, bands, tuple sizes):
    """The summed log-odds by band (n x bands floats) of n labels: of their tags, and of the known words of their names.

    bands: names x bands floats; sizes: letters of the shortest and of the longest word, distinct words of a label that
    count. Of a word that is too long the last letters are read.
    """
    cdef Py_buffer view
    PyObject_GetBuffer(bands, &view, PyBUF_C_CONTIGUOUS)
    try:
        if view.ndim != 2 or view.itemsize != sizeof(float):
            raise ValueError("bands are names x bands floats")
        return _name_table(labels, numbers, &view, sizes)
    finally:
        PyBuffer_Release(&view)


cdef array _name_table(labels, dict numbers, Py_buffer *bands, tuple sizes):
    cdef Py_ssize_t shortest, longest, most
    shortest, longest, most = sizes
    cdef Py_ssize_t number = 0, at, start, size
    cdef array table = clone(FLOATS, len(labels) * bands.shape[1], zero=True)
    cdef float *row
    cdef set seen
    cdef str tag, names
    cdef int kind
    cdef void *data
    for tag, names in labels:
        row = table.data.as_floats + number * bands.shape[1]
        number += 1
        _add(numbers, f"<{tag}>", bands, row)
        names = names.lower()
        size, at, seen = len(names), 0, set()
        kind, data = PyUnicode_KIND(names), PyUnicode_DATA(names)
        while at < size and len(seen) < most:
            start = at
            while at < size and c"a" <= PyUnicode_READ(kind, data, at) <= c"z":
                at += 1
            if at - start >= shortest:
                word = PyUnicode_Substring(names, max(start, at - longest), at)
                if word not in seen:
                    seen.add(word)
                    _add(numbers, word, bands, row)
            at += 1
    return table


cdef int _add(dict numbers, word, Py_buffer *bands, float *row) except -1:
    cdef PyObject *found = PyDict_GetItem(numbers, word)
    cdef Py_ssize_t band, number
    if found is NULL:
        return 0
    number = <object>found
    if not 0 <= number < bands.shape[0]:
        raise IndexError("a name without a row in the bands")
    for band in range(bands.shape[1]):
        row[band] += (<float *>bands.buf)[number * bands.shape[1] + band]
    return 0
