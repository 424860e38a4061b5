#!/usr/bin/env python3
"""The oracle of the reports against a network small enough to count by hand, and against a second way of counting."""
import pathlib
import random
import subprocess
import sys
import tempfile
import unittest

import network_findings as findings
import network_oracle as oracle

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent


def event(on, event, **facts):
    return {"on": on, "event": event, **facts}


SMALL = {
    "area": ["042153"], "secretariat": "O0001",
    "facility": [{"service": "120", "number": "1", "type": "home-bathing", "municipality": "042153"},
                 {"service": "120", "number": "2", "type": "home-bathing", "municipality": "042153"},
                 {"service": "120", "number": "3", "type": "home-bathing", "municipality": "041017"}],
    "office": [{"office": "O0001", "service": []}, {"office": "O0002", "service": [["120", "1"]], "pledge_on": "2024-05-31"},
               {"office": "O0003", "service": [["medical", "7"]]}],
    "document": [{"document": "D0001", "kind": "policy", "title": "P", "version": "1", "effective_on": "2020-01-01", "carried_over": False},
                 {"document": "D0002", "kind": "policy", "title": "P", "version": "2", "effective_on": "2024-05-01", "carried_over": True}],
    "training": [{"training": "T1", "kind": "initial", "held_on": "2024-04-30"}, {"training": "T2", "kind": "annual", "held_on": "2024-04-01"}],
    "attendance": [["T1", "U1", "attended", None], ["T1", "U2", "failed", 20], ["T2", "U2", "attended", None]],
    "acknowledgement": [["D0001", "U1", "2024-04-02"], ["D0002", "U2", "2024-05-02"]],
    "event": [event(None, "office-opens", office="O0001", type="other"), event("2020-01-01", "office-opens", office="O0002", type="home-bathing"),
              event("2024-04-30", "office-opens", office="O0003", type="clinic"), event("2024-05-01", "office-type", office="O0003", type="hospital"),
              event("2024-04-01", "active", user="U1"), event("2024-04-01", "profession", user="U1", profession="nurse"),
              event("2024-04-01", "member-begins", user="U1", office="O0002", role="staff"),
              event("2024-04-30", "registered", user="U2"), event("2024-04-30", "profession", user="U2", profession="doctor"),
              event("2024-04-30", "member-begins", user="U2", office="O0003", role="staff"),
              event("2024-05-10", "active", user="U2"), event("2024-05-20", "leaving", user="U1"),
              event("2024-05-21", "step", user="U1", step="a", done=True),
              event("2024-06-01", "member-ends", user="U1", office="O0002"), event("2024-06-01", "left", user="U1"),
              event("2024-06-30", "office-closes", office="O0002"),
              event("2024-05-10", "measure", measure="K1", kind="caution"), event("2024-06-10", "measure-ends", measure="K1"),
              event("2024-05-20", "decision", decision="C1", kind="other"),
              event("2024-04-05", "group-opens", group="G1", kind="free", host="O0002"), event("2024-04-05", "owner-begins", group="G1", user="U1")],
    "usage": {"2024-04": {"user": [["U1", 0, None, 5, None, 0, 1]]},
              "2024-05": {"user": [["U1", None, 1, 2, 0, 0, 1], ["U2", 0, 0, None, None, 0, 1]]},
              "2024-06": {"user": []}},
}


