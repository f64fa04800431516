# cython: boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""Which byte sequences a text holds; see `content_cleaner.metadata.grams`."""

from libc.stdint cimport int32_t, uint8_t, uint64_t
from libc.stdlib cimport calloc, free

cdef enum:
    LONGEST = 7  # bytes of a sequence: they and their number make a key


cdef class Grams:
    """A table of sequences: open addressing, at most half full."""

    cdef uint64_t* keys
    cdef int32_t* features
    cdef uint64_t last
    cdef int longest

    def __cinit__(self, const uint64_t[:] keys, const int32_t[:] features):
        """keys: the bytes of each sequence as a number, the last one lowest, its length in the highest byte."""
        cdef Py_ssize_t index, count = keys.shape[0]
        cdef uint64_t size = 2, place
        cdef int length
        if features.shape[0] != count:
            raise ValueError("sizes differ")
        while size < 2 * <uint64_t>count:
            size *= 2
        self.last = size - 1
        self.keys = <uint64_t*>calloc(size, sizeof(uint64_t))
        self.features = <int32_t*>calloc(size, sizeof(int32_t))
        if self.keys is NULL or self.features is NULL:
            raise MemoryError
        for index in range(count):
            length = keys[index] >> 56
            if not 0 < length <= LONGEST:
                raise ValueError("a sequence of no or of too many bytes")
            self.longest = max(self.longest, length)
            place = spread(keys[index]) & self.last
            while self.keys[place] and self.keys[place] != keys[index]:
                place = (place + 1) & self.last
            self.keys[place], self.features[place] = keys[index], features[index]

    def __dealloc__(self):
        free(self.keys)
        free(self.features)

    def visits(self, bytes text):
        """How often each feature is met, by its number, in the order in which they are met first."""
        cdef const uint8_t* byte = text
        cdef Py_ssize_t index
        cdef uint64_t tail = 0, key, place
        cdef int length = 0
        cdef int32_t feature
        cdef dict counts = {}
        for index in range(len(text)):
            tail = tail << 8 | byte[index]
            length = min(length + 1, self.longest)
            while length:
                key = tail & ((<uint64_t>1 << 8 * length) - 1) | <uint64_t>length << 56
                place = spread(key) & self.last
                while self.keys[place] and self.keys[place] != key:
                    place = (place + 1) & self.last
                if self.keys[place]:
                    feature = self.features[place]
                    if feature >= 0:
                        counts[feature] = counts.get(feature, 0) + 1
                    break
                length -= 1
        return counts


cdef inline uint64_t spread(uint64_t key) noexcept nogil:
    """A hash of a key (Fibonacci hashing, Knuth, The Art of Computer Programming 3, 6.4)."""
    return key * <uint64_t>0x9E3779B97F4A7C15 >> 32
