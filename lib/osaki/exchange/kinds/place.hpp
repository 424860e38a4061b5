// The office a row of people names: by service and facility number, by the number alone, or by its name, where only one has it.
#pragma once

#include "osaki/domain/office.hpp"

#include <optional>
#include <string>
#include <vector>

namespace osaki {

struct Place {
    std::string service;
    std::string number;
    std::string name;
};
struct Placed {
    std::optional<OfficeId> office;
    std::vector<Fault> faults;  // of the fields service, number, office_name
};
Placed office_by_number(const View& view, const Codes& codes, const Place& place);
Placed office_by_name(const View& view, const Place& place);

}  // namespace osaki