class BySmall(unittest.TestCase):
    def setUp(self):
        self.truth = oracle.Truth(records=SMALL)

    def of(self, month):
        return {name: (figure.n(), figure.out_of()) for name, figure in oracle.figures(self.truth, month).items()}

    def test_somebody_registered_on_the_last_day_counts_and_holds_no_id(self):
        april = self.of("2024-04")
        self.assertEqual((april["users"], april["holders"], april["offices"]), ((2, None), (1, None), (2, None)))
        self.assertEqual((april["joined"], april["left"], april["net"]), ((2, None), (0, None), (2, None)))

    def test_a_login_is_asked_not_a_post_and_unknown_is_not_zero(self):
        april, may, june = (self.of(f"2024-0{n}") for n in (4, 5, 6))
        self.assertEqual((april["active"], april["logins"], april["login_days"]), ((0, 2), (None, None), (0, None)))
        self.assertEqual((may["active"], may["logins"], may["posts"]), ((1, 2), (1, None), (2, None)))
        self.assertEqual((june["active"], june["posts"]), ((None, 1), (None, None)))

    def test_until_is_the_first_day_on_which_it_no_longer_holds(self):
        figures = oracle.figures(self.truth, "2024-05")
        self.assertEqual(figures["users"].n(office_type="hospital"), 1)
        self.assertEqual(figures["users"].n(office_type="home-bathing", profession="nurse"), 1)
        self.assertEqual(oracle.figures(self.truth, "2024-04")["users"].n(office_type="clinic"), 1)
        june = oracle.figures(self.truth, "2024-06")
        self.assertEqual((june["users"].n(), june["left"].n(office_type="home-bathing"), june["offices"].n()), (1, 1, 1))

    def test_a_failed_initial_training_and_an_annual_one_are_none(self):
        self.assertEqual((self.of("2024-04")["trained"], self.of("2024-05")["trained"], self.of("2024-06")["trained"]), ((1, 1), (1, 2), (0, 1)))

    def test_a_renaming_asks_nobody_again(self):
        self.assertEqual((self.of("2024-04")["acknowledged"], self.of("2024-05")["acknowledged"]), ((1, 1), (2, 2)))

    def test_an_owner_who_is_leaving_answers_for_nothing(self):
        self.assertEqual((self.of("2024-04")["groups_without_owner"], self.of("2024-05")["groups_without_owner"]), ((0, 1), (1, 1)))
        self.assertEqual((self.of("2024-05")["departures_open"], self.of("2024-06")["departures_open"]), ((1, None), (0, None)))

    def test_where_the_data_has_no_such_type_the_denominator_is_unknown(self):
        may, june = (findings.participation(self.truth, day) for day in ("2024-05-31", "2024-06-30"))
        self.assertEqual(may, {"home-bathing": (1, 2, 1, 50.0, 1, None, 1, 100.0, 1), "clinic": (0, None, None, None, 1, None, 0, None, 0),
                               "hospital": (1, None, None, None, 0, None, 0, 0.0, 1), None: (2, 2, 1, 50.0, 2, None, 1, 50.0, 2)})
        self.assertEqual(june, {"home-bathing": (0, 2, 0, 0.0, 1, None, None, None, 0), "hospital": (1, None, None, None, 1, None, None, None, 1),
                                None: (1, 2, 0, 0.0, 2, None, None, None, 1)})

    def test_an_office_and_its_people(self):
        april, may = (findings.roster(self.truth, month) for month in ("2024-04", "2024-05"))
        self.assertEqual(may["O0002"], ("home-bathing", 0, 1, 1, 1, 1, 100.0, 2, 1, 100.0, 1, 100.0, 1, "2024-05-31"))
        self.assertEqual(may["O0003"], ("hospital", 0, 1, 1, 1, 0, 0.0, None, 0, 0.0, 1, 100.0, 0, None))
        self.assertEqual((april["O0003"][0], april["O0002"][-1]), ("clinic", None))

    def test_who_is_found_and_of_how_many(self):
        april, may = (findings.findings(self.truth, day) for day in ("2024-04-30", "2024-05-22"))
        self.assertEqual(april["untrained"].share(), (0, 1, 0.0))
        self.assertEqual((may["untrained"].who, may["annual_overdue"].who), ({"U2": None}, {"U1": None}))
        self.assertEqual(may["departure_overdue"].share(), (0, 1, 0.0))
        self.assertEqual(findings.findings(self.truth, "2024-05-23")["departure_overdue"].who, {"U1": "staff-release,group-leave,mcs-delete,portal-delete"})
        self.assertEqual(findings.findings(self.truth, "2024-05-06")["review_overdue"].who, {})
        self.assertEqual(findings.findings(self.truth, "2024-05-07")["review_overdue"].who, {"U1": None})  # owner for 32 days

    def test_what_there_was_to_do(self):
        may, june = (findings.matters(self.truth, f"2024-0{n}-01", f"2024-0{n}-30") for n in (5, 6))
        self.assertEqual((may["guidance", "caution"], june["guidance", None], may["decision", "other"]), ((1, 1), (0, 0), (1, None)))
        self.assertEqual((may["departure", None], june["departure", None], june["departure", "completed"]), ((1, 1), (0, 0), (1, None)))

    def test_who_did_not_log_in_for_45_days_is_dormant(self):
        self.assertEqual(set(findings.dormant(self.truth, "2024-06-24").who), {"U2"})
        self.assertEqual(findings.dormant(self.truth, "2024-06-23").share(), (0, 0, None))  # the ID is of 45 days ago on the day after
        self.assertEqual(set(findings.dormant(self.truth, "2024-05-31").who), set())
        self.assertEqual(findings.month_touching("2024-02-28", 45), ["2024-02", "2024-01"])

    def test_shares_are_rounded_half_up(self):
        shares = [oracle.share(n, of) for n, of in ((1, 8), (1, 3), (1, 80), (0, 5), (1, 0))]
        self.assertEqual(shares, [12.5, 33.3, 1.3, 0.0, None])
        self.assertEqual(oracle.average(1, 20), 0.1)


