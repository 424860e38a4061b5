// What the register has to say, as data: the English text and its arguments.
// The face that shows it puts it into the reader's language; no room below knows a language.
#pragma once

#include <concepts>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

// Marks a text for translation (xgettext --keyword=N_).
constexpr const char* N_(const char* text) {
    return text;
}

// One argument of a message; a label (of an enum value) is itself translated.
struct Argument {
    std::string text;
    bool is_label = false;
};

// text holds fmt places: "application {} is already {}".
struct Message {
    const char* text = "";
    std::vector<Argument> arguments = {};
    bool empty() const { return *text == '\0'; }
    // The English text, for logs and tests.
    std::string english() const;
};

using Translate = const char* (*)(const char* text);
std::string to_text(const Message& message, Translate translate);

inline Argument argument(Argument given) {
    return given;
}
inline Argument argument(std::string_view text) {
    return {std::string(text)};
}
inline Argument argument(const std::vector<std::string>& parts) {
    std::string text;
    for (const auto& part : parts) text += (text.empty() ? "" : ", ") + part;
    return {text};
}
inline Argument argument(std::integral auto number) {
    return {std::to_string(number)};
}

template <class T>
concept Printable = requires(const T& value) {
    { to_text(value) } -> std::convertible_to<std::string>;
};
// Ids and dates print themselves.
template <Printable T>
Argument argument(const T& value) {
    return {to_text(value)};
}

template <class... Arguments>
Message message(const char* text, const Arguments&... arguments) {
    return {text, {argument(arguments)...}};
}

}  // namespace osaki
