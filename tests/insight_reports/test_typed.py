"""Tables typed in by hand: do they tie, is rounding called rounding, and is a bad file refused plainly?"""

import re
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from omzien.insight.reports import BadTypedFile, Document, read_typed, report_from, write_report
from omzien.insight.reports.csvs import content
from omzien.insight.reports.document import Callout, Chapter, Figure
from omzien.insight.reports.html import page
from omzien.insight.reports.prose import spoken
from omzien.insight.reports.typed.tables import Kind, TypedColumn, TypedRow, TypedTable
from omzien.insight.reports.typed.ties import Check, checks, findings
from tests.insight_reports.made_up import ORGANISATION, PLACE, YEAR, report, snapshot

EXAMPLE = Path(__file__).parents[2] / "docs" / "typed-tables.md"
PART, SUBTOTAL, TOTAL, RESULT, RESERVES = Kind
decimal_places = st.integers(0, 3)
amounts = st.integers(-(10**9), 10**9)


def table(*rows: TypedRow, column: TypedColumn | None = None) -> TypedTable:
    return TypedTable("t", "Tabel", "Post", (column or TypedColumn("2020"),), rows)


def row(value: object, kind: Kind = PART, label: str = "post", sum_of: tuple[str, ...] = ()) -> TypedRow:
    number = None if value is None else Decimal(str(value))
    return TypedRow(label, (number,), kind, sum_of)


def summed(parts: list[Decimal], total: Decimal, column: TypedColumn | None = None) -> list[Check]:
    return list(findings(table(*map(row, parts), row(total, TOTAL, "Totaal"), column=column)))


class TestSums:
    def test_one_euro_in_millions_is_a_rounding_difference(self):
        (found,) = summed([Decimal(4_000_000), Decimal(300_000), Decimal(48_988)], Decimal(4_348_987))
        assert (found.found, found.stated, found.difference) == (4_348_988, 4_348_987, 1)
        assert found.is_rounding

    def test_heads_are_not_rounded(self):
        (found,) = summed([Decimal(3), Decimal(4)], Decimal(8), TypedColumn("2020", exact=True))
        assert not found.is_rounding

    @given(st.lists(amounts, min_size=1, max_size=12), decimal_places)
    def test_a_total_that_is_the_sum_ties(self, units: list[int], decimals: int):
        column = TypedColumn("2020", decimals=decimals)
        parts = [each * column.unit for each in units]
        assert not summed(parts, sum(parts, Decimal(0)), column)

    @given(
        st.lists(st.decimals(-(10**8), 10**8, places=6), min_size=1, max_size=12),
        decimal_places,
    )
    def test_what_was_rounded_well_is_never_called_wrong(self, true: list[Decimal], decimals: int):
        """Round true amounts and their true total, each on its own: only rounding can be found."""
        column = TypedColumn("2020", decimals=decimals)
        parts = [each.quantize(column.unit, ROUND_HALF_UP) for each in true]
        total = sum(true, Decimal(0)).quantize(column.unit, ROUND_HALF_UP)
        assert all(found.is_rounding for found in summed(parts, total, column))

    @given(st.lists(amounts, min_size=1, max_size=12), st.integers(1, 10**6), st.sampled_from((-1, 1)))
    def test_a_difference_is_rounding_up_to_half_a_unit_for_each_number(
        self, units: list[int], off: int, sign: int
    ):
        parts = [Decimal(each) for each in units]
        (found,) = summed(parts, sum(parts, Decimal(0)) + sign * off)
        assert found.difference == off
        assert found.is_rounding == (off * 2 <= len(parts) + 1)
        (found,) = summed(parts, sum(parts, Decimal(0)) + sign * off, TypedColumn("2020", exact=True))
        assert not found.is_rounding

    @given(st.lists(st.lists(amounts, min_size=1, max_size=4), min_size=1, max_size=4))
    def test_a_total_adds_up_what_is_between_it_and_the_total_before(self, blocks: list[list[int]]):
        rows = [
            each
            for block in blocks
            for each in (*map(row, block), row(sum(block), TOTAL), row(10**12, RESULT))
        ]
        assert not findings(table(*rows))

    @given(st.lists(amounts, min_size=2, max_size=6), st.integers(10, 10**6))
    def test_a_subtotal_adds_up_what_it_names_and_is_no_part_of_the_total(self, units: list[int], off: int):
        parts = [row(each, label=f"post {place}") for place, each in enumerate(units)]
        named = ("post 0", "post 1")
        total = row(sum(units), TOTAL, "Totaal")
        assert not findings(table(row(sum(units[:2]), SUBTOTAL, "Sub", named), *parts, total))
        (found,) = findings(table(*parts, row(sum(units[:2]) + off, SUBTOTAL, "Sub", named), total))
        assert (found.row, found.difference, found.is_rounding) == ("Sub", off, False)

    def test_what_is_not_stated_is_not_checked(self):
        assert not checks(table(row(3), row(4), row(None, TOTAL)))
        assert not checks(table(row(None), row(None), row(5, TOTAL)))
        assert not checks(table(row(3), row(4)))
        assert len(checks(table(row(3), row(None), row(3, TOTAL)))) == 1


