"""Full stops that end no sentence: those of abbreviations, initials and ordinal numbers."""

from __future__ import annotations

# As they begin in languages that write "12. März".
MONTHS = tuple("jan feb mär mar apr mai maj jun jul aug sep okt oct nov dez dec des".split())
ABBREVIATIONS = frozenset(
    "approx ca prof capt sgt hon gov sen corp ltd dept avg vol vols eds resp incl misc univ assn bros "
    "usw bzw evtl inkl ggf zzgl vgl ebd hrsg abb kap nr jh mio mrd tel str dipl ing "
    "janv févr avr juil sept oct nov déc chap núm pág págs aprox sra dña avda depto "
    "pag dott ing avv sig sigg ecc tzn itd itp prof ul tys mln mld obr "
    "св ул тыс млн млрд руб коп стр рис гг вв др проф акад".split()
)


def is_abbreviation(source: str, start: int, dot: int) -> bool:
    """ "Mr.", "U.S.", "J.", "approx.", "12. März": a full stop behind it ends no sentence."""
    if source[dot] != ".":
        return False
    word = source[max(start, dot - 12) : dot].rsplit(None, 1)
    last = word[-1].lstrip("(“\"'„«") if word else ""
    return (
        last.casefold() in ABBREVIATIONS
        or (last.isdigit() and source[dot + 1 : dot + 5].strip().casefold().startswith(MONTHS))
        or (len(last) <= 3 and last[:1].isupper() and not last.isupper())
        or (len(last) <= 4 and "." in last)
        or (len(last) == 1 and last.isalpha())
    )
