// office: one organisation at one place, its services, its pledge, its admins.
#include "words.hpp"

#include "osaki/domain/directory.hpp"
#include "osaki/domain/gates.hpp"
#include "osaki/domain/group.hpp"
#include "osaki/domain/incident_handling.hpp"

#include <memory>

namespace osaki::cli {

namespace {

struct Words {
    OfficeId id;
    NewOffice office;
    std::optional<Date> on;
};

Output answer(const View& view, OfficeId id, Message said) {
    return {.tables = {table_of<Office>({get_office(view, id)}, true), table_of(list_services(view, id))},
            .said = {std::move(said)},
            .numbers = {to_text(id)}};
}

void name_facts(Options& options, NewOffice& office) {
    options.text("--name", office.name, "NAME", N_("name of the office"));
    options.text("--kana", office.kana, "KANA", N_("reading of the name"));
    options.text("--corporation", office.corporation, "NAME", N_("corporation that runs it"));
    options.text("--postal-code", office.postal_code, "CODE", N_("postal code"));
    options.text("--address", office.address, "TEXT", N_("address"));
    options.text("--municipality", office.municipality, "CODE", N_("municipality code, six digits"));
    options.text("--phone", office.phone, "NUMBER", N_("telephone"));
    options.text("--fax", office.fax, "NUMBER", N_("fax"));
    options.text("--mail", office.mail, "ADDRESS", N_("mail address"));
    options.text("--head-name", office.head_name, "NAME", N_("name of its head"));
    options.text("--head-post", office.head_post, "TEXT", N_("post of its head"));
    options.text("--number-prefix", office.number_prefix, "TEXT", N_("prefix in its MCS facility name"));
}

void name_type(Options& options, NewOffice& office) {
    options.text("--type", office.type, "TYPE", N_("office type, as in the code list")).completes = "office_type";
}

void name_office(Options& options, OfficeId& id) {
    options.the_id("OFFICE", id, N_("number of the office")).completes = "office";
}

void name_service(Options& options, NewOffice& office) {
    options.text("--service", office.service, "SERVICE", N_("service, by name or code; medical for a medical institution"))
        .completes = "service";
    options.text("--number", office.number, "NUMBER", N_("facility number of the service"));
}

}  // namespace

Action define_office_list(Options& options) {
    return list_of(options, &list_offices);
}

Action define_office_show(Options& options) {
    auto id = std::make_shared<OfficeId>();
    name_office(options, *id);
    return Read([id](const View& view) -> Output {
        return {.tables = {table_of<Office>({get_office(view, *id)}, true), table_of(list_services(view, *id)),
                           table_of(memberships_of(view, *id)), table_of(groups_of(view, *id)),
                           table_of(incidents_of(view, *id))}};
    });
}

Action define_office_add(Options& options) {
    struct Adding {
        NewOffice office;
        std::string from_directory;
    };
    auto words = std::make_shared<Adding>();
    name_facts(options, words->office);
    name_type(options, words->office);
    name_service(options, words->office);
    options.date("--opened", words->office.opened_on, N_("day it opened; today when not said"));
    options.text("--from-directory", words->from_directory, "NUMBER", N_("copy the facility of this number from the directory"))
        .completes = "facility";
    return Write([words](Change& change) {
        const Codes codes(change);
        auto offices = words->from_directory.empty() ? std::vector{words->office}
                                                     : offices_of(get_directory(change, words->from_directory), words->office);
        Output output;
        OfficeId id;
        for (auto& office : offices) {
            for (const auto& fault : faults_of(change, codes, office))
                if (fault.warning) output.warnings.push_back(fault.text);
            id = add_office(change, codes, office);
        }
        auto warnings = std::move(output.warnings);
        output =
            answer(change, id,
                   message(N_("office {} {} added; next: osaki-mcs register --office {}"), id, get_office(change, id).name, id));
        output.warnings = std::move(warnings);
        return output;
    });
}

Action define_office_edit(Options& options) {
    auto words = std::make_shared<Words>();
    name_office(options, words->id);
    name_facts(options, words->office);
    return Write([words](Change& change) {
        edit_office(change, Codes(change), words->id, words->office);
        return answer(change, words->id, message(N_("office {} {} corrected"), words->id, get_office(change, words->id).name));
    });
}

Action define_office_change(Options& options) {
    auto words = std::make_shared<Words>();
    name_office(options, words->id);
    name_type(options, words->office);
    options.date("--on", words->on, N_("first day it holds; today when not said"));
    return Write([words](Change& change) {
        const Codes codes(change);
        const auto before = get_office(change, words->id);
        const auto on = words->on.value_or(change.today());
        change_office_type(change, codes, words->id, words->office.type, on);
        return answer(
            change, words->id,
            message(N_("office {} {}: {} -> {} from {}"), words->id, before.name, codes.label("office_type", before.type),
                    codes.label("office_type", get_office(change, words->id).type), on));
    });
}

Action define_office_close(Options& options) {
    auto words = std::make_shared<Words>();
    name_office(options, words->id);
    options.date("--on", words->on, N_("day it closed; today when not said"));
    return Write([words](Change& change) {
        const auto on = words->on.value_or(change.today());
        retire_office(change, words->id, on);
        const auto name = get_office(change, words->id).name;
        auto output = answer(change, words->id, message(N_("office {} {} closed on {}"), words->id, name, on));
        output.questions = {message(N_("close office {} {}?"), words->id, name)};
        return output;
    });
}

Action define_office_admin(Options& options) {
    struct Naming {
        OfficeId office;
        UserId user;
        MemberRole role = MemberRole::admin;
        std::optional<Date> on;
    };
    auto words = std::make_shared<Naming>();
    name_office(options, words->office);
    auto& user = options.id("--user", words->user, "USER", N_("a member of the office"));
    user.completes = "user";
    user.required = true;
    options.choice("--role", words->role, N_("admin, or staff to take the role back"));
    options.date("--on", words->on, N_("first day it holds; today when not said"));
    return Write([words](Change& change) -> Output {
        const auto on = words->on.value_or(change.today());
        set_role(change, words->user, words->office, words->role, on);
        return {.tables = {table_of(memberships_of(change, words->office))},
                .said = {message(N_("{} is now {} of office {} from {}"), words->user, words->role, words->office, on)},
                .numbers = {to_text(words->user)}};
    });
}

Action define_office_pledge(Options& options) {
    auto words = std::make_shared<Words>();
    name_office(options, words->id);
    options.date("--on", words->on, N_("day the pledge (誓約書) arrived; today when not said"));
    return Write([words](Change& change) {
        const auto on = words->on.value_or(change.today());
        receive_pledge(change, words->id, on);
        return answer(change, words->id, message(N_("pledge of office {} received on {}"), words->id, on));
    });
}

Action define_office_service(Options& options) {
    auto words = std::make_shared<Words>();
    name_office(options, words->id);
    name_service(options, words->office);
    return Write([words](Change& change) {
        add_service(change, Codes(change), words->id, words->office.service, words->office.number);
        return answer(change, words->id,
                      message(N_("service {} {} added to office {}"), words->office.service, words->office.number, words->id));
    });
}

}  // namespace osaki::cli