class TestReserves:
    def test_a_result_that_is_not_the_change_in_reserves_does_not_tie(self):
        (found,) = findings(
            table(row(-136_156, RESULT, "Resultaat"), row(-133_832, RESERVES, "Mutatie reserves"))
        )
        assert (found.rule, found.difference, found.is_rounding) == ("reserves", 2324, False)
        assert (found.row, found.other) == ("Resultaat", "Mutatie reserves")

    @given(amounts, st.integers(-5, 5))
    def test_one_unit_is_rounding_and_more_is_not(self, result: int, off: int):
        found = findings(table(row(result, RESULT), row(result + off, RESERVES)))
        assert [each.is_rounding for each in found] == ([abs(off) == 1] if off else [])

    def test_one_of_the_two_alone_is_not_checked(self):
        assert not checks(table(row(5, RESULT)))
        assert not checks(table(row(5, RESULT), row(None, RESERVES)))


class TestShares:
    SHARE = TypedColumn("Aandeel", share=True)

    def shares(self, *parts: object, total: object = None) -> list[Check]:
        rows = [*map(row, parts), *([row(total, TOTAL)] if total is not None else [])]
        return list(findings(table(*rows, column=self.SHARE)))

    def test_shares_add_to_a_hundred(self):
        assert not self.shares(60, 40)
        assert not self.shares(60, 40, total=100)
        assert self.shares(33, 33, 33)[0].is_rounding
        assert [found.is_rounding for found in self.shares(60, 38)] == [False]
        assert [found.rule for found in self.shares(60, 38, total=98)] == ["shares"]
        assert [found.rule for found in self.shares(60, 37, total=100)] == ["sum"]
        assert [found.rule for found in self.shares(60, 40, total=95)] == ["sum"]

    @given(st.lists(st.integers(1, 10**6), min_size=1, max_size=12), decimal_places)
    def test_shares_rounded_well_are_never_called_wrong(self, counts: list[int], decimals: int):
        column = TypedColumn("Aandeel", share=True, decimals=decimals)
        parts = [(Decimal(100) * each / sum(counts)).quantize(column.unit, ROUND_HALF_UP) for each in counts]
        for found in (findings(table(*map(row, parts), column=column)), summed(parts, Decimal(100), column)):
            assert all(each.is_rounding for each in found)

    @given(st.lists(st.integers(0, 100), min_size=1, max_size=8))
    def test_shares_that_are_far_from_a_hundred_are_wrong(self, parts: list[int]):
        far = abs(sum(parts) - 100) * 2 > len(parts)
        assert any(not found.is_rounding for found in self.shares(*parts)) == far


def example() -> str:
    found = re.search(r"```toml\n(.*?)```", EXAMPLE.read_text(encoding="utf-8"), re.DOTALL)
    assert found
    return found[1]


