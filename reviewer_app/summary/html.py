"""A paper as one self-contained HTML file: no script, no remote address, pictures as data URIs."""

from __future__ import annotations

from pathlib import Path

import jinja2

from reviewer_app.resources_folder import resources_folder
from reviewer_app.summary.paper import Paper
from reviewer_app.summary.paper_tree import paper_tree


def paper_html(paper: Paper) -> bytes:
    """The paper as HTML in UTF-8. All values are escaped; the file's own content policy forbids everything
    but inline styles and data: pictures.

    :raises InputError: the program's template is missing from the installation.
    """
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(template_folder()),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        keep_trailing_newline=True,
    )
    return environment.get_template("paper.html").render(paper=paper_tree(paper)).encode("utf-8")


def template_folder() -> Path:
    return resources_folder() / "templates"
