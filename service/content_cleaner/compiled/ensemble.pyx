# cython: boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""Leaves of oblivious trees; see `content_cleaner.model.trees`."""

cdef enum:
    PART = 256


def chosen(
    const Py_ssize_t[:, :] splits, const float[:, :] thresholds, const float[:, ::1] leaves,
    const float[:, ::1] values, float[:, ::1] out,
):
    """The leaf of each tree for each row: trees x rows. `splits` and `thresholds` are depth x trees.

    `values` is features x rows, `leaves` trees x 2**depth.
    """
    cdef Py_ssize_t depth = splits.shape[0], trees = splits.shape[1], rows = values.shape[1]
    cdef Py_ssize_t tree, level, start, row, size
    cdef float threshold
    cdef const float* feature
    cdef int[PART] leaf
    if not (
        depth == thresholds.shape[0] and trees == thresholds.shape[1] == leaves.shape[0] == out.shape[0]
        and depth < 31 and leaves.shape[1] == 1 << depth and out.shape[1] == rows
    ):
        raise ValueError("sizes differ")
    for level in range(depth):
        for tree in range(trees):
            if not 0 <= splits[level, tree] < values.shape[0]:
                raise IndexError("no such feature")
    for start in range(0, rows, PART):
        size = min(PART, rows - start)
        for tree in range(trees):
            for row in range(size):
                leaf[row] = 0
            for level in range(depth):
                feature = &values[splits[level, tree], start]
                threshold = thresholds[level, tree]
                for row in range(size):
                    leaf[row] |= (feature[row] > threshold) << level
            for row in range(size):
                out[tree, start + row] = leaves[tree, leaf[row]]
