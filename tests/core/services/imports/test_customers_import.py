"""Lists of customers and address cards: who is new, who gets what, who stays, and all of it twice."""

from __future__ import annotations

import pytest

from cxdesk.entities.customer import Customer
from cxdesk.entities.preference import Preference
from cxdesk.entities.shop import Shop
from cxdesk.errors import UserError
from cxdesk.services.cells import Ambiguous
from cxdesk.services.imports import batches
from cxdesk.store import check
from cxdesk.workspace import Workspace, through
from tests.core.services.imports.people_desk import PeopleDesk, counts
from tests.core.services.imports.workbook_kit import xlsx

PLAIN = """\
Name,Phone,Email,Customer number,Birthday,Notes,Loyalty card
Anna Berger,0171 2345678,anna@mail.example,0007,1985-04-12,likes tea,007
Ben Klein,+49 30 998877,ben@mail.example,0008,,,
"""

GOOGLE_NEW = """\
First Name,Middle Name,Last Name,Phonetic First Name,Nickname,File As,Birthday,Notes,Labels,\
E-mail 1 - Label,E-mail 1 - Value,E-mail 2 - Label,E-mail 2 - Value,Phone 1 - Label,Phone 1 - Value
Anna,Maria,Berger,,Anni,,--04-12,likes tea,* myContacts ::: VIP,* Home,anna@mail.example,\
Work,a.b@work.example,Mobile,0171 2345678 ::: +49 30 1234567
"""
GOOGLE_OLD = """\
Name,Given Name,Family Name,Group Membership,Birthday,Notes,E-mail 1 - Type,E-mail 1 - Value,Phone 1 - Type,\
Phone 1 - Value
Anna Berger,Anna,Berger,* myContacts ::: VIP,1985-04-12,likes tea,* Home,anna@mail.example,Mobile,0171 2345678
"""
OUTLOOK = """\
"First Name","Last Name","E-mail Address","Mobile Phone","Business Phone","Birthday","Notes","Fax"
"Anna","Berger","anna@mail.example","0171 2345678","030 998877","4/22/1985","likes tea","030 11"
"""
SQUARE = """\
Reference ID,First Name,Last Name,Email Address,Phone Number,Birthday,Memo,First Visit,Total Spend
0007,Anna,Berger,anna@mail.example,'+491712345678,1985-04-12,likes tea,2024-03-05,$120.50
"""
CARDS = """\
BEGIN:VCARD\r
VERSION:3.0\r
N:Berger;Anna;;;\r
FN:Anna Berger\r
TEL;TYPE=CELL:0171 2345678\r
EMAIL:anna@mail.example\r
BDAY:1985-04-12\r
NOTE:likes tea\r
END:VCARD\r
BEGIN:VCARD\r
VERSION:3.0\r
NOTE:nobody\r
END:VCARD\r
"""


def test_a_plain_list_is_taken_as_it_stands(people: PeopleDesk) -> None:
    made = people.take(PLAIN)
    assert counts(made) == (2, 0, 0, 0)
    anna = people.people()["Anna Berger"]
    assert (anna.phones, anna.email, anna.number) == (("0171 2345678",), "anna@mail.example", "0007")
    assert (anna.birthday, anna.note, anna.more) == ("1985-04-12", "likes tea", "Loyalty card: 007")
    assert people.people()["Ben Klein"].phones == ("+49 30 998877",)
    assert made.plan.notices == ["Kept as they came: “Loyalty card”."]
    assert [hit.title for hit in people.ws.search("2345678", kinds=("customer",))] == ["Anna Berger"]
    assert [hit.title for hit in people.ws.search("ber", kinds=("customer",))] == ["Anna Berger"]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("new.csv", GOOGLE_NEW), ("old.csv", GOOGLE_OLD), ("outlook.csv", OUTLOOK), ("square.csv", SQUARE),
        ("cards.vcf", CARDS), ("plain.csv", PLAIN),
    ],
)  # fmt: skip
def test_what_programs_export_is_known_without_a_mapping(people: PeopleDesk, name: str, text: str) -> None:
    people.take(text, name=name)
    (anna,) = [one for title, one in people.people().items() if title.startswith("Anna")]
    assert anna.email == "anna@mail.example"
    assert anna.phones[0].removeprefix("+49").replace(" ", "").lstrip("0") == "1712345678"
    assert anna.note == "likes tea"
    assert anna.birthday == {"new.csv": "--04-12", "outlook.csv": "1985-04-22"}.get(name, "1985-04-12")
    before = people.content()
    again = people.take(text, name=name)
    assert (counts(again)[:2], people.batch, people.content()) == ((0, 0), 0, before)
    assert check.check_file(people.ws.path) == []


