// The table of kinds.
#include "osaki/exchange/kinds/kinds.hpp"

#include "osaki/base/text.hpp"

#include <array>

namespace osaki {

namespace {

constexpr std::array<std::string_view, 9> kind_names{"acknowledgement", "application", "attendance", "directory", "group",
                                                     "office",          "review",      "training",   "user"};
constexpr std::array<ImportKind (*)(const View&), 9> kind_makers{&acknowledgement_import, &application_import, &attendance_import,
                                                                 &directory_import,       &group_import,       &office_import,
                                                                 &review_import,          &training_import,    &user_import};

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
    for (std::size_t i = 0; i < kind_names.size(); ++i)
        if (kind_names[i] == name) return kind_makers[i](view);
    fail(Code::usage, N_("nothing of kind {} can be imported; there are {}"), name, joined_names());
}

}  // namespace osaki
