#include "osaki/store/number.hpp"

#include "osaki/base/id.hpp"
#include "osaki/store/engine.hpp"
#include "osaki/store/row_sql.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>
#include <array>

namespace osaki {

const Description<LastNumber>& describe(const LastNumber*) {
    static constexpr std::array columns{
        column<&LastNumber::last_number_id>("last_number_id", N_("Number")),
        column<&LastNumber::subject>("subject", N_("Table")).required(),
        column<&LastNumber::series>("series", N_("Fiscal year")),
        column<&LastNumber::number>("number", N_("Last number")),
    };
    static constexpr Description<LastNumber> description{"last_number", N_("Number not given again"), columns};
    return description;
}

namespace {

// Asks the schema in memory: every new number asks.
bool has_table(const View& view, const char* name) {
    return sqlite3_table_column_metadata(view.engine().handle(), nullptr, name, nullptr, nullptr, nullptr, nullptr, nullptr,
                                         nullptr) == SQLITE_OK;
}

std::optional<LastNumber> find_retired(const View& view, std::string_view table, std::int64_t series) {
    // a register that is being migrated may be older than the table
    if (!has_table(view, "last_number")) return std::nullopt;
    return sql::find<LastNumber>(view, "SELECT * FROM last_number WHERE subject = ? AND series = ?", table, series);
}

}  // namespace

std::int64_t next_number(const View& view, std::string_view table, std::int64_t series) {
    const auto first = series * yearly_base;
    const auto id = in_quotes(std::string(table) + "_id");
    const auto newest =
        sql::value<std::int64_t>(view, "SELECT max(" + id + ") FROM " + in_quotes(table) + " WHERE " + id + " BETWEEN ? AND ?",
                                 first, first + yearly_base - 1);
    const auto retired = find_retired(view, table, series);
    return std::max(newest.value_or(first), retired ? retired->number : first) + 1;
}

void retire_number(Change& change, std::string_view table, std::int64_t number) {
    const auto series = number / yearly_base;
    auto retired = find_retired(change, table, series).value_or(LastNumber{0, std::string(table), series, 0});
    if (number <= retired.number) return;
    retired.number = number;
    if (retired.last_number_id == 0) change.insert("retire", retired);
    else change.update("retire", retired);
}

}  // namespace osaki