def test_a_second_email_and_a_second_number_are_kept(people: PeopleDesk) -> None:
    people.take(GOOGLE_NEW)
    (anna,) = people.people().values()
    assert (anna.name, anna.called, anna.tags) == ("Anna Maria Berger", "Anni", ("VIP",))
    assert anna.phones == ("0171 2345678", "+49 30 1234567")
    assert "Further email: a.b@work.example" in anna.more.split("\n")


def test_a_card_of_nobody_is_left_out_with_its_line(people: PeopleDesk) -> None:
    (wrong,) = people.take(CARDS, name="a.vcf").plan.tally.wrong
    assert (wrong.line, "no name" in wrong.why) == (10, True)


def test_a_workbook_keeps_the_zeros_of_its_texts(people: PeopleDesk) -> None:
    rows = {1: ["Name", "Phone", "Customer number"], 2: ["Anna Berger", "0171 2345678", "0007"]}
    people.take(xlsx(people.folder / "list.xlsx", {"List": rows}).read_bytes(), name="people.xlsx")
    (anna,) = people.people().values()
    assert (anna.phones, anna.number) == (("0171 2345678",), "0007")


def test_gaps_are_filled_and_what_is_known_stays(people: PeopleDesk) -> None:
    people.ws.add(
        Customer(name="Anna Berger", number="0007", note="sits at the window", email="old@mail.example")
    )
    made = people.take(PLAIN)
    assert counts(made) == (1, 1, 0, 0)
    anna = people.people()["Anna Berger"]
    assert (anna.email, anna.phones) == ("old@mail.example", ("0171 2345678",))
    assert anna.note == "sits at the window\nlikes tea"
    (said,) = made.plan.tally.doubtful
    assert (said.what, said.line, said.where) == ("update", 2, "the same number")
    assert said.why == "Email: the file says something else; what was known is kept."
    again = people.take(PLAIN)
    assert counts(again) == (0, 0, 2, 0)
    assert [item.why for item in again.plan.tally.doubtful] == [said.why]


def test_a_birthday_gets_its_year_and_never_another_day(people: PeopleDesk) -> None:
    people.ws.add(Customer(name="Anna Berger", email="anna@mail.example", birthday="--04-12"))
    people.ws.add(Customer(name="Ben Klein", email="ben@mail.example", birthday="1990-01-02"))
    people.take(
        "Name,Email,Birthday\nAnna Berger,ANNA@mail.example,1985-04-12\n"
        "Ben Klein,ben@mail.example,1990-01-03\n"
    )
    assert people.people()["Anna Berger"].birthday == "1985-04-12"
    assert people.people()["Ben Klein"].birthday == "1990-01-02"


def test_the_same_phone_is_the_same_person_only_with_the_same_name(people: PeopleDesk) -> None:
    people.ws.run("shop", lambda tx: tx.change(Shop, people.ws.shop_id, language="de-DE"))
    people.ws.add(Customer(name="Berger, Anna", phones=("+49 171 2345678",)))
    made = people.take("Name,Phone\nAnna Berger,0171/2345678\nCarl Berger,0171/2345678\n")
    assert counts(made) == (1, 0, 1, 0)


def test_an_email_that_two_share_merges_nobody(people: PeopleDesk) -> None:
    text = "Name,Email\nAnna Berger,home@mail.example\nCarl Berger,home@mail.example\n"
    made = people.take(text)
    assert counts(made) == (2, 0, 0, 0)
    assert [item.line for item in made.plan.tally.doubtful] == [3]
    assert counts(people.take(text)) == (0, 0, 2, 0)


def test_who_can_be_two_is_left_out(people: PeopleDesk) -> None:
    for _i in range(2):
        people.ws.add(Customer(name="Anna Berger", phones=("0171 2345678",)))
    (wrong,) = people.take("Name,Phone\nAnna Berger,0171 2345678\n").plan.tally.wrong
    assert (wrong.line, "Several have the same phone number" in wrong.why) == (2, True)


def test_a_line_twice_in_one_file_is_one_person(people: PeopleDesk) -> None:
    made = people.take(
        "Name,Phone,Email\nAnna B,0171 2345678,\nAnna B,0171 2345678,a@mail.example\nAnna B,,a@mail.example\n"
    )
    assert counts(made) == (1, 1, 1, 0)
    assert people.people()["Anna B"].email == "a@mail.example"


def test_who_wants_no_notes_gets_none(people: PeopleDesk) -> None:
    people.ws.add(Customer(name="Anna Berger", number="0007", do_not_store=True))
    people.take(PLAIN)
    anna = people.people()["Anna Berger"]
    assert (anna.phones, anna.note, anna.birthday, anna.more) == (("0171 2345678",), "", "", "")


def test_what_cannot_be_read_is_named_and_the_rest_is_kept(people: PeopleDesk) -> None:
    made = people.take(
        "Name,Phone,Email\nAnna,1.7E+11,x\n,,\n , ,\nBen,0171 2345678,ben@mail.example\n" + "x" * 130 + ",,\n"
    )
    assert counts(made) == (2, 0, 0, 1)
    assert people.people()["Anna"].more == "Phone: 1.7E+11\nEmail: x"
    (wrong,) = made.plan.tally.wrong
    assert (wrong.line, "Name" in wrong.why) == (6, True)


