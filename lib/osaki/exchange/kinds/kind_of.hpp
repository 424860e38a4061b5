// A kind of file told with the type of its record: what the nouns in kinds/ write down, and how it becomes an ImportKind.
#pragma once

#include "osaki/exchange/import_kind.hpp"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

namespace osaki {

// R starts each row default-made.
template <class R>
struct FieldOf : ImportField {
    // Puts one cell, never empty, into the record. May throw Code::invalid as parse_date does.
    std::optional<Fault> (*take)(R& record, std::string_view cell, const RowContext& context) = nullptr;
    FieldGuide guide = {};
};
template <class R>
struct KindOf {
    std::string_view name;
    std::vector<FieldOf<R>> fields;
    std::vector<std::string_view> ignored = {};
    bool updates = false;
    std::span<const std::string_view> erasable = {};                        // fields that (消去) may empty
    std::function<std::vector<Fault>(const RowContext&, R&)> resolve = {};  // across cells, before check and apply
    std::function<std::vector<Fault>(const RowContext&, const R&)> check = {};
    std::function<std::vector<RowKey>(const R&)> keys = {};
    std::function<RowResult(Change&, const RowContext&, R&)> apply = {};
    std::function<Foresight(const RowContext&, const R&)> foresee = {};
    std::function<Table(const RowContext&, const R&)> draft = {};
    std::function<std::int64_t(Change&)> finish = {};
};

namespace detail {

// What is wrong with (消去) under this heading; nothing when it may empty the field.
std::optional<Fault> erasing_fault(const ImportField& field, bool may_be_empty, bool updates, Update update);
// The row that came with the template, forgotten or half written over.
Fault example_fault(const ImportField& field, std::string_view cell);

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
        const auto& guide = kind.fields[i].guide;
        if (guide.is_invented && cells.at(i) == guide.example) return {example_fault(kind.fields[i], cells.at(i))};
        if (cells.at(i).empty()) continue;
        if (auto fault = take_cell(kind.fields[i], record, cells.at(i), context)) faults.push_back(std::move(*fault));
    }
    return faults;
}

template <class R>
std::vector<Fault> erasing_faults(const KindOf<R>& kind, const RowContext& context, const RowCells& cells) {
    std::vector<Fault> faults;
    for (const auto& field : kind.fields) {
        if (std::ranges::find(cells.erased, field.name) == cells.erased.end()) continue;
        const bool may_be_empty = std::ranges::find(kind.erasable, field.name) != kind.erasable.end();
        if (auto fault = erasing_fault(field, may_be_empty, kind.updates, context.update)) faults.push_back(std::move(*fault));
    }
    return faults;
}

template <class T>
void append(std::vector<T>& to, std::type_identity_t<std::vector<T>> more) {
    to.insert(to.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

}  // namespace detail

template <class R>
ImportKind kind_of(KindOf<R> typed) {
    ImportKind kind{.name = typed.name, .fields = {}, .ignored = typed.ignored, .updates = typed.updates};
    for (const auto& field : typed.fields) {
        kind.fields.push_back(field);
        kind.guides.push_back(field.guide);
    }
    kind.finish = typed.finish;
    const auto shared = std::make_shared<const KindOf<R>>(std::move(typed));
    const auto record_of = [shared](const RowContext& context, const RowCells& cells) {
        R record{};
        detail::take_cells(*shared, record, cells, context);
        if (shared->resolve) shared->resolve(context, record);
        return record;
    };
    kind.judge = [shared](const RowContext& context, const RowCells& cells) {
        R record{};
        RowVerdict verdict{detail::take_cells(*shared, record, cells, context), 0, {}};
        if (!verdict.faults.empty() && verdict.faults.front().code == "E_EXAMPLE") return verdict;
        detail::append(verdict.faults, detail::erasing_faults(*shared, context, cells));
        if (shared->resolve) detail::append(verdict.faults, shared->resolve(context, record));
        verdict.told = verdict.faults.size();
        detail::append(verdict.faults, shared->check(context, record));
        if (shared->keys) verdict.keys = shared->keys(record);
        return verdict;
    };
    kind.apply = [shared, record_of](Change& change, const RowContext& context, const RowCells& cells) {
        auto record = record_of(context, cells);
        return shared->apply(change, {context.view, context.update, cells.erased}, record);
    };
    if (shared->foresee)
        kind.foresee = [shared, record_of](const RowContext& context, const RowCells& cells) {
            return shared->foresee({context.view, context.update, cells.erased}, record_of(context, cells));
        };
    if (shared->draft)
        kind.draft = [shared, record_of](const RowContext& context, const RowCells& cells) {
            return shared->draft(context, record_of(context, cells));
        };
    return kind;
}

}  // namespace osaki
