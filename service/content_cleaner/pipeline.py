"""The order of the steps, from raw content to a cleaned document."""

from __future__ import annotations

from content_cleaner.document import CleanedDocument, Metadata, Options, Passage

DEFAULT = Options()


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
    text = content if isinstance(content, str) else content.decode("utf-8", "replace")
    passages = tuple(
        Passage(part, 0, len(part), "paragraph", "\n\n", 0, 1.0) for part in text.split("\n\n") if part.strip()
    )
    return CleanedDocument(
        "text", title, text, "en", "ok" if passages else "empty", 1.0, Metadata(url=url), passages, len(text)
    )
