# cython: boundscheck=False, wraparound=False, initializedcheck=False
"""The walk over an HTML tree, on the nodes of libxml2 themselves; its twin is `blocks.builder` with the events of lxml.

Nothing of libxml2 is called: the fields of its structures are read, and what is rare is asked of lxml. Texts stay UTF-8,
as libxml2 has them, until a block is made of them.
"""

from cpython cimport array
from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_GET_SIZE
from cpython.mem cimport PyMem_Free, PyMem_Malloc, PyMem_Realloc
from cpython.unicode cimport PyUnicode_DecodeUTF8
from libc.stdint cimport uintptr_t
from libc.string cimport memcmp, memcpy, memset, strcmp, strlen, strstr

cimport lxml.includes.etreepublic as cetree
from lxml.includes cimport tree
from lxml.includes.tree cimport const_xmlChar, xmlAttr, xmlNode

from lxml import etree

try:
    cetree.import_lxml__etree()
except (TypeError, ValueError) as error:
    raise ImportError("built for another lxml") from error
if tree.LIBXML_VERSION // 10_000 != etree.LIBXML_VERSION[0]:
    raise ImportError("built for another libxml2")

# As in blocks.builder and blocks.tags.
cdef enum:
    VISIBLE = 0
    HIDDEN = 1
    ASIDE = 2

    NOBODY = -2
    SEVERAL = -1

    OTHER = 0
    ANCHORING = 1
    NAMING = 2
    HIDING = 4
    HIDDEN_ATTRIBUTE = HIDING
    ARIA_HIDDEN = HIDING + 8

    MAX_NAME_CHARS = 200
    MAX_STYLE_CHARS = 400

# What happens where an element ends.
cdef enum Ending:
    NOTHING
    LINK
    BLOCK

# What block-level elements do besides ending the line.
cdef enum Act:
    NO_ACT = 0
    BREAK = 1
    CELL = 2
    ROW = 3
    PREFORMATTED = 4

cdef struct Facts:  # of a tag
    bint skipped
    bint replaced
    bint raised
    bint inline
    bint loose
    bint running
    bint listed
    bint link
    int act
    int level  # of a heading
    int plain  # the label of its elements without names, -1 before the first

cdef struct Frame:  # an open element
    xmlNode* node
    int tag
    int number
    int hidden
    Ending ending
    # What text inherits from the innermost block-level element: its number, the tag that says what its text is, its list.
    int holder
    int kind
    int in_list
    bint running

cdef object new = tuple.__new__


cdef class Names:
    """Numbers by the address of a name: libxml2 keeps each name of a document once."""

    cdef const_xmlChar** keys
    cdef int* values
    cdef size_t size, used

    def __cinit__(self):
        self.allot(256)

    def __dealloc__(self):
        PyMem_Free(self.keys)
        PyMem_Free(self.values)

    cdef int allot(self, size_t size) except -1:
        """Room for so many names, a power of two, half of them at most in use."""
        self.keys = <const_xmlChar**>PyMem_Malloc(size * sizeof(const_xmlChar*))
        self.values = <int*>PyMem_Malloc(size * sizeof(int))
        if self.keys == NULL or self.values == NULL:
            raise MemoryError
        memset(self.keys, 0, size * sizeof(const_xmlChar*))
        self.size, self.used = size, 0
        return 0

    cdef inline size_t slot(self, const_xmlChar* name) noexcept:
        cdef size_t at = (<uintptr_t>name * <uintptr_t>0x9E3779B1) >> 12
        while self.keys[at & (self.size - 1)] != NULL and self.keys[at & (self.size - 1)] != name:
            at += 1
        return at & (self.size - 1)

    cdef inline int get(self, const_xmlChar* name) noexcept:
        """The number of a name, -1 where it has none."""
        cdef size_t at = self.slot(name)
        return -1 if self.keys[at] == NULL else self.values[at]

    cdef int put(self, const_xmlChar* name, int value) except -1:
        """Give a number to a name that has none."""
        cdef size_t at
        if 2 * self.used >= self.size:
            self.grow()
        at = self.slot(name)
        self.keys[at], self.values[at] = name, value
        self.used += 1
        return 0

    cdef int grow(self) except -1:
        cdef const_xmlChar** keys = self.keys
        cdef int* values = self.values
        cdef size_t size = self.size, at
        try:
            self.allot(2 * size)
            for at in range(size):
                if keys[at] != NULL:
                    self.put(keys[at], values[at])
        finally:
            PyMem_Free(keys)
            PyMem_Free(values)
        return 0


