# cython: boundscheck=False, wraparound=False
"""The loops of the rules' survey, in C. Their Python twins, in rules/, say what each function does."""

from cpython.mem cimport PyMem_Calloc, PyMem_Free, PyMem_Malloc
from cpython.unicode cimport (
    PyUnicode_DATA, PyUnicode_FromKindAndData, PyUnicode_KIND, PyUnicode_READ, PyUnicode_READ_CHAR, PyUnicode_WRITE
)
from libc.stdint cimport int32_t, uint8_t, uint16_t, uint32_t, uint64_t
from libc.string cimport memset

cdef Py_ssize_t LONGEST_TAIL = 45  # characters
cdef Py_ssize_t LONGEST_LABEL = 80
cdef Py_ssize_t LONGEST_SCANNED = 700
cdef Py_ssize_t LONGEST_OPENING = 120
cdef tuple NEGATIONS = ("has", "with", "no", "is", "show", "hide", "without", "have")


ctypedef fused unit:  # a character, by the width that all characters of its text have
    uint8_t
    uint16_t
    uint32_t


cdef inline bint is_alphanumeric(Py_UCS4 sign):
    if sign < 0x80:
        return u"a" <= sign <= u"z" or u"0" <= sign <= u"9" or u"A" <= sign <= u"Z"
    return sign.isalnum()


cdef inline bint is_word(Py_UCS4 sign):
    return is_alphanumeric(sign) or sign == u"_"


cdef inline bint is_joined(Py_UCS4 sign):
    return sign >= 0xE00 and (sign <= 0xEFF or 0x2E80 <= sign <= 0xD7FF or 0xF900 <= sign <= 0xFAFF)


cdef struct Node:  # of a trie: its number is its place in the table, which follows from its parent and its sign
    int32_t parent
    uint32_t sign
    int32_t phrase  # the number of the phrase that ends here, or -1


cdef inline uint32_t hash_of_four(uint64_t first, uint64_t second, uint64_t third, uint64_t fourth) noexcept:
    return <uint32_t>(((first << 32 ^ second << 21 ^ third << 10 ^ fourth) * 0x9E3779B97F4A7C15ULL) >> 47)


cdef class Trie:
    """Phrases by their characters, in one hash table: there are some 150,000 nodes.

    Most words of a text begin no phrase: a bit for the first four characters of each, and one for the first two of the
    few shorter ones, tell so without a look into the table.
    """

    cdef Node *nodes
    cdef uint64_t mask
    cdef uint8_t heads[0x4000]
    cdef uint8_t brief[0x80 * 0x80]
    cdef bint brief_elsewhere  # whether a short phrase begins with other letters than those of ASCII

    def __cinit__(self, list phrases):
        cdef Py_ssize_t size = 1024, count = 0, number, index
        cdef int32_t node
        cdef str phrase, before = ""
        for phrase in sorted(phrases):
            index = 0  # what a phrase shares with the one before it is no further node
            while index < len(phrase) and index < len(before) and phrase[index] == before[index]:
                index += 1
            count += len(phrase) - index
            before = phrase
        while size < 2 * count:
            size *= 2
        if size > 0x40000000:
            raise MemoryError
        self.nodes = <Node *>PyMem_Malloc(size * sizeof(Node))
        if self.nodes == NULL:
            raise MemoryError
        self.mask = size - 1
        memset(self.heads, 0, sizeof(self.heads))
        memset(self.brief, 0, sizeof(self.brief))
        self.brief_elsewhere = False
        for index in range(size):
            self.nodes[index].parent = -2
            self.nodes[index].phrase = -1
        for number in range(len(phrases)):
            phrase, node = phrases[number], -1
            if not phrase:
                raise ValueError("an empty phrase")
            for index in range(len(phrase)):
                node = self.below(node, ord(phrase[index]), True)
            self.nodes[node].phrase = number
            self.note_head(phrase)

    cdef void note_head(self, str phrase):
        cdef uint32_t place, first = ord(phrase[0]), second
        if len(phrase) > 3:
            place = hash_of_four(first, ord(phrase[1]), ord(phrase[2]), ord(phrase[3]))
            self.heads[place >> 3] |= 1 << (place & 7)
        elif not phrase[:2].isascii():
            self.brief_elsewhere = True
        elif len(phrase) > 1:
            self.brief[first << 7 | <uint32_t>ord(phrase[1])] = True
        else:
            self.brief_elsewhere = True  # whatever follows
            for second in range(0x80):
                self.brief[first << 7 | second] = True

    def __dealloc__(self):
        PyMem_Free(self.nodes)

    cdef inline int32_t below(self, int32_t node, uint32_t sign, bint add) noexcept:
        """The child of a node (-1: the root) with that sign; -1 where there is none, unless it is to be added."""
        cdef uint64_t place = ((<uint64_t>(node + 2) << 21 | sign) * 0x9E3779B97F4A7C15ULL >> 32) & self.mask
        cdef Node *found = &self.nodes[place]
        while found.parent != -2:
            if found.parent == node and found.sign == sign:
                return <int32_t>place
            place = (place + 1) & self.mask
            found = &self.nodes[place]
        if not add:
            return -1
        found.parent, found.sign = node, sign
        return <int32_t>place

    cdef inline bint may_begin(self, uint32_t first, uint32_t second, uint32_t third, uint32_t fourth) noexcept:
        cdef uint32_t place = hash_of_four(first, second, third, fourth)
        if self.heads[place >> 3] >> (place & 7) & 1:
            return True
        return self.brief[first << 7 | second] if first < 0x80 and second < 0x80 else self.brief_elsewhere


