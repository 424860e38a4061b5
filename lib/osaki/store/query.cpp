// The SQL around a list: its condition from a tree, its order, its limit. Names come from the record, values are bound.
#include "osaki/store/query.hpp"

#include "osaki/base/text.hpp"
#include "osaki/store/query_tree.hpp"
#include "osaki/store/row_sql.hpp"

#include <charconv>

namespace osaki {

namespace {

std::string names_of(std::span<const ColumnInfo> columns) {
    std::vector<std::string> names;
    for (const auto& c : columns)
        if (c.show != Show::never) names.emplace_back(c.name);
    std::string text;
    for (const auto& name : names) text += (text.empty() ? "" : ", ") + name;
    return text;
}

const ColumnInfo& column_named(std::span<const ColumnInfo> columns, std::string_view name) {
    for (const auto& c : columns)
        if (c.name == name && c.show != Show::never) return c;
    std::vector<std::string_view> shown;
    for (const auto& c : columns)
        if (c.show != Show::never) shown.push_back(c.name);
    const auto near = closest(name, shown);
    if (!near.empty()) fail(Code::usage, N_("there is no column {}; did you mean {}?"), name, near);
    fail(Code::usage, N_("there is no column {}; there are {}"), name, names_of(columns));
}

class Binder {
public:
    Binder(std::span<const ColumnInfo> columns, const Query& query, BoundQuery& bound)
        : columns_(columns), query_(query), bound_(bound) {}

    std::string condition(const Condition& c) {
        if (c.kind == Condition::Kind::negation) return "NOT (" + condition(c.parts[0]) + ")";
        if (c.kind == Condition::Kind::comparison) return comparison(c);
        std::string text;
        for (const auto& part : c.parts) {
            if (!text.empty()) text += c.kind == Condition::Kind::all ? " AND " : " OR ";
            text += condition(part);
        }
        return "(" + text + ")";
    }

private:
    using Bound = std::variant<std::monostate, std::int64_t, double, std::string>;

    // NULL compares as "no", never as "unknown", so that `not` and `!=` mean what they say.
    std::string comparison(const Condition& c) {
        const auto& column = column_named(columns_, c.column);
        const bool by_key = column.key != nullptr && (c.comparator == "=" || c.comparator == "!=");
        const auto name = in_quotes(by_key ? column.key_column : column.name);
        if (c.comparator == "null") return name + (c.is_negated ? " IS NOT NULL" : " IS NULL");
        if (c.comparator == "~") return contains(column, c);
        if (column.type == ColumnType::list) return element(column, c);
        auto value = by_key ? Bound(column.key(c.value)) : value_of(column, c.value);
        const bool is_day = column.type == ColumnType::timestamp && std::get<std::string>(value).size() == 10;
        bound_.values.push_back(std::move(value));
        const auto left = is_day ? "substr(" + name + ", 1, 10)" : name;
        if (c.comparator == "!=") return left + " IS NOT ?";
        return "coalesce(" + left + " " + c.comparator + " ?, 0)";
    }

    std::string contains(const ColumnInfo& column, const Condition& c) {
        if (column.type == ColumnType::id || column.type == ColumnType::boolean || column.type == ColumnType::integer)
            fail(Code::usage, N_("{} holds no text; compare it with ="), column.name);
        if (column.key != nullptr) {
            bound_.values.push_back(column.key(c.value));
            return "coalesce(instr(" + in_quotes(column.key_column) + ", ?) > 0, 0)";
        }
        bound_.values.push_back(c.value);
        return "coalesce(instr(lower(" + in_quotes(column.name) + "), lower(?)) > 0, 0)";
    }

    std::string element(const ColumnInfo& column, const Condition& c) {
        if (c.comparator != "=" && c.comparator != "!=")
            fail(Code::usage, N_("{} is a list; compare it with = or !="), column.name);
        bound_.values.push_back(coded(column, c.value));
        return std::string(c.comparator == "=" ? "" : "NOT ") + "coalesce(instr(';' || " + in_quotes(column.name) +
               " || ';', ';' || ? || ';') > 0, 0)";
    }

    std::string coded(const ColumnInfo& column, const std::string& text) const {
        if (column.codes.empty() || !query_.code) return text;
        auto token = query_.code(column.codes, text);
        if (token.empty()) fail(Code::usage, N_("{} is no value that {} can have"), text, column.name);
        return token;
    }

