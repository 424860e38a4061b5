// The table of what was given.
#include "osaki/domain/provision.hpp"

#include "osaki/base/text.hpp"
#include "osaki/domain/check.hpp"

namespace osaki {

namespace {

constexpr Column<Provision> provision_columns[] = {
    column<&Provision::provision_id>("provision_id", N_("Number")),
    column<&Provision::kind>("kind", N_("Kind")).required(),
    column<&Provision::at>("at", N_("At")),
    column<&Provision::actor>("operator", N_("Operator")).required(),
    column<&Provision::purpose>("purpose", N_("Purpose")).required(),
    column<&Provision::recipient>("recipient", N_("Recipient")),
    column<&Provision::fields>("fields", N_("Fields given")).detail(),
    column<&Provision::records>("records", N_("Records")),
    column<&Provision::numbers>("numbers", N_("Whose")).detail(),
    column<&Provision::file>("file", N_("File")),
    column<&Provision::encoding>("encoding", N_("Encoding")).required().detail(),
    column<&Provision::sha256>("sha256", N_("SHA-256")).required().detail(),
};

}  // namespace

const Description<Provision>& describe(const Provision*) {
    static constexpr Description<Provision> description{"provision", N_("third-party provision record"), provision_columns};
    return description;
}

ProvisionId add_provision(Change& change, Provision provision) {
    Faults faults;
    if (trim(provision.purpose).empty())
        faults.push_back({"purpose", "E_MISSING", message(N_("nothing is entered, and it is needed"))});
    check_text(faults, "purpose", provision.purpose);
    check_text(faults, "recipient", provision.recipient);
    refuse(faults);
    if (provision.numbers.size() > most_numbers) provision.numbers.clear();
    provision.at = change.now();
    provision.actor = change.actor().login;
    change.insert("export", provision);
    return provision.provision_id;
}

}  // namespace osaki
