// Reading stored text back into the members of a record; what does not fit was not written by this program.
#include "osaki/base/record.hpp"

#include "osaki/base/calendar.hpp"
#include "osaki/base/error.hpp"

namespace osaki::detail {

Date stored_date(std::string_view text) {
    if (const auto date = iso_date(text)) return *date;
    fail(Code::wrong_file, N_("the register holds '{}' where a day belongs; run osaki-mcs audit verify"), text);
}

Timestamp stored_timestamp(std::string_view text) {
    if (const auto instant = parse_timestamp(text)) return *instant;
    fail(Code::wrong_file, N_("the register holds '{}' where an instant belongs; run osaki-mcs audit verify"), text);
}

Month stored_month(std::string_view text) {
    if (const auto first = iso_date(std::string(text) + "-01")) return month_of(*first);
    fail(Code::wrong_file, N_("the register holds '{}' where a month belongs; run osaki-mcs audit verify"), text);
}

void unknown_token(std::string_view token) {
    fail(Code::wrong_file, N_("the register holds '{}', a word this program does not know; run osaki-mcs audit verify"), token);
}

}  // namespace osaki::detail
