"""The order of the steps, from raw content to a cleaned document."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from content_cleaner import (
    afterwards,
    assembly,
    certainty,
    completion,
    copies,
    enclosed,
    evidence,
    further,
    intake,
    metadata,
    naming,
    parting,
    rules,
    signed,
    titling,
    unscraped,
    verdicts,
)
from content_cleaner.blocks import html, markdown, text
from content_cleaner.document import (
    Block,
    CleanedDocument,
    Metadata,
    Options,
    Page,
    Passage,
)
from content_cleaner.model import characters, cutoff, scorer

DEFAULT = Options()
# Below it, an answer may be no more than the headline.
MIN_KEPT_WORDS = 25
# Embedded article text replaces the visible one where this share of it, at most, can be seen.
MAX_VISIBLE_SHARE = 0.4
MIN_EMBEDDED_WORDS = 80
COPY = "duplicate-paragraph"
ELEMENT = "-element"
KEPT = (None, "")  # no reason, no rule


# As `Passage._make`, without its check of each one's length.
_passage: Callable[[tuple[Any, ...]], Passage] = partial(tuple.__new__, Passage)


@dataclass(frozen=True, slots=True)
class _Document:
    """A cut document on its way through the steps."""

    page: Page
    tree: Any
    headlines: metadata.Headlines
    found: tuple[tuple[rules.Rule, ...], ...]
    marks: NDArray[np.float32]
    scores: NDArray[np.float32]
    words: NDArray[np.float32]


def clean(
    content: str | bytes,
    *,
    content_type: str | None = None,
    url: str | None = None,
    title: str | None = None,
    options: Options = DEFAULT,
) -> CleanedDocument:
    """Return the article in `content` (raw text or HTML) and everything that was removed around it.

    content_type: as in HTTP, with or without charset; decides text or HTML where given.
    url: where the document came from; used for metadata only, never fetched.
    title: the headline, where the caller knows it.
    Raises the subclasses of `CleaningError`, nothing else.
    """
    source = intake.read(content, content_type, max_chars=options.max_chars)
    page, tree = cut(source)
    document = _score(page, tree, title)
    passages, confidence = _decide(document, options)
    warnings = (*source.warnings, *page.warnings)
    embedded = _embedded(document, passages)
    if embedded is not None:
        fuller, origin = embedded
        document = _score(fuller, tree, title)
        passages, confidence = _decide(document, options, embedded_from=len(page.blocks))
        warnings = (*warnings, f"the visible page lacks the article: text taken from the page's {origin}")
    return _answer(document, passages, confidence, options, (url, len(source.text), warnings))


def cut(source: intake.Intake) -> tuple[Page, Any]:
    """The blocks of decoded content, and the lxml tree of HTML."""
    if source.kind == "text":
        return parting.parted(text.cut(source.text)), None
    tree = html.parse(source.text)
    return replace(html.cut(source.text, tree), hints=metadata.hints(tree)), tree


def mark(page: Page, headlines: Sequence[str]) -> tuple[tuple[tuple[rules.Rule, ...], ...], NDArray[np.float32]]:
    """The rules that match each block, and the same as numbers for the model (n x len(REASONS))."""
    found = rules.find(page, headlines)
    return found, rules.marks(found)


def _score(page: Page, tree: Any, title: str | None) -> _Document:
    headlines = metadata.headlines(page, title)
    found, marks = mark(page, headlines.certain)
    scores, words = scorer.load(page.kind).score(page, marks, headlines.all)
    if page.hints.get("shape") == markdown.SHAPE:
        scores = evidence.against_links(scores, page.blocks)
    return _Document(page, tree, headlines, found, marks, scores, words)


def _decide(
    document: _Document, options: Options, *, embedded_from: int | None = None
) -> tuple[tuple[Passage, ...], float]:
    """Keep or remove each block. Returns the passages and the confidence in them."""
    blocks, scores, words = document.page.blocks, document.scores, document.words
    if not blocks:
        return (), 0.0
    seen = certainty.Seen(document.page, document.found, scores, words, document.marks)
    made = document.page.hints.get("aside") or document.page.hints.get("converted")
    if (
        document.page.kind == "text"
        and not made
        and not evidence.is_scraped(document.found, scores, certainty.named(seen))
    ):
        return _whole(document, seen, options)
    if embedded_from is not None:
        scores = np.where(np.arange(len(blocks)) >= embedded_from, 0.99, 0.01).astype(np.float32)
    seen = seen._replace(scores=scores)
    sure = certainty.sure(seen)
    pictured, signatures = certainty.captions(seen, sure), certainty.signatures(seen, sure)
    captioned = certainty.captioned(seen, sure)
    sure |= pictured | signatures | captioned
    likely = cutoff.soften(scores)
    if options.favor != "recall":
        sure |= likely < certainty.doubts(seen)
    usable = np.where(sure, np.float32(0), likely)
    cut_at = cutoff.choose(usable, words, options.favor).threshold
    kept = (usable >= cut_at) & ~sure
    single = _single_copies(kept, likely >= cut_at, document)
    usable = np.where(single, likely, usable)
    kept = completion.completed(kept | single, usable, seen, sure)
    if document.page.kind == "text" and not kept.any():
        kept = ~sure  # a note of a few words: what no rule names is all there is
    confidence = cutoff.expected_f1(usable, words, kept)
    surplus = _surplus(kept, seen, document, options)
    gone = ~kept
    for which, _ in surplus:
        gone |= which
    names = naming.names(document.page, document.found, gone.tolist())
    beside = (
        (pictured & ~kept, naming.ABOVE_CREDIT),
        (signatures & ~kept, naming.BELOW_LABEL),
        (captioned & ~kept, naming.CAPTIONED),
    )
    for which, name in (*surplus, *beside):
        for index in np.flatnonzero(which):
            names[index] = name
    passages = _passages(blocks, _rounded(scores), names)
    at = _headline_at(passages, document)
    return _with_headline(passages, None if at is None or passages[at].reason in options.keep else at), confidence


def _whole(document: _Document, seen: certainty.Seen, options: Options) -> tuple[tuple[Passage, ...], float]:
    """All of a text that nothing shows to be a page, but for who wrote it and when."""
    top = document.headlines
    gone, is_headed = unscraped.about(seen, top.guess)
    names = naming.names(document.page, document.found, gone.tolist())
    passages = _passages(document.page.blocks, _rounded(document.scores), names)
    confidence = cutoff.expected_f1(document.scores, document.words, ~gone)
    # The caller may want such lines kept.
    is_headed &= any(passage.reason is not None and passage.reason not in options.keep for passage in passages)
    return _with_headline(passages, 0 if is_headed or top.apart else None), confidence


def _surplus(
    kept: NDArray[np.bool_], seen: certainty.Seen, document: _Document, options: Options
) -> list[tuple[NDArray[np.bool_], naming.Name]]:
    """What looks like article text and is besides it: comments, copies, dialogs and forms, further articles."""
    page, words, titles = document.page, document.words, document.headlines.certain
    surplus = [] if options.favor == "recall" else afterwards.rest(kept, seen)
    if page.kind == "html":
        surplus.append((copies.passages(kept, page.blocks, words), naming.COPIED))
        surplus.append((copies.quotes(kept, page, words), naming.QUOTED))
        surplus += enclosed.elements(kept, page, words)
        surplus.append((enclosed.signup_boxes(kept, seen), enclosed.SIGNUP_BOX))
        if titles:
            surplus.append((further.articles(kept, page, words, titles[0]), naming.FURTHER))
    return surplus


def _single_copies(kept: NDArray[np.bool_], likely: NDArray[np.bool_], document: _Document) -> NDArray[np.bool_]:
    """Likely paragraphs that a rule takes for copies, where the one above that they copy is not kept: one must stay."""
    single = np.zeros(len(kept), bool)
    found = document.found
    repeated = np.flatnonzero(likely & (document.marks[:, rules.COLUMNS["duplicate-block"]] == rules.SURE)).tolist()
    copies = [index for index in repeated if {rule.id for rule in found[index] if rule.decisive} == {COPY}]
    blocks = document.page.blocks
    texts = {blocks[index].text for index in np.flatnonzero(kept)} if copies else set()
    for index in copies:
        single[index] = blocks[index].text not in texts
        texts.add(blocks[index].text)
    return single


def _with_headline(passages: tuple[Passage, ...], index: int | None) -> tuple[Passage, ...]:
    """The passages with the one that is the headline marked as such: it is the answer's title, and not in the text."""
    if index is None:
        return passages
    headline = passages[index]._replace(kind="headline", reason=None, rule="")
    return (*passages[:index], headline, *passages[index + 1 :])