cdef class Bytes:
    """A growing row of bytes."""

    cdef char* data
    cdef Py_ssize_t used, size

    def __cinit__(self):
        self.size = 4096
        self.data = <char*>PyMem_Malloc(self.size)
        if self.data == NULL:
            raise MemoryError

    def __dealloc__(self):
        PyMem_Free(self.data)

    cdef inline int add(self, const char* data, Py_ssize_t size) except -1:
        cdef char* more
        if size > self.size - self.used:
            more = <char*>PyMem_Realloc(self.data, 2 * (self.used + size))
            if more == NULL:
                raise MemoryError
            self.data, self.size = more, 2 * (self.used + size)
        memcpy(self.data + self.used, data, size)
        self.used += size
        return 0

    cdef inline str text(self):
        return PyUnicode_DecodeUTF8(self.data, self.used, NULL)


cdef class Walk:
    """One walk: what is open, the run of text so far, and what was made of it."""

    cdef object asked, block, skipped
    cdef cetree._Document document
    cdef Frame* frames
    cdef int depth, max_depth
    # What there is of elements, by number: columns with more room than elements.
    cdef readonly array.array labels, parents, depths
    cdef Bytes hidden
    cdef int count
    # What there is of tags, by number.
    cdef Facts* facts
    cdef int facts_room
    cdef list tags, kinds, by_names, by_lower_names
    cdef dict tag_numbers
    cdef Names tag_names, attribute_names
    # What there is of labels.
    cdef readonly list distinct
    cdef set unseen
    cdef Bytes names
    # The run of text.
    cdef Bytes run
    cdef Py_ssize_t piece  # where the last piece of it begins
    cdef bint ended, touching  # an inline element has just ended, and another one begun right behind it
    cdef list asides
    cdef int speaker
    cdef Py_ssize_t links, link_chars
    # Blocks.
    cdef readonly list blocks
    cdef list rows
    cdef Py_ssize_t offset, breaks
    cdef int preformatted, code_blocks, last_code, last_list

    def __cinit__(self, asked, skipped, int max_depth):
        self.asked, self.block, self.skipped, self.max_depth = asked, asked.block, skipped, max_depth
        self.frames = <Frame*>PyMem_Malloc((max_depth + 1) * sizeof(Frame))
        self.facts_room = 128
        self.facts = <Facts*>PyMem_Malloc(self.facts_room * sizeof(Facts))
        if self.frames == NULL or self.facts == NULL:
            raise MemoryError
        memset(self.frames, 0, sizeof(Frame))
        self.frames[0].number = self.frames[0].holder = self.frames[0].kind = self.frames[0].in_list = -1
        self.labels, self.parents, self.depths = array.array("i"), array.array("i"), array.array("i")
        self.tags, self.kinds, self.by_names, self.by_lower_names, self.tag_numbers = [], [], [], [], {}
        self.tag_names, self.attribute_names = Names(), Names()
        self.hidden, self.names, self.run = Bytes(), Bytes(), Bytes()
        self.distinct, self.unseen, self.asides, self.blocks, self.rows = [], set(), [], [], []
        self.speaker, self.last_list = NOBODY, -1

    def __dealloc__(self):
        PyMem_Free(self.frames)
        PyMem_Free(self.facts)

    cdef bint read(self, cetree._Element root) except -1:
        """Whether the tree is no deeper than it may be."""
        cdef xmlNode* node = root._c_node
        cdef xmlNode* following
        if node == NULL or self.max_depth < 1:
            return False
        self.document = root._doc
        while True:
            if self.depth >= self.max_depth:
                return False
            if node.type == tree.XML_ELEMENT_NODE and not self.skip(node):
                self.open(node)
                self.take_text(node.children)
                following = element_from(node.children)
                if following != NULL:
                    node = following
                    continue
                self.close()
            following = NULL
            while self.depth and following == NULL:
                self.take_text(node.next)
                following = element_from(node.next)
                if following == NULL:
                    node = self.frames[self.depth].node
                    self.close()
            if following == NULL:
                break
            node = following
        self.close_run(self.frames)
        self.resize(self.count)
        return True

    cdef int resize(self, Py_ssize_t size) except -1:
        array.resize(self.labels, size)
        array.resize(self.parents, size)
        array.resize(self.depths, size)
        return 0

    cdef bint skip(self, xmlNode* node) except -1:
        """Whether an element is skipped; what stands for it is taken in."""
        cdef Facts* facts = &self.facts[self.tag_of(node)]
        cdef bytes text
        if facts.skipped and facts.replaced:
            instead = self.asked.instead(cetree.elementFactory(self.document, node))
            if instead is None:
                return False
            text = (<str>instead).encode()
            self.take(PyBytes_AS_STRING(text), PyBytes_GET_SIZE(text))
        return facts.skipped

    cdef int open(self, xmlNode* node) except -1:
        """An element opens."""
        cdef int tag = self.tag_of(node), number = self.count, label
        cdef Facts* facts = &self.facts[tag]
        cdef Frame* around = &self.frames[self.depth]
        cdef Frame* frame = around + 1
        cdef bint target = False
        cdef char hidden
        frame[0] = around[0]
        frame.node, frame.tag, frame.number, frame.ending = node, tag, number, NOTHING
        label = self.label_of(frame, &target)
        if self.unseen and frame.hidden == VISIBLE and facts.inline and label in self.unseen:
            frame.hidden = ASIDE
        if number == len(self.labels):
            self.resize(2 * number + 1_000)
        self.labels.data.as_ints[number] = label
        self.parents.data.as_ints[number] = around.number
        self.depths.data.as_ints[number] = self.depth
        hidden = frame.hidden
        self.hidden.add(&hidden, 1)
        self.count += 1
        self.depth += 1
        self.ended, self.touching = False, (
            (self.touching or self.ended) and not facts.raised and (facts.link or facts.inline or facts.loose)
        )
        if facts.link:
            if not target:
                self.links += 1
                frame.ending = LINK
        elif not (facts.inline or facts.loose and around.running):
            self.close_run(frame)
            self.open_block(frame, around.number)
        return 0

    cdef int open_block(self, Frame* frame, int parent) except -1:
        """A block-level element opens."""
        cdef Facts* facts = &self.facts[frame.tag]
        if frame.hidden == ASIDE:
            frame.hidden = HIDDEN
        frame.ending, frame.holder, frame.running = BLOCK, frame.number, facts.running
        if self.kinds[frame.tag]:
            frame.kind = frame.tag
            if facts.listed:
                frame.in_list = parent
        if facts.act == BREAK:
            self.breaks += 1
        elif facts.act == ROW:
            self.rows.append([len(self.blocks)])
        elif facts.act == PREFORMATTED:
            self.preformatted += 1
            self.code_blocks += 1
        elif facts.act == CELL and self.rows:
            (<list>self.rows[len(self.rows) - 1]).append(len(self.blocks))
        return 0

    cdef int close(self) except -1:
        """The innermost open element ends."""
        cdef Frame* frame = &self.frames[self.depth]
        cdef int act = self.facts[frame.tag].act
        self.depth -= 1
        self.ended, self.touching = frame.ending != BLOCK, False
        if frame.ending == LINK:
            self.links -= 1
        elif frame.ending == BLOCK:
            self.close_run(frame)
            if act == BREAK:
                return 0
            if act == PREFORMATTED:
                self.preformatted -= 1
            elif act == ROW:
                self.asked.close_row(self.blocks, self.rows.pop(), self.labels, self.parents, self.distinct)
            self.breaks = 0
        return 0

    cdef int take_text(self, xmlNode* node) except -1:
        """Take in the text that starts with a node, as lxml joins it."""
        cdef xmlNode* first = text_from(node)
        cdef xmlNode* more
        cdef bytes joined
        if first == NULL:
            return 0
        more = text_from(first.next)
        if more == NULL:
            return self.take(content(first), strlen(content(first)))
        parts = [<bytes>content(first)]
        while more != NULL:
            parts.append(<bytes>content(more))
            more = text_from(more.next)
        joined = b"".join(parts)
        return self.take(PyBytes_AS_STRING(joined), PyBytes_GET_SIZE(joined))

    cdef int take(self, const char* text, Py_ssize_t size) except -1:
        """Take in a piece of text."""
        cdef Frame* frame = &self.frames[self.depth]
        if size == 0:
            return 0
        if frame.hidden == ASIDE:
            self.asides.append((frame.number, text[:size]))
        elif not is_space(text, size):
            if self.touching and self.run.used and not self.preformatted and self.is_glued(text, size):
                self.run.add(b" ", 1)
            self.piece = self.run.used
            self.run.add(text, size)
            if self.speaker != frame.number:
                self.speaker = frame.number if self.speaker == NOBODY else SEVERAL
            if self.links:
                self.link_chars += characters(text, size)
        elif self.run.used or self.preformatted:
            self.piece = self.run.used
            self.run.add(text, size)
        self.ended = self.touching = False
        return 0

    cdef bint is_glued(self, const char* text, Py_ssize_t size) except -1:
        """Whether a text that begins an inline element is a further word behind the run of text."""
        cdef unsigned char first = text[0], last = self.run.data[self.run.used - 1]
        cdef Py_ssize_t start = self.run.used, length = 1, count = 0
        if last < 0x80 and not (c"a" <= last <= c"z" or c"0" <= last <= c"9"):
            return False
        if first < 0x80 and not (c"A" <= first <= c"Z" or c"0" <= first <= c"9"):
            return False
        while start > self.piece and count < 2:
            start -= 1
            count += (self.run.data[start] & 0xC0) != 0x80
        while length < size and (text[length] & 0xC0) == 0x80:
            length += 1
        before = self.run.data[start : self.run.used].decode("utf-8", "replace")
        return self.asked.are_glued(before, text[:length].decode("utf-8", "replace"))

    cdef int close_run(self, Frame* frame) except -1:
        """Make a block of the run of text, and one of each hidden text that stood inside it."""
        cdef bytes text
        cdef int number, last = NOBODY
        if self.run.used and self.speaker != NOBODY:
            self.add_run(frame, self.speaker, self.link_chars)
        self.run.used = 0
        self.speaker, self.link_chars = NOBODY, 0
        if self.asides:
            asides, self.asides = self.asides, []
            for number, text in asides:
                if number != last:
                    self.add_aside(frame, last)
                last = number
                self.run.add(PyBytes_AS_STRING(text), PyBytes_GET_SIZE(text))
            self.add_aside(frame, last)
        return 0

    cdef int add_aside(self, Frame* frame, int speaker) except -1:
        if self.run.used and not is_space(self.run.data, self.run.used):
            self.add_run(frame, speaker, 0)
        self.run.used = 0
        return 0

    cdef int add_run(self, Frame* frame, int speaker, Py_ssize_t link_chars) except -1:
        """Make a block of a run of text; `speaker` is the one element that holds all of it, or SEVERAL."""
        cdef str text, kind = "paragraph"
        cdef int level = 0, in_list = -1, code = 0, element
        cdef Py_ssize_t length
        cdef bint close, hidden
        if self.preformatted:
            text = code_text(self.run.data, self.run.used)
        else:
            text = plain_text(self.run.data, self.run.used)
        length = len(text)
        if not length:
            return 0
        if frame.kind >= 0:
            kind, level = self.kinds[frame.kind], self.facts[frame.kind].level
        if self.preformatted:
            kind, code = "code", self.code_blocks
        elif frame.kind >= 0 and self.facts[frame.kind].listed:
            in_list = frame.in_list
        close = in_list >= 0 and in_list == self.last_list or code > 0 and code == self.last_code
        self.last_list, self.last_code = in_list, code
        joint = "\n" if self.breaks == 1 or self.breaks == 0 and close else "\n\n"
        element = speaker if speaker >= 0 else frame.holder
        hidden = element >= 0 and self.hidden.data[element] != VISIBLE
        values = (
            text, self.offset, self.offset + length, kind, joint, element, min(link_chars, length), hidden, level
        )
        self.blocks.append(new(self.block, values))
        self.offset += length + 1
        self.breaks = 0
        return 0

    cdef int tag_of(self, xmlNode* node) except -1:
        """The number of an element's tag."""
        cdef bint plain = node.ns == NULL or node.ns.href == NULL
        cdef int number = self.tag_names.get(node.name) if plain else -1
        if number < 0:
            number = self.new_tag(cetree.namespacedName(node))
            if plain:
                self.tag_names.put(node.name, number)
        return number

    cdef int new_tag(self, str tag) except -1:
        cdef int number = self.tag_numbers.setdefault(tag, len(self.tags))
        cdef Facts* facts
        if number < len(self.tags):
            return number
        if number == self.facts_room:
            facts = <Facts*>PyMem_Realloc(self.facts, 2 * self.facts_room * sizeof(Facts))
            if facts == NULL:
                raise MemoryError
            self.facts = facts
            self.facts_room *= 2
        traits = self.asked.traits(tag)
        facts = &self.facts[number]
        facts.skipped, facts.link, facts.plain = tag in self.skipped, tag == "a", -1
        facts.raised = traits.raised
        facts.replaced, facts.inline, facts.loose = traits.replaced, traits.inline, traits.loose
        facts.running, facts.listed, facts.act, facts.level = traits.running, traits.listed, traits.act, traits.level
        self.tags.append(tag)
        self.kinds.append(traits.kind)
        self.by_names.append({})
        self.by_lower_names.append({})
        return number

    cdef int label_of(self, Frame* frame, bint* target) except -1:
        """The number of an element's label; says also how the element is hidden, and whether links lead to it."""
        cdef xmlAttr* attribute = frame.node.properties
        cdef int role, hides = VISIBLE
        cdef bint named = False
        self.names.used = 0
        target[0] = attribute != NULL
        while attribute != NULL:
            role = self.role_of(attribute)
            if not role & ANCHORING:
                target[0] = False
            if role & NAMING:
                if named:
                    self.names.add(b" ", 1)
                named = True
                self.add_value(frame.node, attribute, MAX_NAME_CHARS)
            elif role & HIDING:
                hides = self.hiding(frame.node, attribute, role, hides)
            attribute = attribute.next
        if hides and frame.hidden == VISIBLE:
            frame.hidden = hides if self.facts[frame.tag].inline else HIDDEN
        return self.label_by_names(frame.tag)

    cdef int label_by_names(self, int tag) except -1:
        """The number of the label of a tag with the names at hand."""
        cdef Facts* facts = &self.facts[tag]
        cdef dict numbers = self.by_names[tag], lower_numbers = self.by_lower_names[tag]
        cdef str names, lower
        if not self.names.used:
            if facts.plain < 0:
                facts.plain = self.new_label(tag, "")
            return facts.plain
        names = self.names.text()
        number = numbers.get(names)
        if number is None:
            lower = names.lower()
            number = lower_numbers.get(lower)
            if number is None:
                number = lower_numbers[lower] = self.new_label(tag, lower)
            numbers[names] = number
        return number

    cdef int new_label(self, int tag, str names) except -1:
        cdef int number = len(self.distinct)
        self.distinct.append(new(self.asked.label, (self.tags[tag], names)))
        if not self.asked.screen_reader.isdisjoint(names.split()):
            self.unseen.add(number)
        return number

    cdef int role_of(self, xmlAttr* attribute) except -1:
        """What the name of an attribute says."""
        cdef int role
        if attribute.ns != NULL and attribute.ns.href != NULL:
            return OTHER
        role = self.attribute_names.get(attribute.name)
        if role < 0:
            role = self.asked.role((<bytes><const char*>attribute.name).decode())
            self.attribute_names.put(attribute.name, role)
        return role

    cdef int add_value(self, xmlNode* node, xmlAttr* attribute, Py_ssize_t most) except -1:
        """Add the first characters of an attribute's value to the names."""
        cdef xmlNode* value = attribute.children
        cdef bytes joined
        if value == NULL:
            return 0
        if value.type == tree.XML_TEXT_NODE and value.next == NULL and value.content != NULL:
            return self.names.add(<const char*>value.content, head(<const char*>value.content, most))
        joined = cetree.attributeValue(node, attribute).encode()
        return self.names.add(PyBytes_AS_STRING(joined), head(PyBytes_AS_STRING(joined), most))

    cdef int hiding(self, xmlNode* node, xmlAttr* attribute, int role, int before) except -1:
        """How an element is hidden, by one attribute more."""
        cdef Py_ssize_t start = self.names.used
        cdef char* value
        self.add_value(node, attribute, MAX_STYLE_CHARS)
        self.names.add(b"\0", 1)
        self.names.used = start
        value = self.names.data + start
        if role == HIDDEN_ATTRIBUTE:
            return ASIDE if strcmp(value, "until-found") else before
        if role == ARIA_HIDDEN:
            return HIDDEN if before == VISIBLE and not strcmp(value, "true") else before
        return ASIDE if style_hides(value) else before


