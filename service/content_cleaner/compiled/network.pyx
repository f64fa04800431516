# cython: boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""What a network does to single numbers, between its products of matrices; see `content_cleaner.model.network`.

Sizes and rows are checked before each loop, so that no index can leave its array.
"""

from libc.math cimport copysignf
from libc.string cimport memcpy, memset

cdef enum:
    PART = 128


def standardised(
    const float[:, ::1] values, const float[:, ::1] grown, const float[:] centre, const float[:] scale, float limit,
    float[:, ::1] out, Py_ssize_t first,
):
    """The signs of f x n values on `grown`, centred, scaled, and cut off at the limit: columns of `out` from `first`."""
    cdef Py_ssize_t features = values.shape[0], n = values.shape[1], width = out.shape[1], row, column, start, size
    cdef float centred, divisor, value
    cdef float[PART] part
    cdef const float* signed
    cdef const float* sized
    cdef float* target
    if not (
        features == grown.shape[0] == centre.shape[0] == scale.shape[0] and 0 <= first <= width - features
        and n == grown.shape[1] == out.shape[0]
    ):
        raise ValueError("sizes differ")
    for start in range(0, n, PART):
        size = min(PART, n - start)
        for column in range(features):
            centred, divisor = centre[column], scale[column]
            signed, sized = &values[column, start], &grown[column, start]
            for row in range(size):
                value = (copysignf(sized[row], signed[row]) - centred) / divisor
                value = -limit if value < -limit else value
                part[row] = limit if value > limit else value
            target = &out[start, first + column]
            for row in range(size):
                target[row * width] = part[row]


def end_means(const float[:, ::1] vectors, const int[:, :] words, Py_ssize_t edge, Py_ssize_t outermost,
              float[:, ::1] out):
    """Means of the vectors of n x (2 edge) words: of the outermost and of all at either end, into n x (4 e)."""
    cdef Py_ssize_t n = words.shape[0], size = vectors.shape[1], known = vectors.shape[0]
    cdef Py_ssize_t row, end, step, place
    cdef int word
    cdef float* few
    cdef float* all_
    cdef const float* vector
    if words.shape[1] != 2 * edge or out.shape[0] != n or out.shape[1] < 4 * size or not 0 < outermost <= edge:
        raise ValueError("sizes differ")
    if not size:
        return
    for row in range(n):
        for end in range(2):
            few = &out[row, 2 * end * size]
            all_ = few + size
            for step in range(edge):
                word = words[row, end * edge + step]
                if not 0 <= word < known:
                    raise IndexError("no such word")
                vector = &vectors[word, 0]
                if step:
                    for place in range(size):
                        all_[place] += vector[place]
                else:
                    for place in range(size):
                        all_[place] = vector[place]
                if step == outermost - 1:
                    for place in range(size):
                        few[place] = all_[place] / outermost
            for place in range(size):
                all_[place] /= edge


def around(const float[:, ::1] hidden, const float[:] root, const float[::1] gain, Py_ssize_t dilation,
           float[:, ::1] out):
    """n x d channels, by row divided by its root and multiplied by the gain: those before, own and after: n x 3d."""
    cdef Py_ssize_t n = hidden.shape[0], channels = hidden.shape[1], row, place
    cdef float divisor
    cdef const float* channel
    cdef float* own
    cdef float* far
    if not (n == root.shape[0] == out.shape[0] and channels == gain.shape[0] and out.shape[1] == 3 * channels):
        raise ValueError("sizes differ")
    if dilation < 1:
        raise ValueError("nothing is around")
    if not channels:
        return
    for row in range(n):
        divisor = root[row]
        channel = &hidden[row, 0]
        own = &out[row, channels]
        for place in range(channels):
            own[place] = channel[place] * (gain[place] / divisor)
        if row < dilation:
            memset(&out[row, 0], 0, channels * sizeof(float))
        else:
            far = &out[row - dilation, channels]
            memcpy(&out[row, 0], far, channels * sizeof(float))
            memcpy(far + channels, own, channels * sizeof(float))
    for row in range(max(0, n - dilation), n):
        memset(&out[row, 2 * channels], 0, channels * sizeof(float))


def add_positive(float[:, ::1] hidden, const float[:, ::1] product, const float[::1] bias):
    """Add what of product + bias is above nought (n x d) to the channels."""
    cdef Py_ssize_t n = hidden.shape[0], channels = hidden.shape[1], row, place
    cdef float value
    cdef float* own
    cdef const float* added
    if not (n == product.shape[0] and channels == product.shape[1] == bias.shape[0]):
        raise ValueError("sizes differ")
    if not channels:
        return
    for row in range(n):
        own, added = &hidden[row, 0], &product[row, 0]
        for place in range(channels):
            value = added[place] + bias[place]
            own[place] += 0 if value < 0 else value