def test_days_in_two_ways_are_asked_for(people: PeopleDesk) -> None:
    text = "Name,Birthday\nAnna,03/04/1985\n"
    with pytest.raises(Ambiguous):
        people.look(text)
    people.take(text, columns={"name": "Name", "birthday": "Birthday"}, dates="dmy")
    assert people.people()["Anna"].birthday == "1985-04-03"


@pytest.mark.parametrize(
    ("text", "mapped"),
    [
        ("Colour,Size\nred,4\nblue,5\n", {}),
        (PLAIN, {"columns": {"nickname": "Name"}}),
        (PLAIN, {"columns": {"name": "Nobody"}}),
        (PLAIN, {"columns": {"name": "Name"}, "wide": {"Phone": "Phone"}}),
    ],
)
def test_a_table_of_nobody_is_refused(people: PeopleDesk, text: str, mapped: dict[str, object]) -> None:
    with pytest.raises(UserError):
        people.look(text, **mapped)


def test_one_step_back_and_taken_back_after_a_restart(people: PeopleDesk) -> None:
    people.ws.add(Customer(name="Anna Berger", number="0007"))
    before = people.content()
    people.take(PLAIN)
    people.ws.undo()
    assert people.content() == before
    people.ws.redo()
    path = people.ws.path
    people.ws.close()
    people.ws = Workspace.open(path)
    people.take_back()
    assert people.content() == before
    assert [hit.title for hit in people.ws.search("klein")] == []
    assert check.check_file(path) == []
    people.ws.close()


def test_giving_up_half_way_leaves_nothing(people: PeopleDesk) -> None:
    lines = "".join(f"Anna Nr{i},anna{i}@mail.example\n" for i in range(2_000))
    made = people.look("Name,Email\n" + lines)
    steps = people.ws.run_in_steps("import", lambda tx: batches.write(tx, "customers", made))
    for _i in range(6):
        next(steps)
    steps.close()
    assert people.people() == {}
    assert people.ws.undo_label is None
    through(people.ws.run_in_steps("import", lambda tx: batches.write(tx, "customers", made)))
    assert len(people.people()) == 2_000


def test_looking_changes_nothing(people: PeopleDesk) -> None:
    before = people.ws.path.read_bytes()
    assert counts(people.look(PLAIN)) == (2, 0, 0, 0)
    assert people.ws.path.read_bytes() == before


def test_what_is_liked_is_still_found_after_an_update_in_bulk(people: PeopleDesk) -> None:
    anna = people.ws.add(Customer(name="Anna Berger", number="0007"))
    people.ws.add(Preference(customer=anna, text="Window chair"))
    people.take(PLAIN)
    for text in ("window", "anna@mail", "2345678"):
        assert [hit.id for hit in people.ws.search(text, kinds=("customer",))] == [anna], text


def test_who_has_no_name_is_counted_and_can_be_left_out(people: PeopleDesk) -> None:
    text = "Name,Phone,Email\nAnna,0171 2345678,\n,030 998877,\n,,ben@mail.example\n"
    made = people.look(text)
    assert counts(made) == (3, 0, 0, 0)
    assert made.plan.notices == ["2 lines have no name: kept under their phone number or email."]
    assert [item.why for item in made.plan.tally.doubtful] == ["No name: kept under what is known."] * 2
    columns = {"name": "Name", "phone": "Phone", "email": "Email"}
    people.take(text, columns=columns, fixed={"nameless": "skip"})
    assert list(people.people()) == ["Anna"]
    people.take(text)
    assert set(people.people()) == {"Anna", "030 998877", "ben@mail.example"}


def test_who_had_no_name_gets_it_from_a_later_file(people: PeopleDesk) -> None:
    people.take("Name,Phone\n,0171 2345678\n")
    people.take("Customer,Date\n0007,2026-11-02\n", "visits")
    made = people.take("Name,Phone,Customer number\nAnna Berger,0171 2345678,\nBen Klein,,0007\n")
    assert counts(made) == (0, 2, 0, 0)
    assert [item.now for item in made.plan.tally.items] == ["Anna Berger", "Ben Klein"]
    assert set(people.people()) == {"Anna Berger", "Ben Klein"}
    assert counts(people.take("Name,Phone\nZoe,0171 2345678\n")) == (1, 0, 0, 0)  # by now it is Anna's


def test_nothing_to_tell_anybody_by_makes_nobody(people: PeopleDesk) -> None:
    made = people.take("Name,Called,Phone\n,,000000\n,Anni,\n")
    assert (counts(made), list(people.people())) == ((1, 0, 0, 1), ["Anni"])
    assert "nothing else that tells one from others" in made.plan.tally.wrong[0].why