    Bound value_of(const ColumnInfo& column, const std::string& text) const {
        switch (column.type) {
            case ColumnType::boolean:
                return boolean(column, text);
            case ColumnType::integer:
                return number<std::int64_t>(column, text);
            case ColumnType::real:
                return number<double>(column, text);
            case ColumnType::date:
                return to_text(day(text));
            case ColumnType::timestamp:
                return instant(text);
            case ColumnType::id:
                return id(column, text);
            case ColumnType::token:
                return token(column, text);
            case ColumnType::text:
            case ColumnType::list:
                return coded(column, text);
        }
        return {};
    }

    template <class T>
    static T number(const ColumnInfo& column, const std::string& text) {
        T value{};
        const auto plain = normalise(text);
        const auto [end, error] = std::from_chars(plain.data(), plain.data() + plain.size(), value);
        if (error != std::errc() || end != plain.data() + plain.size())
            fail(Code::usage, N_("{} is no number; {} holds numbers"), text, column.name);
        return value;
    }
    static std::int64_t boolean(const ColumnInfo& column, const std::string& text) {
        for (const auto* yes : {"true", "yes", "はい", "1"})
            if (text == yes) return 1;
        for (const auto* no : {"false", "no", "いいえ", "0"})
            if (text == no) return 0;
        fail(Code::usage, N_("{} is neither yes nor no, which is what {} holds"), text, column.name);
    }
    Date day(const std::string& text) const {
        try {
            return parse_date(text, query_.today);
        } catch (const Error& error) {
            throw Error(Code::usage, error.message);
        }
    }
    std::string instant(const std::string& text) const {
        const auto value = parse_timestamp(text);
        return value ? to_text(*value) : to_text(day(text));
    }
    static std::int64_t id(const ColumnInfo& column, const std::string& text) {
        const auto value = column.id_for != nullptr ? column.id_for(text) : 0;
        if (value == 0) fail(Code::usage, N_("{} is no number as {} holds"), text, column.name);
        return value;
    }
    static std::string token(const ColumnInfo& column, const std::string& text) {
        auto value = column.token_for != nullptr ? column.token_for(text) : std::string();
        if (!value.empty()) return value;
        const auto near = column.tokens != nullptr ? closest(text, column.tokens()) : std::string_view();
        if (near.empty()) fail(Code::usage, N_("{} is no value that {} can have"), text, column.name);
        fail(Code::usage, N_("{} is no value that {} can have; did you mean {}?"), text, column.name, near);
        return value;
    }

    std::span<const ColumnInfo> columns_;
    const Query& query_;
    BoundQuery& bound_;
};

std::string order_of(std::span<const ColumnInfo> columns, std::string_view sort) {
    std::string text;
    while (!sort.empty()) {
        const auto comma = sort.find(',');
        auto name = trim(sort.substr(0, comma));
        sort.remove_prefix(comma == std::string_view::npos ? sort.size() : comma + 1);
        const bool is_down = name.starts_with('-');
        if (is_down) name.remove_prefix(1);
        text += (text.empty() ? "" : ", ") + in_quotes(column_named(columns, name).name) + (is_down ? " DESC" : "");
    }
    // equal rows keep a stated order
    if (!text.empty()) text += ", " + in_quotes(columns[0].name);
    return text;
}

}  // namespace

BoundQuery bind_query(std::string_view select, std::span<const ColumnInfo> columns, const Query& query) {
    BoundQuery bound;
    const auto tree = parse_condition(query.where);
    const auto where = tree ? Binder(columns, query, bound).condition(*tree) : std::string();
    const auto order = order_of(columns, query.sort);
    const bool is_cut = query.limit >= 0 || query.offset > 0;
    if (where.empty() && order.empty() && !is_cut) return {std::string(select), {}};
    bound.sql = "SELECT * FROM (" + std::string(select) + ")";
    if (!where.empty()) bound.sql += " WHERE " + where;
    if (!order.empty()) bound.sql += " ORDER BY " + order;
    if (is_cut) {
        bound.sql += " LIMIT ? OFFSET ?";
        bound.values.emplace_back(query.limit);
        bound.values.emplace_back(query.offset);
    }
    return bound;
}

}  // namespace osaki
