// Emptying what an office had: the one way in which an import takes something away.
#include "osaki/domain/office.hpp"

#include <algorithm>
#include <array>

namespace osaki {

namespace {

constexpr std::array<std::string_view, 11> erasable{"kana", "corporation", "postal_code", "address",       "phone",    "fax",
                                                    "mail", "head_name",   "head_post",   "number_prefix", "pledge_on"};

void empty(Office& office, std::string_view name) {
    if (std::ranges::find(erasable, name) == erasable.end())
        fail(Code::invalid, N_("{} of office {} cannot be erased; write what is to stand there"), name, office.office_id);
    for (const auto& column : description<Office>().columns)
        if (column.name == name) column.set(office, {});
}

}  // namespace

std::span<const std::string_view> erasable_in_office() {
    return erasable;
}

void erase_in_office(Change& change, OfficeId id, std::span<const std::string_view> columns) {
    auto office = get_office(change, id);
    if (office.closed_on) fail(Code::conflict, N_("office {} was closed on {}"), id, *office.closed_on);
    for (const auto name : columns) empty(office, name);
    change.update("erase", office);
}

}  // namespace osaki
