// Messages put into words: the translated format filled with its arguments.
#include "osaki/base/message.hpp"

#include <fmt/args.h>
#include <fmt/format.h>

namespace osaki {

namespace {

using Store = fmt::dynamic_format_arg_store<fmt::format_context>;

const char* as_it_is(const char* text) {
    return text;
}

Store store_of(const Message& message, Translate translate) {
    Store store;
    for (const auto& argument : message.arguments) {
        const bool translated = argument.is_label && !argument.text.empty();
        store.push_back(translated ? std::string(translate(argument.text.c_str())) : argument.text);
    }
    return store;
}

}  // namespace

std::string Message::english() const {
    return to_text(*this, as_it_is);
}

std::string to_text(const Message& message, Translate translate) {
    if (message.empty()) return {};
    const auto store = store_of(message, translate);
    // A translator's slip must never hide what happened.
    for (const char* format : {translate(message.text), message.text}) {
        try {
            return fmt::vformat(format, store);
        } catch (const fmt::format_error&) {
            continue;
        }
    }
    return message.text;
}

}  // namespace osaki
