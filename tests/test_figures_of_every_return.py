"""Every return has its figures: what a small one of each comes to, and nothing where none came."""

from pathlib import Path

import pytest

from boardpaper.etl.ingest import ingest
from boardpaper.layouts import load_layouts
from boardpaper.tests.measuring import measure_all
from boardpaper.warehouse.connection import reader
from boardpaper.warehouse.figures.declare import load_declarations
from boardpaper.warehouse.figures.model import Figure
from boardpaper.warehouse.figures.rows import fields_read
from boardpaper.workspace import Workspace

OWN, COUNCIL, ONE, OTHER = "NHS Stockport CCG", "Stockport Council", "Northmoor FT", "Moorside"
HEAD = "Organisation,{}\nReporting period,{}\n\n{}\n"
NOT = "not measured"
Returned = list[tuple[str, str, str]]
CASES: dict[str, tuple[Returned, dict[str, str]]] = {
    "action": (
        [
            (
                OTHER,
                "March 2019",
                "Ref,Source,Action,Due,Revised,Completed,Status\n"
                "1,Internal audit,a,31/01/2019,,15/02/2019,Complete\n"  # done
                "2,Internal audit,b,28/02/2019,,,On track\n"  # past its date, whatever its status says
                "3,Internal audit,c,31/01/2019,30/06/2019,,Overdue\n"  # put back, so not past it
                "4,Peer review,d,01/02/2019,,12/04/2019,Complete\n"  # done after the paper's own date
                "5,Peer review,e,,,,On track",
            )
        ],
        {
            "action.total": "5",
            "action.complete": "1",
            "action.complete.percent": "20.0%",
            "action.open": "4",
            "action.overdue": "2",
            "action.undated": "1",
            "action.put_back": "1",
            "action_by_status.overdue": "1",
            "action_by_status.complete": "2",
            "action_by_status.not_started": "0",
            "action_by_source.internal_audit.open": "2",
            "action_by_source.internal_audit.overdue": "1",
            "action_by_source.peer_review.overdue": "1",
            "action_by_provider.xa4.open": "4",
        },
    ),
    "rapid_review": (
        [
            (
                COUNCIL,
                "2018/19",
                "Case,Date aware,Notified to panel,Rapid review completed,Decision,Status\n"
                "R1,21/12/2018,03/01/2019,17/01/2019,Full SCR,Completed\n"  # 6 and 16 working days, over Christmas
                "R2,24/12/2018,31/12/2018,17/01/2019,Local learning,Published\n"  # 3 and 15 of them
                "R3,01/02/2019,04/02/2019,,,In progress\n"  # never reviewed: past its days
                "R4,29/03/2019,,,,In progress",  # not yet due
            )
        ],
        {
            "rapid_review.cases": "4",
            "rapid_review.notified": "3",
            "rapid_review.notified_in_time": "2",
            "rapid_review.notified_in_time.percent": "66.7%",
            "rapid_review.notification_late": "0",
            "rapid_review.reviewed": "2",
            "rapid_review.reviewed_in_time": "1",
            "rapid_review.review_late": "1",
            "rapid_review.full_review": "1",
            "rapid_review.no_further_review": "0",
            "rapid_review.undecided": "2",
            "rapid_review.in_progress": "2",
            "rapid_review.published": "1",
        },
    ),
    "adult_review": (
        [
            (
                COUNCIL,
                "2018/19",
                "SAR no.,Referral date,Decided,Decision,Started,Completed,Published,Learning events\n"
                "S1,01/05/2017,01/06/2017,SAR,01/07/2017,01/05/2018,01/09/2018,\n"  # referred the year before, completed in this one
                "S2,01/05/2018,01/06/2018,s44 discretionary,01/07/2018,,,2\n"
                "S3,01/06/2018,01/07/2018,Criteria not met,,,,\n"
                "S4,01/03/2019,,,,,,1",
            )
        ],
        {
            "adult_review.referrals": "3",
            "adult_review.sar_mandatory": "0",
            "adult_review.sar_discretionary": "1",
            "adult_review.not_met": "1",
            "adult_review.undecided": "1",
            "adult_review.learning_events": "3",
            "adult_review.decided": "2",
            "adult_review.started": "1",
            "adult_review.in_progress": "1",
            "adult_review.completed": "1",
            "adult_review.published": "1",
        },
    ),
    "leder": (
        [
            (OWN, "February 2019", "Notified,Allocated,In progress,On hold,Completed,Completed in 6 months\n40,36,10,2,20,10"),
            (OWN, "March 2019", "Notified,Allocated,In progress,On hold,Completed,Completed in 6 months\n42,38,12,2,24,9"),
        ],
        {
            "leder.notified": "42",
            "leder.notified.change": "up from 40 in February 2019",
            "leder.allocated": "38",
            "leder.in_progress": "12",
            "leder.on_hold": "2",
            "leder.completed": "24",
            "leder.completed_in_6_months": "9",
            "leder.completed_in_6_months.percent": "37.5%",
            "leder.completed_in_6_months.percent.change": "down from 50.0% in February 2019",
        },
    ),
    "child_death": (
        [
            (COUNCIL, "Q3 2018/19", "Deaths notified,Deaths reviewed,Open over 12 months,Modifiable factors\n5,4,3,2"),
            (COUNCIL, "Q4 2018/19", "Deaths notified,Deaths reviewed,Open over 12 months,Modifiable factors\n3,6,2,1"),
        ],
        {
            "child_death.notified": "8",
            "child_death.reviewed": "10",
            "child_death.open_over_12_months": "2",
            "child_death.modifiable_factors": "3",
            "child_death.modifiable_factors.percent": "30.0%",
        },
    ),
    "looked_after_children": (
        [
            (COUNCIL, "Q4 2017/18", "Population,Snapshot,Flow\nOwn LAC,360,\nPlaced in area,400,"),
            (
                COUNCIL,
                "Q4 2018/19",
                "Population,Snapshot,Flow,IHAs due,IHAs within 20 working days,RHA under 5 due,RHA under 5 on time\n"
                "Own LAC,355,500,10,8,20,15\nPlaced in area,400,600,90,30,,",
            ),
        ],
        {
            "looked_after_children.own.snapshot": "355",
            "looked_after_children.own.snapshot.change": "down from 360 in March 2018",
            "looked_after_children.placed_in_area.snapshot.change": "unchanged since March 2018",
            "looked_after_children.placed_out_of_area.snapshot": NOT,
            "looked_after_children.iha.percent": "38.0%",  # 38 of 100, where the mean of the two would be 56.7%
            "looked_after_children.iha.on_time": "38",
            "looked_after_children.iha.due": "100",
            "looked_after_children.own.iha.percent": "80.0%",
            "looked_after_children.placed_in_area.iha.percent": "33.3%",
            "looked_after_children.rha_under5.percent": "75.0%",
            "looked_after_children.rha_5plus.percent": NOT,
            "looked_after_children.placed_in_area.rha_under5.due": NOT,
        },
    ),
    "prevent": (
        [
            (
                ONE,
                "Q4 2018/19",
                "Prevent lead,Policy,Strategy,Basic awareness eligible,Basic awareness trained,WRAP eligible,WRAP trained,Prevent referrals,"
                "Channel panels held,Channel panels attended\nYes,Yes,No,1000,900,100,70,3,4,3",
            ),
            (
                OTHER,
                "Q4 2018/19",
                "Prevent lead,Policy,Strategy,Basic awareness eligible,Basic awareness trained,WRAP eligible,WRAP trained,Prevent referrals,"
                "Channel panels held,Channel panels attended\nYes,Partly,No,100,60,10,9,Nil,4,4",
            ),
        ],
        {
            "prevent.providers": "2",
            "prevent.leads": "2",
            "prevent.policies": "1",
            "prevent.strategies": "0",
            "prevent.basic.percent": "87.3%",
            "prevent.basic.compliant": "960",
            "prevent.basic.required": "1,100",
            "prevent.basic.percent.against_target": "above the target of 85%",
            "prevent.l3.percent": "71.8%",
            "prevent.l3.percent.against_target": "below the target of 85%",
            "prevent.referrals": "3",
            "prevent.channel_panels_held": "8",
            "prevent.channel_panels_attended": "7",
            "prevent.channel_panels.percent": "87.5%",
            "prevent.xa4.policy": "Partial",
            "prevent.xa4.basic": "60.0%",
        },
    ),
    "primary_care": (
        [
            (
                "Bridgewell",
                "2018/19",
                "Practice code,Practice,Returned?,Lead GP?,Deputy?,Policy in date?,MCA template?,Children L3 required,Children L3 trained,"
                "Adults L3 required,Adults L3 trained\n"
                "P1,One,Yes,Yes,Yes,No,,10,9,10,12\nP2,Two,Yes,Yes,No,Yes,,30,15,40,30\nP3,Three,No,,,,,,,,",
            )
        ],
        {
            "primary_care.practices": "3",
            "primary_care.returned": "2",
            "primary_care.returned.percent": "66.7%",
            "primary_care.lead_gp": "2",
            "primary_care.deputy_lead": "1",
            "primary_care.policy_in_date": "1",
            "primary_care.templates_used": NOT,  # nobody was asked: no silent 0
            "primary_care.mca_template": NOT,
            "primary_care.children_l3.percent": "60.0%",
            "primary_care.children_l3.required": "40",
            "primary_care.adults_l3.percent": "75.0%",  # without the practice that has more trained than required
        },
    ),
    "conference_report": (
        [
            ("Bridgewell", "Q3 2018/19", "Conference type,Reports requested,Reports returned,Returned on time\nInitial,100,40,20\nReview,50,20,20"),
            ("Bridgewell", "Q4 2018/19", "Conference type,Reports requested,Reports returned,Returned on time\nInitial,50,35,30"),
        ],
        {
            "conference_report.autumn.percent": "40.0%",
            "conference_report.percent": "47.5%",
            "conference_report.requested": "200",
            "conference_report.received": "95",
            "conference_report.on_time.percent": "35.0%",
            "conference_report.initial.percent": "50.0%",
            "conference_report.initial.on_time": "33.3%",
            "conference_report.review.percent": "40.0%",
        },
    ),
    "dbs": (
        [
            (ONE, "January 2019", "Staff group,Required,In date,Outstanding,In progress\nNurses,100,90,4,6\nDoctors,20,18,2,0"),
            (ONE, "February 2019", "Staff group,Required,In date,Outstanding,In progress\nNurses,100,95,1,4\nDoctors,20,19,1,0"),
            (OTHER, "March 2019", "Staff group,Required,In date,Outstanding,In progress\nNurses,80,76,4,0"),
        ],
        {
            "dbs.required": "200",
            "dbs.percent": "95.0%",
            "dbs.outstanding": "6",
            "dbs_by_provider.xa1.percent": "95.0%",
            "dbs_by_provider.xa1.percent.change": "up from 90.0% in January 2019",
            "dbs_by_provider.xa4.percent.change": "not measured before",
            "dbs_by_staff_group.nurses.outstanding": "5",
            "dbs_by_staff_group.doctors.in_date": "19",
        },
    ),
    "assurance": (
        [(OWN, "2018/19", "No.,Duty,Assurance level,Assessed,Assessor\n1,One,Full,01/03/2019,Self\n2,Two,Substantial,,\n3,Three,,,")],
        {
            "assurance.1.level": "Full assurance",
            "assurance.1.assessor": "Self",
            "assurance.3.level": NOT,
            "assurance.duties": "3",
            "assurance.full": "1",
            "assurance.significant": "1",
            "assurance.limited": "0",
            "assurance.without_level": "1",
        },
    ),
    "team": (
        [
            (
                OWN,
                "2018/19",
                "Role,Reports to,WTE,Days a week,Vacant?,Statutory?\nHead,,1,,No,Yes\nNurse,Head,0.6,3,Yes,Yes\nOfficer,Head,0.5,2.5,Yes,No",
            )
        ],
        {
            "team.roles": "3",
            "team.wte": "2.1",
            "team.vacant": "2",
            "team.vacant_wte": "1.1",
            "team.statutory": "2",
            "team.statutory_vacant": "1",
            "team.one_day": "0",
            "team.nurse.wte": "0.6",
            "team.nurse.days_a_week": "3",
            "team.officer.vacant": "Yes",
        },
    ),
    "training_event": (
        [
            (
                OWN,
                "2018/19",
                "Event,Session date,Subject,Audience,Booked,Attended\nMCA day,01/05/2018,MCA,GP practices,30,25\nLevel 3,01/06/2018,Child Protection,"
                "gp practices,40,38\nDrop-in,02/06/2018,MCA,Dentists,,7",
            )
        ],
        {
            "training_event.total": "3",
            "training_event.booked": "70",
            "training_event.attended": "70",
            "training_event_by_subject.mental_capacity_act.events": "2",
            "training_event_by_subject.mental_capacity_act.attended": "32",
            "training_event_by_audience.gp_practices.attended": "63",  # however its capitals are written
            "training_event_by_provider.01w.events": "3",
        },
    ),
    "provider_audit": (
        [
            (
                ONE,
                "2018/19",
                "Ref,Domain,Standard,Self assessment,Moderated score,Gaps,Deadline\n1,Policy,a,Green,Green,,\n2,Policy,b,Green,Red,g,01/06/2019\n"
                "3,Training,c,N/A,,,\n4,Training,d,,,,",
            ),
            (
                OTHER,
                "2018/19",
                "Ref,Domain,Standard,Self assessment,Moderated score,Gaps,Deadline\n1,policy,a,Green,Green,,\n2,policy,b,Amber,,g,",
            ),
        ],
        {
            "provider_audit.providers": "2",
            "provider_audit.met": "2",
            "provider_audit.partial": "1",
            "provider_audit.not_met": "1",
            "provider_audit.applicable": "5",
            "provider_audit.unanswered": "1",
            "provider_audit.met.percent": "40.0%",  # N/A has left the five, the one without an answer has not
            "provider_audit.lowered": "1",
            "provider_audit.without_plan": "1",
            "provider_audit.not_moderated": "2",
            "provider_audit.xa1.percent": "33.3%",
            "provider_audit.xa4.percent": "50.0%",
            "provider_audit_by_domain.policy.percent": "50.0%",
            "provider_audit_by_domain.policy.not_met": "1",
            "provider_audit_by_domain.training.met": "0",
            "provider_audit_by_domain.training.unanswered": "1",
        },
    ),
    "training": (
        [
            (OWN, "February 2019", "Subject,Level,Required,Compliant\nMCA,,100,80\nSafeguarding Adults,1,10,9"),
            (OWN, "March 2019", "Subject,Level,Required,Compliant\nMCA,,100,85\nSafeguarding Adults,1,10,9\nSafeguarding Adults,2,40,30"),
            (ONE, "March 2019", "Subject,Level,Required,Compliant\nMCA,1,1000,400\nSafeguarding Adults,1,100,90\nSafeguarding Adults,3,50,20"),
            (OTHER, "March 2019", "Subject,Level,Required,Compliant\nMCA,1,10,10\nMCA,2,10,12\nSafeguarding Adults,1,100,100"),
        ],
        {
            "training.mental_capacity_act.percent": "85.0%",
            "training.mental_capacity_act.compliant": "85",
            "training.mental_capacity_act.required": "100",
            "training.mental_capacity_act.percent.target": "85%",
            "training.mental_capacity_act.percent.against_target": "at the target of 85%",
            "training.mental_capacity_act.percent.change": "up from 80.0% in February 2019",
            "training.safeguarding_adults.percent": "78.0%",
            "training.safeguarding_adults.level_1.percent": "90.0%",
            "training.safeguarding_adults.level_2.percent": "75.0%",
            "training.domestic_abuse.percent.against_target": NOT,
            "training_by_provider.xa1.mental_capacity_act": "40.0%",
            "training_by_provider.xa4.mental_capacity_act": "100.0%",
            "training_providers.mental_capacity_act.percent": "40.6%",
            "training_by_level.1.safeguarding_adults": "95.0%",
            "training_by_level.3.safeguarding_adults": "40.0%",
            "training_by_level.3.safeguarding_children": NOT,
        },
    ),
}


