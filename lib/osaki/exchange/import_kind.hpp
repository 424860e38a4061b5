// What can be imported, as data: the columns of a file, how one cell becomes part of a record, how a row is judged against the
// register, and how it is loaded. The engine (import.hpp) knows no noun; each noun is one file in kinds/.
#pragma once

#include "osaki/base/names.hpp"
#include "osaki/store/store.hpp"

#include <array>
#include <cstddef>
#include <functional>
#include <iterator>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace osaki {

// What happens to records that are there already. An empty cell never erases.
enum class Update { none, empty, all };
constexpr std::array<Name<Update>, 3> names_of(Update) {
    return {{{Update::none, "none", N_("leave them")},
             {Update::empty, "empty", N_("fill what is empty")},
             {Update::all, "all", N_("replace what differs")}}};
}

struct ImportField {
    std::string_view name;              // of the record's column: "mail"
    std::string_view header;            // メールアドレス
    std::string_view aliases = {};      // 'a|b'
    bool required = false;              // the column must be there and no cell of it empty
    std::string_view covers = {};       // 'a|b': other fields whose faults people see in this column
    std::string_view code = "E_VALUE";  // of the finding when the cell cannot be read
};

// One row, decoded and trimmed, by field; empty when the file has no such column.
struct RowCells {
    std::span<const std::string> cells;
    std::string_view at(std::size_t field) const { return cells[field]; }
};

struct RowContext {
    const View& view;
    Update update = Update::none;
};

// Rows that share a key are refused together, unless what goes with it is the same too: then they are one person, one office.
struct RowKey {
    std::string_view field;
    std::string_view code;  // E_MAIL_DUP
    std::string text;
    std::string unless_same = {};
    std::string silent_if_same = {};  // nothing is said of rows that have this in common
};

// The first `told` faults are of cells that could not be read; what the rules find missing because of them is not said again.
struct RowVerdict {
    std::vector<Fault> faults;
    std::size_t told = 0;
    std::vector<RowKey> keys;
};

enum class Applied { added, changed, unchanged };
struct RowResult {
    Applied how = Applied::added;
    std::string number = {};  // of the record, "A2026-0045"
};

// Made anew for each run: what a kind remembers between rows lives in its functions.
struct ImportKind {
    std::string_view name;  // "application"
    std::vector<ImportField> fields;
    std::vector<std::string_view> ignored = {};  // headers that are known and not used
    bool updates = false;                        // knows --update empty and all
    std::function<RowVerdict(const RowContext&, const RowCells&)> judge = {};
    std::function<RowResult(Change&, const RowContext&, const RowCells&)> apply = {};
    // After the last row: how many records were taken away because the file no longer has them.
    std::function<std::int64_t(Change&)> finish = {};
};

// The same with the record's type; made into an ImportKind by kind_of. R starts each row default-made.
template <class R>
struct FieldOf : ImportField {
    // Puts one cell, never empty, into the record. May throw Code::invalid as parse_date does.
    std::optional<Fault> (*take)(R& record, std::string_view cell, const RowContext& context) = nullptr;
};
template <class R>
struct KindOf {
    std::string_view name;
    std::vector<FieldOf<R>> fields;
    std::vector<std::string_view> ignored = {};
    bool updates = false;
    std::function<std::vector<Fault>(const RowContext&, R&)> resolve = {};  // across cells, before check and apply
    std::function<std::vector<Fault>(const RowContext&, const R&)> check = {};
    std::function<std::vector<RowKey>(const R&)> keys = {};
    std::function<RowResult(Change&, const RowContext&, R&)> apply = {};
    std::function<std::int64_t(Change&)> finish = {};
};

namespace detail {

template <class R>
std::optional<Fault> take_cell(const FieldOf<R>& field, R& record, std::string_view cell, const RowContext& context) {
    try {
        auto fault = field.take(record, cell, context);
        if (fault && fault->field.empty()) fault->field = field.name;
        return fault;
    } catch (const Error& e) {
        if (e.code != Code::invalid) throw;
        return Fault{field.name, field.code, e.message};
    }
}
template <class R>
std::vector<Fault> take_cells(const KindOf<R>& kind, R& record, const RowCells& cells, const RowContext& context) {
    std::vector<Fault> faults;
    for (std::size_t i = 0; i < kind.fields.size(); ++i) {
        if (cells.at(i).empty()) continue;
        if (auto fault = take_cell(kind.fields[i], record, cells.at(i), context)) faults.push_back(std::move(*fault));
    }
    return faults;
}

inline void append(std::vector<Fault>& to, std::vector<Fault> more) {
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace detail

template <class R>
ImportKind kind_of(KindOf<R> typed) {
    ImportKind kind{typed.name, {}, typed.ignored, typed.updates, {}, {}, typed.finish};
    kind.fields.assign(typed.fields.begin(), typed.fields.end());
    const auto shared = std::make_shared<const KindOf<R>>(std::move(typed));
    kind.judge = [shared](const RowContext& context, const RowCells& cells) {
        R record{};
        RowVerdict verdict{detail::take_cells(*shared, record, cells, context), 0, {}};
        if (shared->resolve) detail::append(verdict.faults, shared->resolve(context, record));
        verdict.told = verdict.faults.size();
        detail::append(verdict.faults, shared->check(context, record));
        if (shared->keys) verdict.keys = shared->keys(record);
        return verdict;
    };
    kind.apply = [shared](Change& change, const RowContext& context, const RowCells& cells) {
        R record{};
        detail::take_cells(*shared, record, cells, context);
        if (shared->resolve) shared->resolve(context, record);
        return shared->apply(change, context, record);
    };
    return kind;
}

}  // namespace osaki