def _headline_at(passages: Sequence[Passage], document: _Document) -> int | None:
    """Of several removed copies of the headline the one that is written like the title; the others stay removed."""
    headlines, page = document.headlines, document.page
    if headlines.certain:
        title = headlines.certain[0]
        folded = metadata.fold(title)
        removed = [index for index, passage in enumerate(passages) if passage.reason is not None]
        same = [removed[place] for place in metadata.that_fold_to([passages[i].text for i in removed], folded)]
        return next((i for i in same if passages[i].text == title), same[0]) if same else None
    if headlines.apart and passages[0].kept:
        return 0
    return titling.headline_at(passages, page.blocks) if page.kind == "text" else None


def _rounded(scores: NDArray[np.float32]) -> list[float]:
    """Scores of four decimals."""
    rounded: list[float] = scores.astype(np.float64).round(4).tolist()
    return rounded


def _passages(
    blocks: Sequence[Block], scores: Sequence[float], names: Sequence[naming.Name | None]
) -> tuple[Passage, ...]:
    """Each block with its score, and why it was removed."""
    if not blocks:
        return ()
    texts, starts, ends, kinds, joints, _, _, _, levels = zip(*blocks, strict=True)
    named = [KEPT if name is None else name for name in names]
    reasons, ids = zip(*named, strict=True)
    columns = zip(texts, starts, ends, kinds, joints, levels, scores, reasons, ids, strict=True)
    return tuple(map(_passage, columns))


