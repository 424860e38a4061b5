// The table of kinds.
#include "osaki/exchange/kinds/kinds.hpp"

#include "osaki/base/text.hpp"

#include <array>

namespace osaki {

namespace {

struct Entry {
    std::string_view name;
    ImportKind (*make)(const View&);
};
constexpr std::array<Entry, 10> kinds{{{"acknowledgement", &acknowledgement_import},
                                       {"application", &application_import},
                                       {"attendance", &attendance_import},
                                       {"directory", &directory_import},
                                       {"group", &group_import},
                                       {"office", &office_import},
                                       {"review", &review_import},
                                       {"training", &training_import},
                                       {"usage", &usage_import},
                                       {"user", &user_import}}};
constexpr auto kind_names = [] {
    std::array<std::string_view, kinds.size()> names;
    for (std::size_t i = 0; i < kinds.size(); ++i) names[i] = kinds[i].name;
    return names;
}();

std::string joined_names() {
    std::string names;
    for (const auto name : kind_names) {
        if (!names.empty()) names += ", ";
        names += name;
    }
    return names;
}

}  // namespace

std::span<const std::string_view> import_kinds() {
    return kind_names;
}

ImportKind import_kind(const View& view, std::string_view name) {
    for (const auto& kind : kinds)
        if (kind.name == name) return kind.make(view);
    fail(Code::usage, N_("nothing of kind {} can be imported; there are {}"), name, joined_names());
}

}  // namespace osaki
