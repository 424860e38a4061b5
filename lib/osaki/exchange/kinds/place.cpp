#include "osaki/exchange/kinds/place.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/check.hpp"
#include "osaki/domain/directory.hpp"

#include <utility>

namespace osaki {

namespace {

std::optional<OfficeId> find_number(const View& view, const Codes& codes, const Place& place) {
    if (!place.service.empty()) return find_office(view, codes, place.service, place.number);
    std::optional<OfficeId> found;
    for (const auto& service : find_services(view, stored_number(place.number))) {
        if (found && *found != service.office_id) return std::nullopt;
        found = service.office_id;
    }
    return found;
}

std::vector<Fault> name_fault(const View& view, OfficeId office, std::string_view name) {
    if (name.empty()) return {};
    const auto known = find_office(view, office);  // without its members, who need counting
    if (!known || known->name_key == search_key(name)) return {};
    return {{"office_name", "W_OFFICE_NAME", message(N_("{} is registered as {}"), office, known->name), {}, true}};
}

// What helps with a number that no office has.
Message number_hint(const View& view, const Codes& codes, Place place) {
    if (is_in_directory(view, place.number))
        return message(N_("register the office first: osaki-mcs office add --from-directory {}"), place.number);
    const auto number = std::exchange(place.number, "0" + stored_number(place.number));
    if (is_in_directory(view, place.number) || find_number(view, codes, place))
        return message(N_("{} is known: the 0 in front was lost; make the cells text and type it again"), place.number);
    return message(
        N_("register the office first: osaki-mcs office add --name NAME --type TYPE; the directory loaded here has no {}"),
        number);
}

}  // namespace

Placed office_by_number(const View& view, const Codes& codes, const Place& place) {
    if (!place.service.empty() && !codes.find("service", place.service))
        return {{},
                {{"service", "E_UNKNOWN_CODE", message(N_("service {} is not known"), place.service),
                  message(N_("the nearest is {}"), codes.nearest("service", place.service))}}};
    const auto office = find_number(view, codes, place);
    if (office) return {office, name_fault(view, *office, place.name)};
    return {{},
            {{"number", "E_OFFICE_UNKNOWN",
              place.service.empty() ? message(N_("no office is registered as {}"), place.number)
                                    : message(N_("no office is registered as {} {}"), place.service, place.number),
              number_hint(view, codes, place)}}};
}

Placed office_by_name(const View& view, const Place& place) {
    const auto found = find_offices_by_name(view, place.name);
    if (found.size() == 1) return {found.front().office_id, {}};
    if (found.empty())
        return {{},
                {{"office_name", "E_OFFICE_UNKNOWN", message(N_("no open office is called {}"), place.name),
                  message(N_("register the office first: osaki-mcs office add"))}}};
    return {{},
            {{"office_name", "E_OFFICE_NAME", message(N_("{} open offices are called {}"), found.size(), place.name),
              message(N_("write the facility number or the number of the office"))}}};
}

}  // namespace osaki
