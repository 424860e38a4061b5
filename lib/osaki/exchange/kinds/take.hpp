// Reading one cell into a member, for all kinds: the words of a code list, days, numbers.
#pragma once

#include "osaki/base/text.hpp"
#include "osaki/exchange/kinds/kind_of.hpp"

namespace osaki {

namespace detail {

template <auto M>
struct MemberOf;
template <class R, class T, T R::*M>
struct MemberOf<M> {
    using Record = R;
    using Type = T;
};

}  // namespace detail

// A path of members, &Row::application, &NewApplication::mail.
template <auto First, auto... Rest, class R>
auto& reach(R& record) {
    if constexpr (sizeof...(Rest) == 0) return record.*First;
    else return reach<Rest...>(record.*First);
}
template <auto First>
using RootOf = typename detail::MemberOf<First>::Record;

template <auto First, auto... Rest>
std::optional<Fault> take_text(RootOf<First>& record, std::string_view cell, const RowContext&) {
    reach<First, Rest...>(record) = std::string(cell);
    return std::nullopt;
}
template <auto First, auto... Rest>
std::optional<Fault> take_date(RootOf<First>& record, std::string_view cell, const RowContext& context) {
    reach<First, Rest...>(record) = parse_date(cell, context.view.today());
    return std::nullopt;
}
template <auto First, auto... Rest>
std::optional<Fault> take_list(RootOf<First>& record, std::string_view cell, const RowContext&) {
    reach<First, Rest...>(record) = split_list(cell);
    return std::nullopt;
}
// The labels are English; what a Japanese file writes are the aliases.
template <Named E>
std::string known_words() {
    std::string words;
    for (const auto& name : names<E>) {
        if (!words.empty()) words += ' ';
        words += name.aliases.empty() ? name.token : name.aliases.substr(0, name.aliases.find('|'));
    }
    return words;
}
template <class E, auto First, auto... Rest>
std::optional<Fault> take_name(RootOf<First>& record, std::string_view cell, const RowContext&) {
    const auto value = parse_name<E>(cell);
    if (!value)
        return Fault{
            {}, "E_UNKNOWN_WORD", message(N_("{} is not known here"), cell), message(N_("known are {}"), known_words<E>())};
    reach<First, Rest...>(record) = *value;
    return std::nullopt;
}
template <class Tag, auto First, auto... Rest>
std::optional<Fault> take_id(RootOf<First>& record, std::string_view cell, const RowContext&) {
    const auto id = parse_id<Tag>(cell);
    if (!id)
        return Fault{
            {}, "E_NUMBER", message(N_("{} is no number of that kind"), cell), message(N_("write it like {}"), Id<Tag>{1})};
    reach<First, Rest...>(record) = *id;
    return std::nullopt;
}

}  // namespace osaki
