# cython: boundscheck=False, wraparound=False, initializedcheck=False
"""Which words stand in the names of elements; see `content_cleaner.model.vocabulary`."""

from cpython.mem cimport PyMem_Calloc, PyMem_Free
from cpython.unicode cimport PyUnicode_DATA, PyUnicode_GET_LENGTH, PyUnicode_KIND, PyUnicode_READ
from libc.stdint cimport uint8_t, uint64_t

cdef enum:
    ASCII = 128


cdef class Categories:
    """An automaton (Aho and Corasick 1975) that finds words of ASCII characters; each belongs to categories."""

    cdef uint8_t[ASCII] columns  # of characters that are in words, from 1
    cdef int* following  # states x width: the next state by column
    cdef uint64_t* found  # of each state: bits of the categories whose words end there
    cdef readonly Py_ssize_t count, width

    def __cinit__(self, categories):
        cdef Py_ssize_t state, column
        self.count = len(categories)
        letters = sorted({letter for words in categories for word in words for letter in word})
        if self.count > 64 or not all(letter.isascii() for letter in letters):
            raise ValueError("more categories or letters than there is room for")
        self.width = len(letters) + 1
        for column in range(ASCII):
            self.columns[column] = 0
        column_of = {letter: column for column, letter in enumerate(letters, 1)}
        for letter in letters:
            self.columns[<int> ord(letter)] = column_of[letter]
        rows, found = _automaton(categories, column_of)
        self.following = <int*> PyMem_Calloc(len(rows) * self.width, sizeof(int))
        self.found = <uint64_t*> PyMem_Calloc(len(rows), sizeof(uint64_t))
        if self.following == NULL or self.found == NULL:
            raise MemoryError
        for state in range(len(rows)):
            self.found[state] = found[state]
            for column in range(self.width):
                self.following[state * self.width + column] = rows[state][column]

    def __dealloc__(self):
        PyMem_Free(self.following)
        PyMem_Free(self.found)

    def mark(self, list names, uint8_t[:, ::1] out):
        """Which categories each of n texts names: n x categories."""
        cdef Py_ssize_t row, place, size, state, category
        cdef unsigned int kind
        cdef void* data
        cdef Py_UCS4 code
        cdef uint64_t found
        cdef str text
        if len(names) != out.shape[0] or self.count != out.shape[1]:
            raise ValueError("sizes differ")
        for row in range(len(names)):
            text = names[row]
            if text is None:
                raise TypeError("a text is None")
            kind, data, size = PyUnicode_KIND(text), PyUnicode_DATA(text), PyUnicode_GET_LENGTH(text)
            state, found = 0, 0
            for place in range(size):
                code = PyUnicode_READ(kind, data, place)
                state = self.following[state * self.width + (self.columns[code] if code < ASCII else 0)]
                found |= self.found[state]
            for category in range(self.count):
                out[row, category] = found >> category & 1


def _automaton(categories, column_of):
    """The next states of each state, and the categories that it means as bits."""
    rows, found, failures = [[0] * (len(column_of) + 1)], [0], [0]
    for number, words in enumerate(categories):
        for word in words:
            state = 0
            for letter in word:
                column = column_of[letter]
                if not rows[state][column]:
                    rows[state][column] = len(rows)
                    rows.append([0] * (len(column_of) + 1))
                    found.append(0)
                    failures.append(0)
                state = rows[state][column]
            found[state] |= 1 << number
    waiting = [0]
    for state in waiting:
        for column, child in enumerate(rows[state]):
            other = rows[failures[state]][column] if state else 0
            if child:
                failures[child] = other
                found[child] |= found[other]
                waiting.append(child)
            else:
                rows[state][column] = other
    return rows, found
