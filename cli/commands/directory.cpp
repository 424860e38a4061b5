// directory: every facility of the area, registered or not, from the ministry's open data.
#include "words.hpp"

#include "osaki/domain/directory.hpp"

#include <memory>

namespace osaki::cli {

Action define_directory_list(Options& options) {
    return list_of(options, &list_directory);
}

Action define_directory_show(Options& options) {
    auto number = std::make_shared<std::string>();
    options.add({.name = "FACILITY",
                 .placeholder = {},
                 .help = N_("facility number, e.g. 0471500082"),
                 .take = [number](const std::string& text) { *number = text; },
                 .positional = true,
                 .required = true,
                 .completes = "facility"});
    return Read([number](const View& view) -> Output { return {.tables = {table_of(get_directory(view, *number))}}; });
}

}  // namespace osaki::cli