def _embedded(document: _Document, passages: Sequence[Passage]) -> tuple[Page, str] | None:
    """The page with the article text that its scripts carry as further blocks, where the visible page lacks it.

    Returns the page and where the text came from.
    """
    page = document.page
    if page.kind == "text":
        return None
    kept = sum([count for p, count in zip(passages, document.words.tolist(), strict=True) if p.kept])
    body, origin = metadata.article_body(page.hints), "JSON-LD"
    if kept < MIN_KEPT_WORDS and not body:
        body, origin = metadata.script_text(document.tree), "script data"
    if len(body) < MIN_EMBEDDED_WORDS or kept > MAX_VISIBLE_SHARE * len(body):
        return None
    words = float(characters.count((body,)).words[0])
    if words < MIN_EMBEDDED_WORDS or kept > MAX_VISIBLE_SHARE * words:
        return None
    extra, _ = cut(intake.read(body, None, max_chars=len(body) + 1))
    if not extra.blocks:
        return None
    blocks = html.placed([block._replace(element=-1) for block in extra.blocks], len(page.source) + 1)
    blocks[0] = blocks[0]._replace(joint="\n\n")
    visible = "\n".join([page.source, *(block.text for block in blocks)])
    return replace(page, source=visible, blocks=(*page.blocks, *blocks)), origin


def _answer(
    document: _Document,
    passages: tuple[Passage, ...],
    confidence: float,
    options: Options,
    about: tuple[str | None, int, tuple[str, ...]],
) -> CleanedDocument:
    url, input_chars, warnings = about
    page = document.page
    title = _title(document, passages)
    judged = verdicts.judge(page, passages, document.words.tolist(), title, _consents(document))
    passages = assembly.with_aside(passages, page)
    decided = passages  # a byline that the caller wants kept tells who wrote the article all the same
    if options.keep:
        passages = tuple([p._replace(reason=None, rule="") if p.reason in options.keep else p for p in passages])
    if page.hints.get("shape") == markdown.SHAPE:
        passages = tuple(p._replace(text=page.source[p.start : p.end]) for p in passages)  # as it was written
    elif page.hints.get("targets"):
        passages = tuple(p._replace(text=text.readable(page.source[p.start : p.end])) for p in passages)
    body = assembly.joined(passages)
    language = options.language or metadata.language(body or page.source)
    return CleanedDocument(
        kind=page.kind,
        title=title,
        text=body,
        language=language,
        verdict=judged,
        confidence=round(confidence, 4),
        metadata=_metadata(document, decided, url, language) if options.metadata else Metadata(url=url),
        passages=passages,
        input_chars=input_chars,
        warnings=warnings,
    )


def _metadata(document: _Document, passages: Sequence[Passage], url: str | None, language: str | None) -> Metadata:
    """What the page says of itself; where markup names no day or author, or only the site, those its text shows."""
    found = metadata.find(document.page, document.tree, url)
    day, author = found.date or signed.day(passages, language), found.author
    if author is None or metadata.fold(author) == metadata.fold(found.site or ""):
        author = signed.author(passages) or signed.marked(metadata.marked(document.page, document.tree)) or author
    return replace(found, date=day, author=author)


def _consents(document: _Document) -> list[bool]:
    """In which blocks a phrase of consent notices stands."""
    asking = [False] * len(document.found)
    for index in np.flatnonzero(document.marks[:, rules.COLUMNS["consent"]]).tolist():
        matched = document.found[index]
        asking[index] = any(rule.reason == "consent" and not rule.id.endswith(ELEMENT) for rule in matched)
    return asking


def _title(document: _Document, passages: Sequence[Passage]) -> str | None:
    """The headline; a likely one as its line says it, without the site's name."""
    if document.headlines.certain:
        return document.headlines.certain[0]
    line = next((passage.text for passage in passages if passage.kind == "headline"), None)
    return metadata.title_of(line, document.page) if line is not None else None
