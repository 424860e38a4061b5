#include "osaki/domain/waiver.hpp"

#include "osaki/store/sql.hpp"

#include <algorithm>

namespace osaki {

namespace {

constexpr Column<Waiver> waiver_columns[] = {
    column<&Waiver::waiver_id>("waiver_id", N_("Number")).detail(),
    column<&Waiver::application_id>("application_id", N_("Application")),
    column<&Waiver::gate>("gate", N_("Gate")),
    column<&Waiver::waived_on>("waived_on", N_("Waived on")),
    column<&Waiver::waived_by>("waived_by", N_("Waived by")).required(),
    column<&Waiver::reason>("reason", N_("Reason")).required(),
};

}  // namespace

const Description<Waiver>& describe(const Waiver*) {
    static constexpr Description<Waiver> description{"waiver", N_("waiver"), waiver_columns};
    return description;
}

std::vector<Waiver> waivers_of(const View& view, ApplicationId id) {
    return sql::list<Waiver>(view, "SELECT * FROM waiver WHERE application_id = ? ORDER BY waiver_id", id);
}

bool is_waived(const View& view, ApplicationId id, Gate gate) {
    return std::ranges::any_of(waivers_of(view, id), [&](const Waiver& waiver) { return waiver.gate == gate; });
}

void waive(Change& change, ApplicationId id, Gate gate) {
    if (change.actor().reason.empty()) fail(Code::usage, N_("a gate is waived with a reason; say it with --reason TEXT"));
    if (is_waived(change, id, gate)) fail(Code::conflict, N_("{} is waived for {} already"), gate, id);
    Waiver waiver{{}, id, gate, change.today(), change.actor().login, change.actor().reason};
    change.insert("waive", waiver);
}

}  // namespace osaki
