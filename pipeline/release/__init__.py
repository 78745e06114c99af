"""A release: an immutable, dated folder of the dataset with everything that a stranger needs to use and check it."""

from pipeline.release.making import NoSnapshotError, Release, ReleaseExistsError, make_release
from pipeline.release.verifying import Fault, verify

__all__ = ["Fault", "NoSnapshotError", "Release", "ReleaseExistsError", "make_release", "verify"]
