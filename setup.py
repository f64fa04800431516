"""The compiled twins of the hottest loops. Where they cannot be built, the package works without them, more slowly."""

from pathlib import Path

import lxml
from Cython.Build import cythonize
from setuptools import Extension, setup

SOURCES = sorted(Path("service/content_cleaner/compiled").glob("*.pyx"))


def extension(source: Path) -> Extension:
    """One module of the package `compiled`; optional: a machine without a C compiler goes without."""
    return Extension(
        f"content_cleaner.compiled.{source.stem}",
        [str(source)],
        include_dirs=lxml.get_include(),
        extra_compile_args=["-O3", "-g0"],
        optional=True,
    )


setup(ext_modules=cythonize([extension(source) for source in SOURCES], language_level=3))
