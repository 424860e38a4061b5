// What may stand in a field whatever noun it belongs to: names, kana, mail, telephone, dates. Each adds a Fault instead of
// throwing.
#pragma once

#include "osaki/base/error.hpp"
#include "osaki/domain/codes.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace osaki {

using Faults = std::vector<Fault>;

// E_UTF8, E_CONTROL, E_LONG.
void check_text(Faults& faults, std::string_view field, std::string_view text);
// check_text, E_MISSING when empty, E_FORMULA when a spreadsheet would run it.
void check_name(Faults& faults, std::string_view field, std::string_view text);
void check_kana(Faults& faults, std::string_view field, std::string_view text);            // E_KANA
void check_mail(Faults& faults, std::string_view field, std::string_view text);            // E_MISSING, E_MAIL
void check_phone(Faults& faults, std::string_view field, std::string_view text);           // E_PHONE, W_PHONE
void check_facility_phone(Faults& faults, std::string_view field, std::string_view text);  // W_PHONE: as published, kept
void check_not_future(Faults& faults, std::string_view field, std::optional<Date> day, Date today);  // E_FUTURE
// E_MISSING, E_UNKNOWN_CODE with the nearest label as hint.
const CodeEntry* check_code(Faults& faults, std::string_view field, const Codes& codes, std::string_view list,
                            std::string_view text);

// Full-width katakana as stored; the text itself when it is none (check_kana has said so).
std::string stored_kana(std::string_view text);
// Trimmed, full-width digits and signs made narrow, every dash a hyphen: telephone, postal code, facility number.
std::string stored_number(std::string_view text);

// Throws the faults that are no warnings: Code::invalid when one is invalid, else the code they share.
void refuse(const Faults& faults);

}  // namespace osaki
