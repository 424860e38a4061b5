// profile: everything local to this network, kept in the register and audited.
#include "words.hpp"

#include "osaki/domain/codes.hpp"
#include "osaki/domain/profile.hpp"

#include <memory>

namespace osaki::cli {

Action define_profile_show(Options&) {
    return Read([](const View& view) -> Output {
        return {.tables = {table_of(list_profile(view)), table_of(Codes(view).all())}};
    });
}

Action define_profile_edit(Options& options) {
    auto settings = std::make_shared<std::vector<std::string>>();
    options.texts("KEY=VALUE", *settings, N_("a key of profile show and its new value; lists separated by ;")).completes =
        "profile";
    return Write([settings](Change& change) {
        Output output;
        const auto before = list_profile(change);
        for (const auto& setting : *settings) {
            const auto equals = setting.find('=');
            if (equals == std::string::npos) fail(Code::usage, N_("{} is not KEY=VALUE"), setting);
            const auto key = setting.substr(0, equals);
            const auto value = setting.substr(equals + 1);
            std::string old;
            for (const auto& entry : before)
                if (entry.key == key) old = entry.value;
            set_profile(change, key, value);
            output.said.push_back(message(N_("{}: {} -> {}"), key, old, value));
            output.questions.push_back(message(N_("change {} of the network profile to {}?"), key, value));
        }
        output.tables = {table_of(list_profile(change))};
        return output;
    });
}

}  // namespace osaki::cli
