"""The director's report: page one, then everything a reader may want to look up."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from toolkit.report.amendments_section import amendments_section
from toolkit.report.asking import asking_section
from toolkit.report.blocks import Report, Section
from toolkit.report.cell_line import day_words
from toolkit.report.changes_section import changes_section
from toolkit.report.completeness import completeness_section
from toolkit.report.due_section import due_section
from toolkit.report.goal_tables import goal_sections
from toolkit.report.material import CellPlaces, Material
from toolkit.report.measures_section import measures_section
from toolkit.report.page_one import page_one, whole_message
from toolkit.report.people_section import people_section
from toolkit.report.promises_section import promises_section
from toolkit.report.wording_section import wording_section


def director_report(material: Material) -> Report:
    """The report for one audience; what is hidden from it is not there at all."""
    if not material.edition.inside:
        material = replace(material, places=CellPlaces(), files_changed=())
    moment, plan = material.moment, material.plan
    today = day_words(moment.today)
    hidden = material.edition.hidden_sections
    sections = [s for s in _sections(material) if s.anchor not in hidden]
    # What follows page one begins on a fresh sheet, whatever it is.
    sections[:1] = [replace(section, new_page=True) for section in sections[:1]]
    return Report(
        title=plan.name,
        subtitle=f"{material.edition.addressed}, {today}",
        facts=tuple(_facts(material)),
        page_one=page_one(material),
        sections=tuple(sections),
        dated=moment.today.isoformat(),
        footer=f"{plan.name} · {material.edition.addressed} · {today}",
    )


def _facts(material: Material) -> Iterator[str]:
    moment, plan = material.moment, material.plan
    if plan.organisation and plan.organisation not in plan.name:
        yield plan.organisation
    yield f"This period: {moment.period_words}"
    if moment.period_end:
        named = f" ({moment.next_meeting})" if moment.next_meeting else ""
        yield f"Next meeting: {day_words(moment.period_end)}{named}"
    if material.snapshot.at and material.snapshot.at.date() != moment.today:
        yield f"Figures as agreed on {day_words(material.snapshot.at.date())}"


def _sections(material: Material) -> Iterator[Section]:
    if message := whole_message(material):
        yield message
    if material.rollup.overall.actions:
        yield from filter(None, (changes_section(material),))
        yield from goal_sections(material)
        yield due_section(material)
        yield people_section(material)
        yield measures_section(material)
        yield asking_section(material)
    builders = (wording_section, amendments_section, promises_section)
    yield from filter(None, (build(material) for build in builders))
    yield completeness_section(material)