cdef inline xmlNode* element_from(xmlNode* node) noexcept:
    """The first of a node and those behind it that lxml counts as a child."""
    while node != NULL and not cetree._isElement(node):
        node = node.next
    return node


cdef inline xmlNode* text_from(xmlNode* node) noexcept:
    """A node where it is text; marks of XInclude do not count."""
    while node != NULL and (node.type == tree.XML_XINCLUDE_START or node.type == tree.XML_XINCLUDE_END):
        node = node.next
    if node != NULL and (node.type == tree.XML_TEXT_NODE or node.type == tree.XML_CDATA_SECTION_NODE):
        return node
    return NULL


cdef inline const char* content(xmlNode* node) noexcept:
    """The text of a text node."""
    cdef const char* empty = b""
    return empty if node.content == NULL else <const char*>node.content


cdef inline Py_ssize_t head(const char* text, Py_ssize_t most) noexcept:
    """The number of bytes of the first so many characters."""
    cdef Py_ssize_t at = 0
    while text[at] != 0:
        if (text[at] & 0xC0) != 0x80:
            if most == 0:
                break
            most -= 1
        at += 1
    return at


cdef inline Py_ssize_t characters(const char* text, Py_ssize_t size) noexcept:
    """The number of characters of so many bytes."""
    cdef Py_ssize_t at, count = 0
    for at in range(size):
        count += (text[at] & 0xC0) != 0x80
    return count


