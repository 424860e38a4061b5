// A record describes itself once, as columns of its members: reading from SQL, writing, the audit after-image, tables, JSON,
// CSV and the check against the JSON Schema all come from that one description.
#pragma once

#include "osaki/base/member.hpp"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

// Where a column is shown: in lists; in `show`, JSON, CSV and --fields; or nowhere (keys made by the register).
enum class Show { list, detail, never };

struct ColumnInfo {
    std::string_view name;  // the same in SQL, JSON, CSV and --fields
    const char* label;      // the table heading
    ColumnType type = ColumnType::text;
    bool nullable = false;
    bool stored = true;  // false: comes from a join, is read and shown but not written
    Show show = Show::list;
    // --where compares key_column with key(what was typed): names without blanks and variants, kana in any form
    std::string_view key_column = {};
    std::string (*key)(std::string_view) = nullptr;
    std::string_view codes = {};                           // the code list whose tokens it holds, "profession"
    std::string (*token_for)(std::string_view) = nullptr;  // token columns: the token a person meant, or empty
    std::int64_t (*id_for)(std::string_view) = nullptr;    // id columns: the number behind "U000123", or 0
    std::vector<std::string_view> (*tokens)() = nullptr;   // token columns: all there are
    IdForm form = {};                                      // id columns: how they print
};

template <class R>
struct Column : ColumnInfo {
    void (*set)(R&, const Cell&) = nullptr;
    // text of the cell is kept in scratch when the member does not own one
    Cell (*cell)(const R&, std::string& scratch) = nullptr;
    Value (*value)(const R&) = nullptr;

    constexpr Column detail() const {
        auto c = *this;
        c.show = Show::detail;
        return c;
    }
    constexpr Column hidden() const {
        auto c = *this;
        c.show = Show::never;
        return c;
    }
    constexpr Column joined() const {
        auto c = *this;
        c.stored = false;
        return c;
    }
    // a text that is never empty
    constexpr Column required() const {
        auto c = *this;
        c.nullable = false;
        return c;
    }
    constexpr Column keyed(std::string_view column, std::string (*make)(std::string_view)) const {
        auto c = *this;
        c.key_column = column;
        c.key = make;
        return c;
    }
    constexpr Column coded(std::string_view list) const {
        auto c = *this;
        c.codes = list;
        return c;
    }
};

// The first column is the primary key, an Id or an integer, and names the row in the audit.
template <class R>
struct Description {
    std::string_view kind;  // the noun: JSON array, schema file and SQL table
    const char* label;
    std::span<const Column<R>> columns;
};

// Each record gives `const Description<Office>& describe(const Office*)`, found by ADL.
template <class R>
const Description<R>& description() {
    return describe(static_cast<const R*>(nullptr));
}

template <auto M>
constexpr auto column(std::string_view name, const char* label) {
    using R = typename detail::Pointer<M>::Record;
    using T = typename detail::Pointer<M>::Type;
    using Inner = typename detail::Unwrap<T>::type;
    Column<R> c;
    c.name = name;
    c.label = label;
    c.type = detail::Member<T>::type;
    c.nullable = detail::Unwrap<T>::optional || std::is_same_v<T, std::string> || std::is_same_v<T, Message>;
    c.set = [](R& record, const Cell& from) { detail::Member<T>::set(record.*M, from); };
    c.cell = [](const R& record, std::string& scratch) { return detail::Member<T>::cell(record.*M, scratch); };
    c.value = [](const R& record) { return detail::Member<T>::value(record.*M); };
    if constexpr (Named<Inner>) {
        c.token_for = [](std::string_view text) {
            const auto found = parse_name<Inner>(text);
            return found ? std::string(token_of(*found)) : std::string();
        };
        c.tokens = [] {
            std::vector<std::string_view> tokens;
            for (const auto& n : names<Inner>) tokens.push_back(n.token);
            return tokens;
        };
    }
    if constexpr (detail::IsId<Inner>::value) {
        c.id_for = &detail::IsId<Inner>::parse;
        c.form = detail::IsId<Inner>::form;
    }
    return c;
}

// Records of one kind with their type forgotten, as the faces take them.
struct Table {
    std::string_view kind;
    const char* label = "";
    std::vector<ColumnInfo> columns;
    std::vector<std::vector<Value>> rows;
    bool single = false;  // shown as `label: value` lines
};

template <class R>
std::vector<Value> values_of(const R& record) {
    std::vector<Value> values;
    for (const auto& c : description<R>().columns)
        if (c.show != Show::never) values.push_back(c.value(record));
    return values;
}

template <class R>
Table table_of(const std::vector<R>& records, bool single = false) {
    const auto& d = description<R>();
    Table table{d.kind, d.label, {}, {}, single};
    for (const auto& c : d.columns)
        if (c.show != Show::never) table.columns.push_back(c);
    for (const auto& record : records) table.rows.push_back(values_of(record));
    return table;
}

}  // namespace osaki