def _measure(folder: Path, returned: Returned = ()) -> dict[str, Figure]:  # type: ignore[assignment]
    settings = (folder / "boardpaper.toml").read_text(encoding="utf-8")
    (folder / "boardpaper.toml").write_text(settings.partition("\n[expected]")[0], encoding="utf-8")
    for number, parts in enumerate(returned):
        (folder / "returns" / f"{number}.csv").write_text(HEAD.format(*parts), encoding="utf-8")
    workspace = Workspace(folder)
    report = ingest(workspace)
    assert [outcome.status for outcome in report.outcomes] == ["accepted"] * len(returned), report.outcomes
    with reader(workspace.warehouse) as connection:
        return measure_all(connection, workspace, load_layouts()).figures


@pytest.mark.parametrize("name", load_layouts())
def test_of_a_return(empty_workspace: Path, name: str) -> None:
    returned, expected = CASES[name]
    figures = _measure(empty_workspace, returned)
    assert {key: figures[key].text for key in expected} == expected
    others = {key: figure.text for key, figure in figures.items() if figure.return_name != name and not key.endswith(".target")}
    assert set(others.values()) == {NOT}, "a return that did not come is measured"


def test_where_nothing_came_nothing_is_measured(empty_workspace: Path) -> None:
    figures = _measure(empty_workspace)
    assert {figure.text for key, figure in figures.items() if not key.endswith(".target")} == {NOT}
    assert {figure.return_name for figure in figures.values()} == set(load_layouts())


@pytest.mark.parametrize("name", load_layouts())
def test_every_field_that_is_no_plain_text_is_in_a_figure(name: str) -> None:
    layout = load_layouts()[name]
    of_it = [figure for figure in load_declarations().figure if figure.source == name]
    used = set().union(*(fields_read(f"{figure.expression} {figure.where} {figure.family}", layout) for figure in of_it))
    left = {field.name for field in layout.field if field.type not in ("text", "ref") or field.words} - used
    assert left <= {"target", "incident_on", "assessed_on", "level"}