class TestFile:
    def read(self, tmp_path: Path, text: str) -> tuple[TypedTable, ...]:
        (tmp_path / "typed.toml").write_text(text, encoding="utf-8")
        return read_typed(tmp_path / "typed.toml")

    def test_the_example_of_the_documents_is_read(self, tmp_path: Path):
        finance, staff = self.read(tmp_path, example())
        assert [found.rule for found in findings(finance)] == ["sum", "reserves"]
        assert finance.rows[4].values == (-136156, 20400, None)
        assert staff.rows[0].values == (31, Decimal("24.6"))
        assert not findings(staff)

    @pytest.mark.parametrize(
        ("old", "new", "what", "where"),
        [
            ("[[table]]", "[[table", "not TOML", ""),
            ('key = "finance"', "key = 7", "no text in 'key'", "table 1"),
            ('key = "finance"', 'key = "../x"', "is no key", "table 1"),
            ('key = "staff"', 'key = "finance"', "two tables have the key", ""),
            ('head = "Post"', 'hed = "Post"', "no field 'hed'", "table 1"),
            (
                "[3912447, 3801200, 90]",
                "[3912447, 3801200]",
                "2 values for 3 columns",
                "table 1 (finance), row 1",
            ),
            (
                "[3912447, 3801200, 90]",
                '["3.912.447", 1, 90]',
                "is no number",
                "row 1 (Subsidie van gemeenten)",
            ),
            ("[3912447, 3801200, 90]", "[true, 1, 90]", "is no number", "column 2020"),
            ("[3912447, 3801200, 90]", "[nan, 1, 90]", "is no number", "column 2020"),
            ("[3912447, 3801200, 90]", "[1e400, 1, 90]", "too large", "column 2020"),
            ("[3912447, 3801200, 90]", f"[0x{'f' * 9000}, 1, 90]", "too large", "column 2020"),
            ("[3912447, 3801200, 90]", f"[{'9' * 9000}, 1, 90]", "not TOML", ""),
            ("[3912447, 3801200, 90]", "[1.5, 1, 90]", "more than 0 decimals", "column 2020"),
            ("values = [31, 24.6]", "values = []", "no list 'values'", "table 2 (staff), row 1"),
            ('kind = "total"', 'kind = "sum"', "no kind of row", "row 4 (Totaal baten)"),
            ('kind = "total"', 'kind = ["total"]', "no kind of row", "row 4 (Totaal baten)"),
            ('kind = "total"', 'kind = "subtotal"', "no list 'sum_of'", "row 4"),
            ('kind = "total"', 'kind = "subtotal"\nsum_of = ["Iets"]', "adds up 'Iets'", "table 1 (finance)"),
            ('kind = "total"', 'kind = "subtotal"\nsum_of = [{}]', "adds up {}", "table 1 (finance)"),
            ('kind = "total"', 'sum_of = ["Projecten"]', "only a subtotal", "row 4"),
            ('kind = "reserves"', 'kind = "result"', 'two rows are of the kind "result"', "table 1"),
            ('kind = "reserves"', 'kind = "total"', "no parts above it", "table 1"),
            ("share = true", "share = 1", "'share' is 1", "table 1 (finance), columns"),
            ("decimals = 1", "decimals = -1", "decimals", "table 2 (staff), columns"),
            ('{ label = "2020" },', '"2020",', "there should be fields", "table 1 (finance), columns"),
        ],
    )
    def test_a_bad_file_is_told_what_where_and_how_to_mend(
        self, tmp_path: Path, old: str, new: str, what: str, where: str
    ):
        assert old in example()
        with pytest.raises(BadTypedFile) as caught:
            self.read(tmp_path, example().replace(old, new, 1))
        assert what in caught.value.what
        assert where in caught.value.where
        assert caught.value.mend

    @pytest.mark.parametrize(
        "text", ["", "table = 3", "[table]\nkey = 'x'", "x = " + "[" * 5000, "[[other]]"]
    )
    def test_a_file_without_tables_is_refused(self, tmp_path: Path, text: str):
        with pytest.raises(BadTypedFile):
            self.read(tmp_path, text)

    @given(st.text(max_size=200))
    def test_any_text_is_read_or_refused(self, tmp_path_factory: pytest.TempPathFactory, text: str):
        path = tmp_path_factory.getbasetemp() / "any.toml"
        path.write_bytes(text.encode("utf-8", "surrogatepass"))
        with pytest.raises(BadTypedFile):
            read_typed(path)


