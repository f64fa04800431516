# cython: boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""The words of texts by number, and the runs of words that texts share; see `content_cleaner.model.overlap`.

Words are found by a hash of their characters under a key that nobody outside knows: no text can be made slow.
"""

import os

from cpython.mem cimport PyMem_Free, PyMem_Malloc, PyMem_Realloc
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ, Py_UNICODE_ISSPACE
from libc.stdint cimport uint8_t, uint64_t
from libc.string cimport memset

cdef extern from "Python.h":
    bint PyUnicode_IS_ASCII(object)

cdef enum:
    # As in `content_cleaner.model.overlap`: characters for each blank, of a text without blanks what is read, and the
    # words of a phrase.
    SCARCE = 12
    READ = 4000
    GRAM = 3
    FILTER = 13

cdef uint64_t PRIME = (1 << 31) - 1
cdef uint64_t KEY = int.from_bytes(os.urandom(8), "little") % (PRIME - 1024) + 512
cdef uint64_t SPREAD = 0x9E3779B97F4A7C15


cdef struct Token:
    const void* data  # of the text
    int kind
    Py_ssize_t text
    Py_ssize_t start
    Py_ssize_t size
    uint64_t code


cdef Token token_of(str text, Py_ssize_t number):
    """A whole text, which the caller must keep."""
    cdef Token token
    token.data, token.kind = PyUnicode_DATA(text), PyUnicode_KIND(text)
    token.text, token.start, token.size, token.code = number, 0, PyUnicode_GET_LENGTH(text), 0
    return token


cdef inline Py_UCS4 character(const Token* token, Py_ssize_t place) noexcept:
    return PyUnicode_READ(token.kind, <void*> token.data, token.start + place)


cdef bint same(const Token* one, const Token* other) noexcept:
    cdef Py_ssize_t place
    if one.code != other.code or one.size != other.size:
        return False
    for place in range(one.size):
        if character(one, place) != character(other, place):
            return False
    return True


cdef void mark(Token* token) noexcept:
    """Give the token its code: the polynomial of its characters at KEY modulo PRIME, give or take one PRIME."""
    cdef uint64_t code = 0
    cdef Py_ssize_t place
    for place in range(token.size):
        code = code * KEY + <uint64_t> character(token, place) + 1
        code = (code & PRIME) + (code >> 31)
        code = (code & PRIME) + (code >> 31)
    token.code = code


cdef bint scarce(str text):
    """Whether a text has few blanks: Chinese, Japanese, Thai."""
    cdef Py_ssize_t size = PyUnicode_GET_LENGTH(text), place, words = 0
    cdef int kind = PyUnicode_KIND(text)
    cdef void* data = PyUnicode_DATA(text)
    cdef bint inside = False, blank
    for place in range(size):
        blank = Py_UNICODE_ISSPACE(PyUnicode_READ(kind, data, place))
        words += not blank and not inside
        inside = not blank
    return words * SCARCE < size


cdef class Numbers:
    """Words by number, in the order in which they were first read: a mapping as far as it is needed."""

    cdef list texts
    cdef Token* tokens
    cdef Py_ssize_t* slots  # numbers by hash, -1 where there is none
    cdef Py_ssize_t count, room
    cdef int bits

    def __cinit__(self):
        self.texts = []
        self.count, self.bits = 0, 9
        self.room = 1 << (self.bits - 1)
        self.tokens = <Token*> PyMem_Malloc(self.room * sizeof(Token))
        self.slots = <Py_ssize_t*> PyMem_Malloc(sizeof(Py_ssize_t) << self.bits)
        if self.tokens == NULL or self.slots == NULL:
            raise MemoryError
        memset(self.slots, 255, sizeof(Py_ssize_t) << self.bits)

    def __dealloc__(self):
        PyMem_Free(self.tokens)
        PyMem_Free(self.slots)

    def __len__(self):
        return self.count

    def __iter__(self):
        cdef Py_ssize_t number
        for number in range(self.count):
            yield self.word(number)

    cdef str word(self, Py_ssize_t number):
        cdef Token* token = &self.tokens[number]
        cdef str text = self.texts[token.text]
        return text[token.start : token.start + token.size]

    def get(self, str token not None, default=None):
        """The number of a word."""
        cdef Token wanted = token_of(token, -1)
        mark(&wanted)
        cdef Py_ssize_t number = self.slots[self.slot(&wanted)]
        return default if number < 0 else number

    cdef Py_ssize_t slot(self, const Token* token) noexcept:
        """Where the token's number stands, or where there is none yet."""
        cdef Py_ssize_t place = (token.code * SPREAD) >> (64 - self.bits), most = (1 << self.bits) - 1
        while self.slots[place] >= 0 and not same(&self.tokens[self.slots[place]], token):
            place = (place + 1) & most
        return place

    cdef Py_ssize_t number(self, Token* token) except -1:
        """The number of a token, a new one where it has none."""
        mark(token)
        cdef Py_ssize_t place = self.slot(token)
        if self.slots[place] >= 0:
            return self.slots[place]
        if self.count == self.room:
            self.grow()
            place = self.slot(token)
        self.tokens[self.count] = token[0]
        self.slots[place] = self.count
        self.count += 1
        return self.count - 1

    cdef int grow(self) except -1:
        """Twice the room."""
        cdef Py_ssize_t number
        cdef void* tokens = PyMem_Realloc(self.tokens, 2 * self.room * sizeof(Token))
        if tokens == NULL:
            raise MemoryError
        self.tokens = <Token*> tokens
        cdef void* slots = PyMem_Realloc(self.slots, sizeof(Py_ssize_t) << (self.bits + 1))
        if slots == NULL:
            raise MemoryError
        self.slots = <Py_ssize_t*> slots
        self.room *= 2
        self.bits += 1
        memset(self.slots, 255, sizeof(Py_ssize_t) << self.bits)
        for number in range(self.count):
            self.slots[self.slot(&self.tokens[number])] = number
        return 0

    def read(self, list texts, Py_ssize_t[::1] flat, Py_ssize_t[::1] sizes):
        """Number the words of the texts into `flat`, text after text, and count them; returns how many there are."""
        cdef Py_ssize_t row, end = 0, before
        cdef str text
        if len(texts) != sizes.shape[0]:
            raise ValueError("sizes differ")
        for row in range(len(texts)):
            text = texts[row]
            if text is None:
                raise TypeError("a text is None")
            before = end
            if not PyUnicode_IS_ASCII(text) and scarce(text):
                end = self.pairs(text, flat, end)
            else:
                end = self.words(text.lower(), flat, end)
            sizes[row] = end - before
        return end

    cdef Py_ssize_t words(self, str text, Py_ssize_t[::1] flat, Py_ssize_t end) except -1:
        """Number what stands between blanks; returns the new end of `flat`."""
        cdef Token token = self.whole(text)
        cdef Py_ssize_t size = token.size, place, opened = 0
        for place in range(size + 1):
            if place == size or Py_UNICODE_ISSPACE(PyUnicode_READ(token.kind, <void*> token.data, place)):
                if place > opened:
                    token.start, token.size = opened, place - opened
                    end = self.put(&token, flat, end)
                opened = place + 1
        return end

    cdef Py_ssize_t pairs(self, str text, Py_ssize_t[::1] flat, Py_ssize_t end) except -1:
        """Number each character with the next one; returns the new end of `flat`."""
        cdef Token token = self.whole(text)
        cdef Py_ssize_t size = min(token.size, READ), place
        token.size = 2
        for place in range(size - 1):
            token.start = place
            end = self.put(&token, flat, end)
        return end

    cdef Token whole(self, str text) except *:
        """A text as one token, kept as long as its words are."""
        self.texts.append(text)
        return token_of(text, len(self.texts) - 1)

    cdef Py_ssize_t put(self, Token* token, Py_ssize_t[::1] flat, Py_ssize_t end) except -1:
        if end >= flat.shape[0]:
            raise ValueError("more words than room")
        flat[end] = self.number(token)
        return end + 1