cdef inline int space(const unsigned char* text, Py_ssize_t size) noexcept:
    """The number of bytes of the white space character that a text starts with, 0 where it does not."""
    cdef unsigned char first = text[0]
    if first < 0x80:
        return first == 0x20 or 0x09 <= first <= 0x0D or 0x1C <= first <= 0x1F
    if first == 0xC2:
        return 2 if size > 1 and (text[1] == 0x85 or text[1] == 0xA0) else 0
    if size < 3 or not 0xE1 <= first <= 0xE3:
        return 0
    if first == 0xE1:
        return 3 if text[1] == 0x9A and text[2] == 0x80 else 0
    if first == 0xE3:
        return 3 if text[1] == 0x80 and text[2] == 0x80 else 0
    if text[1] == 0x80:
        return 3 if 0x80 <= text[2] <= 0x8A or 0xA8 <= text[2] <= 0xA9 or text[2] == 0xAF else 0
    return 3 if text[1] == 0x81 and text[2] == 0x9F else 0


cdef inline bint is_space(const char* text, Py_ssize_t size) noexcept:
    """Whether a text is white space and no more."""
    cdef Py_ssize_t at = 0
    cdef int width
    while at < size:
        width = space(<const unsigned char*>text + at, size - at)
        if not width:
            return False
        at += width
    return True