# Another way: no story is told; for each fact the days from which and until which it holds, and a look whether D lies between.
def spans(truth, kind, key, value, ends=None):
    """(key, value, since, until) of what events of a kind begin and the next one of the same key ends."""
    opened, found = {}, []
    for one in truth.events:
        if one["event"] not in kind and one["event"] != ends:
            continue
        on = one["on"] or oracle.AFTER
        if one[key] in opened:
            found.append((one[key], *opened.pop(one[key]), on))
        if one["event"] != ends:
            opened[one[key]] = (one[value], on)
    return found + [(one, *facts, None) for one, facts in opened.items()]


def holding(found, day):
    return {one: value for one, value, since, until in found if since <= day and (until is None or day < until)}


class ByIntervals(unittest.TestCase):
    """A made network, every month end, counted by intervals."""

    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder) / "network"
            size = ("--users", "300", "--offices", "40", "--months", "18", "--seed", "3")
            subprocess.run([sys.executable, ROOT / "scripts/make-network", out, *size], check=True)
            cls.truth = oracle.Truth(out / "truth.json")

    def membership_of(self, day):
        """Every membership is told with its office, and ends with the next end of that office."""
        rows = {}
        for one in self.truth.events:
            if one["event"] == "member-begins":
                rows.setdefault(one["user"], []).append([one["office"], one["on"], oracle.AFTER])
            elif one["event"] == "member-ends":
                next(row for row in rows[one["user"]] if row[0] == one["office"] and row[2] == oracle.AFTER)[2] = one["on"]
        found = {}
        for user, all_rows in rows.items():
            open_rows = sorted((row[1], n, row[0]) for n, row in enumerate(all_rows) if row[1] <= day < row[2])
            found[user] = open_rows[0][2] if open_rows else None
        return found

    def test_users_by_type_and_profession(self):
        states = spans(self.truth, (*oracle.LIVE, "left"), "user", "event")
        professions = spans(self.truth, ("profession",), "user", "profession")
        types = spans(self.truth, ("office-opens", "office-type"), "office", "type")
        for month in self.truth["usage"]:
            day = oracle.last_day(month)
            state, profession, kind, office = holding(states, day), holding(professions, day), holding(types, day), self.membership_of(day)
            there = [user for user, one in state.items() if one != "left"]
            cells = [(kind.get(office.get(user)), profession[user]) for user in there]
            figures = oracle.figures(self.truth, month)
            self.assertEqual(figures["users"].n(), len(there))
            self.assertEqual(figures["holders"].n(), sum(one not in ("left", "registered") for one in state.values()))
            self.assertEqual(figures["users"].cells("office_type", "profession"), set(cells))
            for one in set(cells):
                self.assertEqual(figures["users"].n(office_type=one[0], profession=one[1]), cells.count(one))

    def test_what_comes_and_goes_is_the_difference(self):
        """Nobody is counted twice in a month who came and went once."""
        months = list(self.truth["usage"])
        for before, month in zip(months, months[1:]):
            then, now = (set(oracle.World(self.truth, oracle.last_day(one)).users()) for one in (before, month))
            came, went = oracle.came_and_went(self.truth, month)
            self.assertLessEqual(now - then, came)
            self.assertLessEqual(then - now, went)
            self.assertEqual(len(now) - len(then), oracle.figures(self.truth, month)["net"].n())

    def test_owners_day_by_day(self):
        month = random.Random(5).choice(list(self.truth["usage"]))
        day, held = oracle.last_day(month), {}
        for one in self.truth.events:
            if one["event"] in ("owner-begins", "owner-ends") and one["on"] <= day:
                held[one["group"], one["user"]] = one["event"] == "owner-begins"
        states = holding(spans(self.truth, (*oracle.LIVE, "left"), "user", "event"), day)
        answered = {group for (group, user), holds in held.items() if holds and states.get(user) in ("active", "registered")}
        world = oracle.World(self.truth, day)
        self.assertEqual(set(world.groups()) - answered, set(world.unowned()))

    def test_a_person_less_is_another_truth(self):
        user = self.truth["person"][10]["user"]
        less = oracle.Truth(records=self.truth.records, without=user)
        self.assertNotIn(user, oracle.World(less, None).state)
        self.assertIn(user, oracle.World(self.truth, None).state)


if __name__ == "__main__":
    unittest.main()