def shared_phrases(
    const Py_ssize_t[::1] flat, const Py_ssize_t[::1] sizes, Py_ssize_t unknown, const uint64_t[::1] own,
    double[::1] hits, uint8_t[::1] found,
):
    """Count the phrases of each text that are among the sorted `own` codes, and mark which of these there are."""
    cdef Py_ssize_t row, place, start = 0, end, low, high, middle, most = own.shape[0]
    cdef uint64_t factor = unknown + 1, code
    cdef uint8_t[1 << FILTER] seen
    if sizes.shape[0] != hits.shape[0] or own.shape[0] != found.shape[0]:
        raise ValueError("sizes differ")
    memset(seen, 0, sizeof(seen))
    for place in range(most):
        seen[own[place] * SPREAD >> (64 - FILTER)] = 1
    for row in range(sizes.shape[0]):
        if sizes[row] < 0 or sizes[row] > flat.shape[0] - start:
            raise ValueError("sizes differ")
        end = start + sizes[row]
        for place in range(start, end - GRAM + 1):
            code = (<uint64_t> flat[place] * factor + <uint64_t> flat[place + 1]) * factor + <uint64_t> flat[place + 2]
            if not seen[code * SPREAD >> (64 - FILTER)]:
                continue
            low, high = 0, most
            while low < high:
                middle = (low + high) // 2
                if own[middle] < code:
                    low = middle + 1
                else:
                    high = middle
            if low < most and own[low] == code:
                hits[row] += 1
                found[low] = 1
        start = end
