// The reader's language: which one, and the messages in it. English is the text itself; Japanese is built in from po/ja.po,
// so that cron and minimal systems without a Japanese locale speak it too.
#pragma once

#include "osaki/base/message.hpp"

#include <string_view>

namespace osaki::cli {

enum class Language { english, japanese };

// "ja", "ja_JP.UTF-8" are Japanese, all else English.
Language language_of(std::string_view locale);
Translate translator(Language language);

// The translation of text in a compiled gettext catalogue (.mo), or text itself.
const char* look_up(std::string_view catalogue, const char* text);

}  // namespace osaki::cli
