// The recorded tables against their newest after-images, both ways: a row nobody noted, and a noted row that is not there.
#include "osaki/store/engine.hpp"
#include "osaki/store/image.hpp"
#include "osaki/store/sql.hpp"

#include <algorithm>
#include <map>

namespace osaki {

namespace {

struct Newest {
    std::int64_t id;
    std::int64_t seq;
};
using NewestOf = std::map<std::string, std::vector<Newest>, std::less<>>;

// Per table the newest entry of each row, by ascending id.
NewestOf newest_entries(Engine& engine) {
    NewestOf result;
    sql::Statement entries(engine, "SELECT subject, subject_id, seq FROM audit WHERE kind = 'change' ORDER BY seq");
    std::string subject;
    std::vector<Newest>* list = nullptr;
    while (entries.step()) {
        const auto name = std::get<std::string_view>(entries.cell(0));
        if (list == nullptr || subject != name) {
            subject = name;
            list = &result[subject];
        }
        list->push_back({std::get<std::int64_t>(entries.cell(1)), std::get<std::int64_t>(entries.cell(2))});
    }
    for (auto& [name, entries_of] : result) {
        std::ranges::stable_sort(entries_of, {}, &Newest::id);
        const auto last = std::unique(entries_of.rbegin(), entries_of.rend(), [](auto a, auto b) { return a.id == b.id; });
        entries_of.erase(entries_of.begin(), last.base());
    }
    return result;
}

std::vector<std::string> recorded_tables(Engine& engine) {
    std::vector<std::string> tables;
    sql::Statement rows(engine,
                        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' "
                        "AND name NOT IN (SELECT name FROM table_class) ORDER BY name");
    while (rows.step()) tables.emplace_back(std::get<std::string_view>(rows.cell(0)));
    return tables;
}

bool is_same(sqlite3_stmt* row, int column, const Field& field) {
    const auto bytes = [&](const void* data) {
        return std::string_view(static_cast<const char*>(data), static_cast<std::size_t>(sqlite3_column_bytes(row, column))) ==
               field.content;
    };
    switch (sqlite3_column_type(row, column)) {
        case SQLITE_INTEGER:
            return field.tag == 'i' && sqlite3_column_int64(row, column) == integer_of(field);
        case SQLITE_TEXT:
            return field.tag == 't' && bytes(sqlite3_column_text(row, column));
        case SQLITE_BLOB:
            return field.tag == 'b' && bytes(sqlite3_column_blob(row, column));
        case SQLITE_FLOAT: {
            std::string real;
            put(real, sqlite3_column_double(row, column));
            return field.tag == 'r' && real.substr(2) == field.content;
        }
        default:
            return field.tag == 'n';
    }
}

// Images name their columns in the record's order, rows in the table's: guess the place found last time.
class Comparison {
public:
    Comparison(std::string_view table, sqlite3_stmt* row) : table_(table), row_(row) {
        for (int i = 0; i < sqlite3_column_count(row); ++i) names_.emplace_back(sqlite3_column_name(row, i));
    }

    // What differs, or nothing.
    std::string difference(std::string_view body) {
        const auto table = take_field(body);
        const auto version = take_field(body);
        if (!version || table->content != table_) return "its image belongs to another table";
        std::size_t count = 0;
        while (!body.empty()) {
            const auto name = take_field(body);
            const auto value = take_field(body);
            if (!value) return "its image cannot be read";
            const int column = place(name->content, count++);
            if (column < 0) return "column " + std::string(name->content) + " is only in its image";
            if (!is_same(row_, column, *value)) return "column " + std::string(name->content) + " differs from its image";
        }
        return count == names_.size() ? std::string() : "its image does not have all columns";
    }

private:
    int place(std::string_view name, std::size_t nth) {
        if (nth >= places_.size()) places_.resize(nth + 1, -1);
        auto& guess = places_[nth];
        if (guess < 0 || names_[static_cast<std::size_t>(guess)] != name) {
            const auto found = std::ranges::find(names_, name);
            guess = found == names_.end() ? -1 : static_cast<int>(found - names_.begin());
        }
        return guess;
    }

    std::string table_;
    sqlite3_stmt* row_;
    std::vector<std::string> names_;
    std::vector<int> places_;
};

// Nothing when it was purged.
std::optional<std::string_view> body_of(sql::Statement& payload, std::int64_t seq) {
    sqlite3_reset(payload.handle());
    payload.bind(1, seq);
    if (!payload.step()) return std::nullopt;
    return payload.bytes(0);
}

void compare_table(Engine& engine, const std::string& table, const std::vector<Newest>& newest, std::vector<StaleRow>& stale,
                   std::int64_t& compared) {
    sql::Statement rows(engine, "SELECT * FROM \"" + table + "\" ORDER BY 1");
    sql::Statement payload(engine, "SELECT body FROM audit_payload WHERE seq = ?");
    Comparison comparison(table, rows.handle());
    auto entry = newest.begin();
    const auto gone = [&](const Newest& unmatched) {
        const auto body = body_of(payload, unmatched.seq);
        if (body && !body->empty()) stale.push_back({table, unmatched.id, false, "the row is gone, and no entry says why"});
    };
    while (rows.step()) {
        const auto id = std::int64_t{sqlite3_column_int64(rows.handle(), 0)};
        for (; entry != newest.end() && entry->id < id; ++entry) gone(*entry);
        ++compared;
        if (entry == newest.end() || entry->id != id) {
            stale.push_back({table, id, true, "the row is in no entry"});
            continue;
        }
        const auto body = body_of(payload, entry++->seq);
        if (!body) continue;
        auto difference = body->empty() ? "the row is there, but its newest entry takes it away" : comparison.difference(*body);
        if (!difference.empty()) stale.push_back({table, id, true, std::move(difference)});
    }
    for (; entry != newest.end(); ++entry) gone(*entry);
}

}  // namespace

std::vector<StaleRow> stale_rows(Engine& engine, std::int64_t* compared) {
    std::vector<StaleRow> stale;
    std::int64_t count = 0;
    auto newest = newest_entries(engine);
    for (const auto& table : recorded_tables(engine)) {
        compare_table(engine, table, newest[table], stale, count);
        newest.erase(table);
    }
    for (const auto& [table, entries] : newest)
        for (const auto& entry : entries) stale.push_back({table, entry.id, false, "its table is not recorded"});
    if (compared != nullptr) *compared = count;
    return stale;
}

}  // namespace osaki
