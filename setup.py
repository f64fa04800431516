"""The compiled twins of the hottest loops. Where they cannot be built, the package works without them, more slowly."""

from pathlib import Path

import lxml
from Cython.Build import cythonize
from setuptools import Extension, setup

SOURCES = sorted(Path("service/content_cleaner/compiled").glob("*.pyx"))


def extension(source: Path) -> Extension:
    """One module of the package `compiled`."""
    return Extension(
        f"content_cleaner.compiled.{source.stem}",
        [str(source)],
        include_dirs=lxml.get_include(),
        # Each product is rounded by itself on every processor, as in the Python twins.
        extra_compile_args=["-O3", "-g0", "-ffp-contract=off"],
    )


extensions = cythonize([extension(source) for source in SOURCES], build_dir="build/cython", language_level=3)
for built in extensions:
    built.optional = True  # a machine without a C compiler goes without; cythonize() would forget it

setup(ext_modules=extensions)
