"""Files in, files out: JSON Lines through a pool of engine processes."""

from content_cleaner.batch.files import InputError, total_bytes
from content_cleaner.batch.output import ResumeError
from content_cleaner.batch.pool import PoolError, PoolSettings
from content_cleaner.batch.run import Job, Progress, Summary, run

__all__ = [
    "InputError",
    "Job",
    "PoolError",
    "PoolSettings",
    "Progress",
    "ResumeError",
    "Summary",
    "run",
    "total_bytes",
]
