// Loading a file, as `import run` does and as commands do that name the kind themselves.
#pragma once

#include "command.hpp"
#include "osaki/exchange/import.hpp"
#include "settings.hpp"

#include <functional>
#include <string>
#include <vector>

namespace osaki::cli {

class Options;

struct Importing {
    std::string kind;
    std::string map = {};
    std::vector<std::string> files = {};
    ImportOptions options = {};
    const Settings* settings = nullptr;
    std::vector<InputFile> opened = {};
    std::function<ImportKind(const View&)> make = {};  // instead of the kind of that name
};
// FILE..., one or several that are loaded together
void name_files(Options& options, Importing& words);
// --encoding --sheet --errors --mode
void name_reading(Options& options, Importing& words);
// --map NAME
void name_map(Options& options, Importing& words);
// What must not be waited for while the register is held: pipes are read to their end.
void open_all(Importing& words);
Output run_all(Change& change, const Importing& words);

}  // namespace osaki::cli
