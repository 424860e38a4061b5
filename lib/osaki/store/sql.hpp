// SQL for the rooms above, private to the library: cached statements, values only through `?`, columns by name.
#pragma once

#include "osaki/store/query.hpp"
#include "osaki/store/store.hpp"

#include <functional>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

struct sqlite3_stmt;

namespace osaki {
struct Prepared;
}

namespace osaki::sql {

// Bytes to bind: a scan, a hash.
struct Blob {
    std::string_view bytes;
};

// A cached statement in use; reset when it goes out of scope.
class Statement {
public:
    Statement(const View& view, std::string_view text) : Statement(view.engine(), text) {}
    Statement(Engine& engine, std::string_view text);
    ~Statement();
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;

    void bind(int index, const Cell& cell);  // 1-based
    void bind(int index, Blob blob);
    void lend(int index, const Cell& cell);  // as bind, but the text must live until the last step
    bool step();
    int column_index(std::string_view name) const;  // -1 when the SELECT does not give it
    Cell cell(int index) const;                     // text is valid until the next step
    std::string_view bytes(int index) const;        // of a BLOB, as long
    sqlite3_stmt* handle() const { return handle_; }
    // Which column of the statement feeds which of these, -1 for none; looked up by name once and remembered for `record`.
    template <class C>
    const std::vector<int>& places(const void* record, std::span<const C> columns) const {
        auto& known = known_places(record);
        if (known.size() != columns.size())
            for (const auto& c : columns) known.push_back(column_index(c.name));
        return known;
    }

private:
    std::vector<int>& known_places(const void* record) const;  // empty when they are of another record, or of other columns
    Engine* engine_;
    Prepared* prepared_;
    sqlite3_stmt* handle_;
};

template <class T>
Cell cell_of(const T& value, std::string& scratch) {
    if constexpr (std::is_same_v<T, Cell>) return value;
    else if constexpr (std::is_convertible_v<T, std::string_view>) return std::string_view(value);
    else return detail::Member<T>::cell(value, scratch);
}

template <class... A>
void bind_all(Statement& statement, const A&... arguments) {
    int index = 0;
    std::string scratch;
    [[maybe_unused]] const auto bind = [&]<class T>(const T& argument) {
        if constexpr (std::is_same_v<T, Blob>) statement.bind(++index, argument);
        else statement.bind(++index, cell_of(argument, scratch));
    };
    (bind(arguments), ...);
}

template <class R>
const std::vector<int>& reader_of(const Statement& statement) {
    const auto& d = description<R>();
    return statement.places(&d, d.columns);
}
template <class R>
R read(const Statement& statement, const std::vector<int>& indexes) {
    R record;
    const auto columns = description<R>().columns;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (indexes[i] >= 0) columns[i].set(record, statement.cell(indexes[i]));
    return record;
}

// Calls each(const R&) per row; a `false` from it ends the reading.
template <class R, class Each, class... A>
void for_each(const View& view, Each each, std::string_view text, const A&... arguments) {
    Statement statement(view, text);
    bind_all(statement, arguments...);
    const auto& indexes = reader_of<R>(statement);
    while (statement.step()) each(read<R>(statement, indexes));
}
template <class R, class... A>
std::vector<R> list(const View& view, std::string_view text, const A&... arguments) {
    std::vector<R> records;
    for_each<R>(
        view, [&](R&& record) { records.push_back(std::move(record)); }, text, arguments...);
    return records;
}
template <class R, class... A>
std::optional<R> find(const View& view, std::string_view text, const A&... arguments) {
    Statement statement(view, text);
    bind_all(statement, arguments...);
    if (!statement.step()) return std::nullopt;
    return read<R>(statement, reader_of<R>(statement));
}
// One value of one row; nothing when there is no row or it is NULL.
template <class T, class... A>
std::optional<T> value(const View& view, std::string_view text, const A&... arguments) {
    Statement statement(view, text);
    bind_all(statement, arguments...);
    if (!statement.step()) return std::nullopt;
    std::optional<T> result;
    detail::Member<std::optional<T>>::set(result, statement.cell(0));
    return result;
}
// The bytes of one value of one row.
template <class... A>
std::optional<std::string> blob(const View& view, std::string_view text, const A&... arguments) {
    Statement statement(view, text);
    bind_all(statement, arguments...);
    if (!statement.step()) return std::nullopt;
    return std::string(statement.bytes(0));
}
// A list as people ask for it, with --where, --sort and --limit wrapped around it; the select's own `?`s are bound first.
template <class R, class... A>
std::vector<R> list(const View& view, std::string_view select, const Query& query, const A&... arguments) {
    const auto columns = description<R>().columns;
    const std::vector<ColumnInfo> infos(columns.begin(), columns.end());
    const auto bound = bind_query(select, infos, query);
    Statement statement(view, bound.sql);
    bind_all(statement, arguments...);
    int index = sizeof...(arguments);
    for (const auto& value : bound.values) statement.bind(++index, std::visit([](const auto& v) { return Cell(v); }, value));
    const auto& indexes = reader_of<R>(statement);
    std::vector<R> records;
    while (statement.step()) records.push_back(read<R>(statement, indexes));
    return records;
}

// For derived tables only (keys, search index): rows of nouns go through Change::insert and update.
template <class... A>
void execute(Change& change, std::string_view text, const A&... arguments) {
    Statement statement(change, text);
    bind_all(statement, arguments...);
    while (statement.step()) {}
}

}  // namespace osaki::sql
