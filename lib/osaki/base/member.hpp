// How each type of member of a record is stored, and what people see of it. Only record.hpp includes this.
#pragma once

#include "osaki/base/id.hpp"
#include "osaki/base/names.hpp"
#include "osaki/base/time.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <variant>
#include <vector>

namespace osaki {

// What SQLite stores: NULL, INTEGER, REAL, TEXT. Text is borrowed.
using Cell = std::variant<std::monostate, std::int64_t, double, std::string_view>;

// What people and scripts see.
struct Label {
    std::string_view token;
    const char* label;
};
using Value = std::variant<std::monostate, bool, std::int64_t, double, std::string, Date, Timestamp, Label,
                           std::vector<std::string>, Message>;

enum class ColumnType { boolean, integer, real, text, date, timestamp, id, token, list };

namespace detail {

template <class T>
struct Member;

template <>
struct Member<bool> {
    static constexpr auto type = ColumnType::boolean;
    static void set(bool& to, const Cell& from) { to = std::get<std::int64_t>(from) != 0; }
    static Cell cell(bool from, std::string&) { return std::int64_t{from}; }
    static Value value(bool from) { return from; }
};
template <std::integral T>
requires(!std::same_as<T, bool>) struct Member<T> {
    static constexpr auto type = ColumnType::integer;
    static void set(T& to, const Cell& from) { to = static_cast<T>(std::get<std::int64_t>(from)); }
    static Cell cell(T from, std::string&) { return static_cast<std::int64_t>(from); }
    static Value value(T from) { return static_cast<std::int64_t>(from); }
};
template <>
struct Member<double> {
    static constexpr auto type = ColumnType::real;
    static void set(double& to, const Cell& from) { to = std::get<double>(from); }
    static Cell cell(double from, std::string&) { return from; }
    static Value value(double from) { return from; }
};
template <>
struct Member<std::string> {
    static constexpr auto type = ColumnType::text;
    // empty text is nothing: NULL in the register, null in JSON
    static void set(std::string& to, const Cell& from) {
        const auto* text = std::get_if<std::string_view>(&from);
        to = text ? *text : std::string_view();
    }
    static Cell cell(const std::string& from, std::string&) { return from.empty() ? Cell{} : Cell{std::string_view(from)}; }
    static Value value(const std::string& from) { return from.empty() ? Value{} : Value{from}; }
};
template <class Tag>
struct Member<Id<Tag>> {
    static constexpr auto type = ColumnType::id;
    static void set(Id<Tag>& to, const Cell& from) { to.value = std::get<std::int64_t>(from); }
    static Cell cell(Id<Tag> from, std::string&) { return from.value; }
    static Value value(Id<Tag> from) { return to_text(from); }
};
// Stored in the text they print.
Date stored_date(std::string_view text);
Timestamp stored_timestamp(std::string_view text);
Month stored_month(std::string_view text);
template <>
struct Member<Date> {
    static constexpr auto type = ColumnType::date;
    static void set(Date& to, const Cell& from) { to = stored_date(std::get<std::string_view>(from)); }
    static Cell cell(Date from, std::string& scratch) { return std::string_view(scratch = to_text(from)); }
    static Value value(Date from) { return from; }
};
template <>
struct Member<Timestamp> {
    static constexpr auto type = ColumnType::timestamp;
    static void set(Timestamp& to, const Cell& from) { to = stored_timestamp(std::get<std::string_view>(from)); }
    static Cell cell(Timestamp from, std::string& scratch) { return std::string_view(scratch = to_text(from)); }
    static Value value(Timestamp from) { return from; }
};
template <>
struct Member<Month> {
    static constexpr auto type = ColumnType::text;
    static void set(Month& to, const Cell& from) { to = stored_month(std::get<std::string_view>(from)); }
    static Cell cell(Month from, std::string& scratch) { return std::string_view(scratch = to_text(from)); }
    static Value value(Month from) { return to_text(from); }
};
[[noreturn]] void unknown_token(std::string_view token);
template <Named E>
struct Member<E> {
    static constexpr auto type = ColumnType::token;
    static void set(E& to, const Cell& from) {
        const auto token = std::get<std::string_view>(from);
        for (const auto& name : names<E>)
            if (name.token == token) {
                to = name.value;
                return;
            }
        unknown_token(token);
    }
    static Cell cell(E from, std::string&) { return token_of(from); }
    static Value value(E from) { return Label{token_of(from), name_of(from).label}; }
};
template <>
struct Member<std::vector<std::string>> {
    static constexpr auto type = ColumnType::list;
    static void set(std::vector<std::string>& to, const Cell& from) { to = split_list(std::get<std::string_view>(from)); }
    static Cell cell(const std::vector<std::string>& from, std::string& scratch) {
        return std::string_view(scratch = join_list(from));
    }
    static Value value(const std::vector<std::string>& from) { return from; }
};
// Said to people and put into their language where it is shown; no table keeps one.
template <>
struct Member<Message> {
    static constexpr auto type = ColumnType::text;
    static void set(Message& to, const Cell&) { to = {}; }
    static Cell cell(const Message&, std::string&) { return {}; }
    static Value value(const Message& from) { return from.empty() ? Value{} : Value{from}; }
};
template <class T>
struct Member<std::optional<T>> {
    static constexpr auto type = Member<T>::type;
    static void set(std::optional<T>& to, const Cell& from) {
        if (std::holds_alternative<std::monostate>(from)) to.reset();
        else Member<T>::set(to.emplace(), from);
    }
    static Cell cell(const std::optional<T>& from, std::string& scratch) {
        return from ? Member<T>::cell(*from, scratch) : Cell{};
    }
    static Value value(const std::optional<T>& from) { return from ? Member<T>::value(*from) : Value{}; }
};

template <class T>
struct Unwrap {
    using type = T;
    static constexpr bool optional = false;
};
template <class T>
struct Unwrap<std::optional<T>> {
    using type = T;
    static constexpr bool optional = true;
};
template <auto M>
struct Pointer;
template <class R, class T, T R::*M>
struct Pointer<M> {
    using Record = R;
    using Type = T;
};
template <class T>
struct IsId : std::false_type {};
template <class Tag>
struct IsId<Id<Tag>> : std::true_type {
    static constexpr IdForm form = Tag::form;
    static std::int64_t parse(std::string_view text) { return parse_id(Tag::form, text).value_or(0); }
};

}  // namespace detail

}  // namespace osaki