cdef inline Py_ssize_t without(const char* text, Py_ssize_t size, const char* end, Py_ssize_t width) noexcept:
    """The size of a text without this end."""
    return size - width if size >= width and not memcmp(text + size - width, end, width) else size


cdef str plain_text(char* text, Py_ssize_t size):
    """A run of text with its white space collapsed, without what themes put behind it to link to it."""
    cdef Py_ssize_t at = 0, to = 0, before
    cdef int width
    while at < size:
        width = space(<const unsigned char*>text + at, size - at)
        if not width:
            text[to] = text[at]
            at += 1
            to += 1
            continue
        if to and text[to - 1] != 0x20:
            text[to] = 0x20
            to += 1
        at += width
    before = -1
    while to != before:
        before = to
        to = without(text, without(text, without(text, to, b" ", 1), b"\xc2\xb6", 2), b"\xf0\x9f\x94\x97", 4)
    to = without(text, to, b"[edit]", 6)
    to = without(text, to, b" ", 1)
    return seen(text, to)


cdef str code_text(char* text, Py_ssize_t size):
    """A run of preformatted text, without the empty lines around it and the white space behind it."""
    cdef Py_ssize_t at, end
    while size and text[0] == 0x0A:
        text += 1
        size -= 1
    while size:
        at = size - 1
        while at and (text[at] & 0xC0) == 0x80:
            at -= 1
        if not space(<const unsigned char*>text + at, size - at):
            break
        size = at
    return seen(text, size)