cdef list phrases_at(Trie trie, const unit *text, Py_ssize_t start, Py_ssize_t length, list found):
    """Adds number, start and end of the phrases that begin there and end where a word does; `found` may be None."""
    cdef Py_ssize_t stop = start
    cdef int32_t node = -1
    while stop < length:
        node = trie.below(node, text[stop], False)
        if node < 0:
            break
        stop += 1
        if trie.nodes[node].phrase < 0 or (
            stop < length
            and is_alphanumeric(text[stop])
            and is_alphanumeric(text[stop - 1])
            and not is_joined(text[stop - 1])
        ):
            continue
        if found is None:
            found = []
        found.append((trie.nodes[node].phrase, start, stop))
    return found


cdef list phrases_in(Trie trie, const unit *text, Py_ssize_t length):
    """Number, start and end of the phrases that begin and end where words do; None where there are none."""
    cdef Py_ssize_t start
    cdef bint before = False, inside
    cdef unit second, third, fourth
    cdef list found = None
    for start in range(length):
        inside = is_alphanumeric(text[start])
        if not (before and inside) or is_joined(text[start]):
            second = text[start + 1] if start + 1 < length else 0
            third = text[start + 2] if start + 2 < length else 0
            fourth = text[start + 3] if start + 3 < length else 0
            if trie.may_begin(text[start], second, third, fourth):
                found = phrases_at(trie, text, start, length, found)
        before = inside
    return found


cdef list whole_phrases(Trie trie, str text):
    if PyUnicode_KIND(text) == 1:
        return phrases_in(trie, <const uint8_t *>PyUnicode_DATA(text), len(text))
    if PyUnicode_KIND(text) == 2:
        return phrases_in(trie, <const uint16_t *>PyUnicode_DATA(text), len(text))
    return phrases_in(trie, <const uint32_t *>PyUnicode_DATA(text), len(text))


cdef list opening_phrases(Trie trie, str text, Py_ssize_t length):
    if PyUnicode_KIND(text) == 1:
        return phrases_at(trie, <const uint8_t *>PyUnicode_DATA(text), 0, length, None)
    if PyUnicode_KIND(text) == 2:
        return phrases_at(trie, <const uint16_t *>PyUnicode_DATA(text), 0, length, None)
    return phrases_at(trie, <const uint32_t *>PyUnicode_DATA(text), 0, length, None)


def place_phrases(list lines, list signals, Trie anywhere, Trie openings, tuple bits, Py_ssize_t opening):
    cdef Py_ssize_t place, length, number, start, stop
    cdef str line
    cdef object said
    cdef list found, opened, hits
    cdef dict placed = {}
    if len(signals) != len(lines):
        raise ValueError("lists of different lengths")
    for place in range(len(lines)):
        line = lines[place]
        length = len(line)
        found = whole_phrases(anywhere, line) if length <= LONGEST_SCANNED else None
        opened = opening_phrases(openings, line, length if length <= LONGEST_SCANNED else LONGEST_OPENING)
        if found is None and opened is None:
            continue
        said, hits = signals[place], []
        for number, start, stop in found or ():
            said = said | bits[number]
            hits.append((bits[number], start, stop))
        for number, start, stop in opened or ():
            said = said | bits[opening + number]
            hits.append((bits[opening + number], start, stop))
        signals[place] = said
        placed[place] = hits
    return placed


