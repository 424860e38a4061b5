// Figures: adding them up, and the text that a load keeps of them.
#include "osaki/domain/usage.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>

namespace osaki {

namespace {

void append(std::string& to, std::int64_t number) {
    std::array<char, 20> digits;
    to.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
}

[[noreturn]] void refuse_text() {
    fail(Code::wrong_file, N_("figures of usage are not as they were kept; run `osaki-mcs audit verify`"));
}

// Reads what UsageText writes, and nothing else.
class Reading {
public:
    explicit Reading(std::string_view text) : at_(text.data()), end_(text.data() + text.size()) {}

    bool take_if(char wanted) {
        if (at_ == end_ || *at_ != wanted) return false;
        ++at_;
        return true;
    }
    void take(char wanted) {
        if (!take_if(wanted)) refuse_text();
    }
    std::optional<std::int64_t> number() {
        if (std::string_view(at_, static_cast<std::size_t>(end_ - at_)).starts_with("null")) {
            at_ += 4;
            return std::nullopt;
        }
        std::int64_t found = 0;
        const auto [next, error] = std::from_chars(at_, end_, found);
        if (error != std::errc()) refuse_text();
        at_ = next;
        return found;
    }
    UsageRow row() {
        UsageRow row;
        row.number = number().value_or(0);
        for (auto member = figure_members.begin(); member != figure_members.end() && take_if(','); ++member)
            row.figures.*(*member) = number();
        take(']');
        return row;
    }
    bool at_end() const { return at_ == end_; }

private:
    const char* at_;
    const char* end_;
};

}  // namespace

void add(Figures& to, const Figures& more) {
    for (const auto member : figure_members)
        if (more.*member) to.*member = (to.*member).value_or(0) + *(more.*member);
}

void add_up(std::vector<UsageRow>& rows) {
    if (!std::ranges::is_sorted(rows, {}, &UsageRow::number)) std::ranges::stable_sort(rows, {}, &UsageRow::number);
    const auto is_same = [](const UsageRow& a, const UsageRow& b) { return a.number == b.number; };
    auto to = std::ranges::adjacent_find(rows, is_same);
    if (to == rows.end()) return;
    for (auto from = to + 1; from != rows.end(); ++from)
        if (from->number == to->number) add(to->figures, from->figures);
        else *++to = *from;
    rows.erase(to + 1, rows.end());
}

void UsageText::add(const UsageRow& row) {
    text_ += text_.empty() ? "[[" : ",\n[";
    append(text_, row.number);
    std::size_t unknown = 0;
    for (const auto member : figure_members) {
        if (!(row.figures.*member)) {
            ++unknown;
            continue;
        }
        for (; unknown > 0; --unknown) text_ += ",null";
        text_ += ',';
        append(text_, *(row.figures.*member));
    }
    text_ += ']';
}

std::string UsageText::finish() {
    if (text_.empty()) text_ = "[";
    text_ += ']';
    return std::move(text_);
}

std::vector<UsageRow> rows_of(std::string_view text) {
    std::vector<UsageRow> rows;
    Reading reading(text);
    reading.take('[');
    while (reading.take_if('[')) {
        rows.push_back(reading.row());
        if (!reading.take_if(',')) break;
        reading.take('\n');
    }
    reading.take(']');
    if (!reading.at_end()) refuse_text();
    return rows;
}

// Rows stand each on a line, by number: the range of lines is halved until it is found.
std::optional<UsageRow> find_row(std::string_view text, std::int64_t number) {
    constexpr auto none = std::string_view::npos;
    for (std::size_t from = 1, to = text.size(); from < to;) {
        const auto middle = from + (to - from) / 2;
        const auto before = middle > from ? text.rfind('\n', middle - 1) : none;
        const auto begin = before == none || before < from ? from : before + 1;
        Reading line(text.substr(begin));
        if (!line.take_if('[')) return std::nullopt;
        const auto row = line.row();
        if (row.number == number) return row;
        if (row.number < number) from = std::min(text.find('\n', begin), to - 1) + 1;
        else to = begin;
    }
    return std::nullopt;
}

std::string usage_text(const View& view, const UsageLoad& load) {
    return sql::blob(view, "SELECT body FROM usage_load_body WHERE usage_load_body_id = ?", load.usage_load_id).value_or("");
}

std::vector<UsageRow> matched_rows(const View& view, const UsageLoad& load) {
    static const auto sql = std::string(usage_unmatched_sql) +
                            " WHERE x.usage_load_id = ? AND coalesce(x.user_id, x.office_id) IS NOT NULL"
                            " ORDER BY x.usage_unmatched_id";
    std::vector<UsageRow> rows;
    sql::for_each<UsageUnmatched>(
        view,
        [&](const UsageUnmatched& row) {
            rows.push_back({row.user_id ? row.user_id->value : row.office_id->value, figures_in(row)});
        },
        sql, load.usage_load_id);
    return rows;
}

std::vector<UsageRow> usage_rows(const View& view, const UsageLoad& load) {
    auto rows = rows_of(usage_text(view, load));
    std::ranges::copy(matched_rows(view, load), std::back_inserter(rows));
    add_up(rows);
    return rows;
}

}  // namespace osaki