cdef str seen(char* text, Py_ssize_t size):
    """A text without soft hyphens, zero width spaces and byte order marks."""
    cdef Py_ssize_t at = 0, to = 0
    cdef unsigned char first
    while at < size:
        first = <unsigned char>text[at]
        if first == 0xC2 and at + 1 < size and not memcmp(text + at, b"\xc2\xad", 2):
            at += 2
        elif first >= 0xE2 and at + 2 < size and (
            not memcmp(text + at, b"\xe2\x80\x8b", 3) or not memcmp(text + at, b"\xef\xbb\xbf", 3)
        ):
            at += 3
        else:
            text[to] = text[at]
            at += 1
            to += 1
    return PyUnicode_DecodeUTF8(text, to, NULL)


cdef bint style_hides(char* style) noexcept:
    """Whether a style hides; takes its blanks and capitals away."""
    cdef Py_ssize_t at = 0, to = 0
    cdef char byte
    while style[at] != 0:
        byte = style[at]
        at += 1
        if byte != 0x20:
            style[to] = byte + 0x20 if 0x41 <= byte <= 0x5A else byte
            to += 1
    style[to] = 0
    return strstr(style, "display:none") != NULL or strstr(style, "visibility:hidden") != NULL


def read(cetree._Element root not None, frozenset skipped not None, int max_depth, asked):
    """The blocks of a tree, its columns of elements and its distinct labels; None where it is too deep.

    asked: what is asked of Python, `blocks.html.Asked`.
    """
    walk = Walk(asked, skipped, max_depth)
    if not walk.read(root):
        return None
    return walk.blocks, (walk.labels, walk.parents, walk.depths), walk.distinct