@pytest.fixture(scope="module", params=["nl", "en"])
def typed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Document:
    """A report with the tables of the example, in both languages."""
    path = tmp_path_factory.mktemp("typed") / "typed.toml"
    path.write_text(example(), encoding="utf-8")
    tables = read_typed(path)
    return report_from(snapshot(), ORGANISATION, PLACE, YEAR, language=request.param, typed=tables)


def accounts(document: Document) -> Chapter:
    return next(chapter for chapter in document.chapters if chapter.key == "accounts")


class TestReport:
    def test_it_says_what_does_not_tie_and_by_how_much(self, typed: Document):
        (callout,) = [block for block in accounts(typed).blocks if isinstance(block, Callout)]
        (line,) = [spoken(each, typed.notation) for each in callout.lines]
        numbers = ["−136.156", "−133.832", "2.324"]
        if typed.language == "en":
            numbers = [each.replace(".", ",") for each in numbers]
        assert all(each in line for each in ["2020", "Resultaat", "Mutatie reserves", *numbers])

    def test_it_calls_rounding_rounding(self, typed: Document):
        finance, staff = [block.table for block in accounts(typed).blocks if isinstance(block, Figure)]
        (note,) = finance.notes
        assert "4.348.988" in note.replace(",", ".")
        assert {"nl": "verschil van 1 komt door afronding", "en": "difference of 1 is due to rounding"}[
            typed.language
        ] in note
        assert staff.notes == (typed.words["typed_ties"],)

    def test_its_numbers_are_numbers_in_every_form(self, typed: Document, tmp_path: Path):
        write_report(typed, tmp_path)
        lines = (tmp_path / "tables" / "typed_finance.csv").read_text().splitlines()
        assert lines[1] == "Subsidie van gemeenten,3912447,3801200,0.9"
        assert lines[5] == "Resultaat,-136156,20400,"
        book = openpyxl.load_workbook(tmp_path / "report.xlsx")
        sheet = next(sheet for sheet in book if sheet.title.endswith("typed_finance"))
        assert [cell.value for cell in sheet[8]][:3] == ["Resultaat", -136156, 20400]
        assert (tmp_path / "report.pdf").stat().st_size > 10_000

    def test_it_no_longer_says_that_everything_was_counted(self, typed: Document):
        with_tables, without = page(typed), page(report(language=typed.language))
        said = {
            "nl": "Alle cijfers in dit verslag zijn geteld",
            "en": "All figures in this report are counted",
        }
        assert said[typed.language] not in with_tables
        assert said[typed.language] in without

    def test_without_typed_tables_there_is_no_such_chapter(self, typed: Document):
        keys = [chapter.key for chapter in typed.chapters]
        assert keys[-2:] == ["accounts", "method"]
        assert [c.key for c in report().chapters] == [key for key in keys if key != "accounts"]


def test_what_was_typed_stays_text():
    column = TypedColumn("<b>=1</b>")
    evil = TypedTable(
        "evil", "<script>", "=1+1", (column,), (row(1, label="{{ x }} {year} <i>"), row(5, TOTAL))
    )
    document = report_from(snapshot(), ORGANISATION, PLACE, YEAR, typed=(evil,))
    written = page(document)
    assert "<script" not in written
    assert "{{ x }} {year} &lt;i&gt;" in written
    assert content(accounts_table(document), document.notation).startswith("'=1+1,<b>=1</b>")


def accounts_table(document: Document):
    return next(block.table for block in accounts(document).blocks if isinstance(block, Figure))
