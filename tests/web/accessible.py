"""What axe holds against a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from playwright.sync_api import Page


def serious(page: Page) -> list[str]:
    """What is serious or critical in light and in dark, each with its place."""
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415 - not without a browser

    told = []
    schemes: tuple[Literal["dark", "light"], ...] = ("dark", "light")
    for scheme in schemes:
        page.emulate_media(color_scheme=scheme)
        found: Any = Axe().run(page, options={"rules": {"target-size": {"enabled": True}}}).response["violations"]
        told += [
            f"{page.url}, {scheme}: {one['id']}: {node['target']} {node['html'][:200]}"
            for one in found
            if one["impact"] in ("serious", "critical")
            for node in one["nodes"]
        ]
    return told