def name_bits(list names, Trie trie, tuple bits):
    cdef Py_ssize_t number, start, stop
    cdef str text
    cdef list found, said = []
    cdef unsigned int own
    for text in names:
        own = 0
        found = whole_phrases(trie, text)
        for number, start, stop in found or ():
            if start > 2 and text[start - 1] in u"-_" and text.endswith(NEGATIONS, max(0, start - 8), start - 1):
                continue
            own |= bits[number]
        said.append(own)
    return said


def ancestry(
    const int[::1] labels, const int[::1] parents, list own, list elements, list sizes, tuple wide, object at, object inside
):
    cdef Py_ssize_t index, place, parent, count = labels.shape[0], kinds = len(own), element
    cdef unsigned int near, last_near = 0, last_above = 0, narrow = wide[2]
    cdef double most = max(<double>wide[0] * sum(sizes), <double>wide[1])
    cdef object last = 0
    cdef unsigned int *said = <unsigned int *>PyMem_Malloc(max(1, count) * sizeof(unsigned int))
    cdef unsigned int *above = <unsigned int *>PyMem_Malloc(max(1, count) * sizeof(unsigned int))
    cdef Py_ssize_t *held = <Py_ssize_t *>PyMem_Calloc(max(1, count), sizeof(Py_ssize_t))
    cdef list signals = []
    try:
        if said == NULL or above == NULL or held == NULL:
            raise MemoryError
        if parents.shape[0] != count or len(sizes) != len(elements):
            raise ValueError("columns of different lengths")
        for place in range(len(elements)):
            element = elements[place]
            if element >= count:
                raise IndexError("a block without its element")
            if element >= 0:
                held[element] += <Py_ssize_t>sizes[place]
        for index in range(count - 1, -1, -1):
            parent = parents[index]
            if not (-1 <= parent < index and 0 <= labels[index] < kinds):
                raise IndexError("an element before its parent, or without a label")
            if parent >= 0:
                held[parent] += held[index]
        for index in range(count):
            parent = parents[index]
            near = own[labels[index]]
            if near & narrow and held[index] >= most:
                near &= ~narrow
            said[index] = near
            above[index] = near if parent < 0 else near | above[parent]
        for element in elements:
            if element < 0:
                signals.append(0)
                continue
            near, parent = said[element], parents[element]
            if parent >= 0:
                near |= said[parent]
                parent = parents[parent]
                if parent >= 0:
                    near |= said[parent]
            if near != last_near or above[element] != last_above:
                last_near, last_above = near, above[element]
                last = last_near * at | last_above * inside
            signals.append(last)
        return signals
    finally:
        PyMem_Free(said)
        PyMem_Free(above)
        PyMem_Free(held)


cdef inline Py_UCS4 folded_at(int kind, const void *data, Py_ssize_t index, const unsigned short *table):
    cdef Py_UCS4 sign = PyUnicode_READ(kind, <void *>data, index)
    return table[sign] if sign < 0x10000 else sign.lower()


cdef const unsigned short *checked(const unsigned short[::1] table) except NULL:
    if table.shape[0] != 0x10000:
        raise ValueError("a table of another size")
    return &table[0]


