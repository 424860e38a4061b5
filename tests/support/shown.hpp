// How values of the library look in a failed check, and lists of them as the tokens people know.
#pragma once

#include "osaki/base/names.hpp"
#include "osaki/base/time.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <ostream>
#include <string>
#include <vector>

namespace osaki {

template <Printable T>
std::ostream& operator<<(std::ostream& out, const T& value) {
    return out << to_text(value);
}
template <Named E>
std::ostream& operator<<(std::ostream& out, E value) {
    return out << token_of(value);
}

}  // namespace osaki

namespace doctest {

template <class T>
struct StringMaker<std::optional<T>> {
    static String convert(const std::optional<T>& value) { return value ? toString(*value) : String("nothing"); }
};

}  // namespace doctest

namespace osaki::test {

inline Date day(int year, int month, int of_month) {
    return make_date(year, month, of_month);
}

// "papers mail"
template <Named E>
std::string tokens(const std::vector<E>& values) {
    std::string text;
    for (const auto value : values) text += (text.empty() ? "" : " ") + std::string(token_of(value));
    return text;
}

// "-" for nothing
template <Named E>
std::string token(std::optional<E> value) {
    return value ? std::string(token_of(*value)) : "-";
}

}  // namespace osaki::test
