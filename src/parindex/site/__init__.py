"""From sealed snapshots to the public site: a pure step that ends in a folder of static files."""

from parindex.site.build import edition_of, open_snapshots, publish
from parindex.site.edition import Edition
from parindex.site.info import SiteInfo, info_of
from parindex.site.making import get_ready

__all__ = ["Edition", "SiteInfo", "edition_of", "get_ready", "info_of", "open_snapshots", "publish"]
