"""Pictures of what is estimated: where lines and dots stand."""

from omzien.web.components.estimated import Span, curve, intervals


def test_intervals_stand_on_one_scale_that_those_of_few_do_not_stretch():
    rows = [
        ("A", (2.0, 1.0, 3.0), (2.5, 1.5, 3.5), "2,5", False),
        ("B", (2.0, -90.0, 90.0), (None, None, None), "2,0", True),
    ]
    found = intervals("Growth", rows, 2.0, "{:.1f}".format, "why")
    assert (found.first, found.last, found.mark) == ("1.0", "3.5", "40.00")
    one, thin = found.rows
    assert one.compared == Span("20.00", "60.00", "100.00")
    assert thin.counted == Span("0.00", "40.00", "100.00")
    assert thin.compared is None


def test_of_nothing_the_scale_is_from_0_to_1():
    found = intervals("Growth", [("A", (None,) * 3, (None,) * 3, "–", False)], None, str)
    assert (found.first, found.last, found.mark, found.rows[0].counted) == ("0.0", "1.0", "", None)


def test_a_curve_steps_up_on_its_day_and_holds_until_the_end():
    points = [(10.0, 0.2, 0.1, 0.3), (50.0, 0.5, 0.4, 0.9), (95.0, 0.6, 0.5, 0.7)]
    found = curve("All", points, 100, 0.5, [(0, "0"), (100, "100")], str, until=80)
    assert found.line == "0.00,100.00 10.00,100.00 10.00,60.00 50.00,60.00 50.00,0.00 80.00,0.00"
    assert found.band.split()[:3] == ["0.00,100.00", "10.00,100.00", "10.00,80.00"]
    assert found.band.split()[-1] == "0.00,100.00"
    assert (found.top, found.ticks) == ("0.5", [("0.00", "0"), ("100.00", "100")])