def fold_lines(str text, const unsigned short[::1] fold_table):
    cdef const unsigned short *table = checked(fold_table)
    cdef Py_ssize_t index = 0, written = 1, length = len(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_UCS4 sign = u"\n"
    cdef void *folded = PyMem_Malloc((length + 2) * kind)
    if folded == NULL:
        raise MemoryError
    try:
        PyUnicode_WRITE(kind, folded, 0, u"\n")
        while index < length:
            if sign == u"\n":
                index = behind_symbols(kind, data, index, length, table)
                if index == length:
                    break
            sign = folded_at(kind, data, index, table)
            PyUnicode_WRITE(kind, folded, written, sign)
            index += 1
            written += 1
        PyUnicode_WRITE(kind, folded, written, u"\n")
        return PyUnicode_FromKindAndData(kind, folded, written + 1)
    finally:
        PyMem_Free(folded)


cdef Py_ssize_t behind_symbols(
    int kind, const void *data, Py_ssize_t index, Py_ssize_t length, const unsigned short *table
):
    """Where the text of a line begins: behind signs, and behind the marks of a heading in Markdown."""
    cdef Py_ssize_t ahead
    cdef Py_UCS4 sign
    while index < length:
        sign = folded_at(kind, data, index, table)
        if sign == u"#":
            ahead = index + 1
            while ahead < length and ahead <= index + 6 and folded_at(kind, data, ahead, table) == u"#":
                ahead += 1
            if ahead == length or ahead > index + 6 or folded_at(kind, data, ahead, table) != u" ":
                return index
            index = ahead + 1
        elif is_word(sign) or sign in u"\n\"'「『©@#":
            return index
        else:
            index += 1
    return index


def skeleton(str text, const unsigned short[::1] fold_table):
    cdef const unsigned short *table = checked(fold_table)
    cdef Py_ssize_t index, written = 0, length = len(text)
    cdef int kind = PyUnicode_KIND(text)
    cdef void *data = PyUnicode_DATA(text)
    cdef Py_UCS4 sign
    cdef void *bare = PyMem_Malloc(max(1, length * kind))
    if bare == NULL:
        raise MemoryError
    try:
        for index in range(length):
            sign = folded_at(kind, data, index, table)
            if is_alphanumeric(sign):
                PyUnicode_WRITE(kind, bare, written, sign)
                written += 1
        return PyUnicode_FromKindAndData(kind, bare, written)
    finally:
        PyMem_Free(bare)


cdef bint may_end_in_credit(int kind, const void *data, Py_ssize_t length):
    cdef Py_ssize_t first = max(0, length - LONGEST_TAIL), index, end = length
    cdef Py_UCS4 sign = u" "
    for index in range(first, length):
        sign = PyUnicode_READ(kind, <void *>data, index)
        if sign == u"/" or sign == u"＝":
            return True
        if (
            sign == u" "
            and index + 3 < length
            and PyUnicode_READ(kind, <void *>data, index + 1) == u"b"
            and PyUnicode_READ(kind, <void *>data, index + 2) == u"y"
            and PyUnicode_READ(kind, <void *>data, index + 3) == u" "
        ):
            return True
    if end > first and PyUnicode_READ(kind, <void *>data, end - 1) == u"\n":
        end -= 1  # as "$" has it
    index = end
    while index > first and end - index <= 30:
        sign = PyUnicode_READ(kind, <void *>data, index - 1)
        if not (is_word(sign) or sign == u" " or sign == u"-"):
            break
        index -= 1
    if index == first or index == end or sign not in u".!?…。”»\"":
        return False
    if PyUnicode_READ(kind, <void *>data, index) == u" ":
        index += 1
    return 1 < end - index < 30 and is_word(PyUnicode_READ(kind, <void *>data, index))


cdef bint may_begin_in_capitals(int kind, const void *data, Py_ssize_t length):
    """What the regular expression of the Python twin matches."""
    cdef Py_ssize_t index = 0
    while index < length and index < 9 and u"A" <= PyUnicode_READ(kind, <void *>data, index) <= u"Z":
        index += 1
    return 3 < index < 9


cdef bint may_be_glued(int kind, const void *data, Py_ssize_t length):
    """Whether two letters that labels of credits begin with stand right behind something."""
    cdef Py_ssize_t index
    cdef Py_UCS4 sign, following
    for index in range(1, length - 1):
        sign = PyUnicode_READ(kind, <void *>data, index)
        if sign in u"PIFCKB":
            following = PyUnicode_READ(kind, <void *>data, index + 1)
            if following in u"hmior" and not PyUnicode_READ(kind, <void *>data, index - 1).isspace():
                return True
    return False


cdef bint is_numbered(str line):
    """What the regular expression of the Python twin matches: "12. ", "3) "."""
    cdef Py_ssize_t index = 0, length = len(line)
    while index < length and PyUnicode_READ_CHAR(line, index).isdecimal():
        index += 1
    return 0 < index < length - 1 and PyUnicode_READ_CHAR(line, index) in u".)" and PyUnicode_READ_CHAR(line, index + 1) == u" "


cdef inline bint is_counter(Py_UCS4 sign, str counters):
    return sign in counters if sign >= 0x80 else not (u"a" <= sign <= u"z" or u"A" <= sign <= u"Z") and sign in counters


cdef object counted(str line, dict entire, str counters):
    cdef Py_ssize_t first = 0, stop = len(line)
    while first < stop and is_counter(PyUnicode_READ_CHAR(line, first), counters):
        first += 1
    while first < stop and is_counter(PyUnicode_READ_CHAR(line, stop - 1), counters):
        stop -= 1
    bits = entire.get(line[first:stop]) if stop - first < len(line) else None
    return 0 if bits is None or (u"0" <= PyUnicode_READ_CHAR(line, 0) <= u"9" and is_numbered(line)) else bits


cdef class Shapes:
    """What `edges` needs to know: the phrases that are a whole block, its signals, and what Python tells of a text."""

    cdef dict entire
    cdef str counters
    cdef object begins_in_capitals, is_glued
    cdef object tail, opening, closing, colon, capitals, capitals_first, glued, bracket, digit, handle, repeated

    def __init__(self, dict entire, str counters, tuple flags, object begins_in_capitals, object is_glued):
        self.entire, self.counters = entire, counters
        self.begins_in_capitals, self.is_glued = begins_in_capitals, is_glued
        (
            self.tail, self.opening, self.closing, self.colon, self.capitals, self.capitals_first, self.glued,
            self.bracket, self.digit, self.handle, self.repeated,
        ) = flags

    cdef object of_text(self, str text, object bits):
        cdef Py_ssize_t length = len(text)
        cdef int kind = PyUnicode_KIND(text)
        cdef void *data = PyUnicode_DATA(text)
        cdef Py_UCS4 last = PyUnicode_READ(kind, data, length - 1)
        if last == u"(":
            bits = bits | self.opening
        elif last == u")":
            bits = bits | self.closing
        elif last == u":":
            bits = bits | self.colon
        elif last == u"（" or last == u"）" or may_end_in_credit(kind, data, length):
            bits = bits | self.tail
        if text.isupper():
            bits = bits | self.capitals
        if may_begin_in_capitals(kind, data, length) and self.begins_in_capitals(text) is not None:
            bits = bits | self.capitals_first
        if may_be_glued(kind, data, length) and self.is_glued(text):
            bits = bits | self.glued
        return bits

    cdef object of_line(self, str line, object bits):
        cdef Py_ssize_t length = len(line)
        cdef Py_UCS4 first = PyUnicode_READ_CHAR(line, 0), last = PyUnicode_READ_CHAR(line, length - 1)
        if last in u")]】" or (last == u"." and (length == 1 or PyUnicode_READ_CHAR(line, length - 2) in u")]")):
            bits = bits | self.bracket
        if u"0" <= first <= u"9":
            bits = bits | self.digit
        if length <= LONGEST_LABEL:
            whole = self.entire.get(line)
            if whole is None:
                whole = counted(line, self.entire, self.counters)
            bits = bits | whole
        return bits | self.handle if u"@" in line else bits


def edges(list texts, list lines, list signals, Shapes shapes):
    cdef Py_ssize_t place
    cdef str text, line
    cdef object bits
    cdef set seen = set()
    if len(lines) != len(texts) or len(signals) != len(texts):
        raise ValueError("lists of different lengths")
    for place in range(len(texts)):
        text, line, bits = texts[place], lines[place], signals[place]
        if text:
            bits = shapes.of_text(text, bits)
        if line:
            bits = shapes.of_line(line, bits)
            if line in seen:
                bits = bits | shapes.repeated
            seen.add(line)
        signals[place] = bits


def word_counts(list lines, bint joined_script):
    cdef list counts = []
    cdef Py_ssize_t index, blanks, joined
    cdef int kind
    cdef void *data
    cdef Py_UCS4 sign
    cdef str line
    for line in lines:
        kind, data, blanks, joined = PyUnicode_KIND(line), PyUnicode_DATA(line), 0, 0
        for index in range(len(line)):
            sign = PyUnicode_READ(kind, data, index)
            if sign == u" ":
                blanks += 1
            elif joined_script and sign >= 0xE00:
                joined += sign <= 0xEFF or 0x2E80 <= sign <= 0xABFF or 0xF900 <= sign <= 0xFAFF
        counts.append(blanks + 1 + joined // 2)
    return counts
