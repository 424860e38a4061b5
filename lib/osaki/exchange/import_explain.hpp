// What one line of a file would do, told without doing it: each cell and what becomes of it, what is to be said about the line,
// and in one sentence what loading it would do.
#pragma once

#include "osaki/exchange/import.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace osaki {

enum class Outlook { add, change, leave, refuse, heading };
constexpr std::array<Name<Outlook>, 5> names_of(Outlook) {
    return {{{Outlook::add, "add", N_("would be added")},
             {Outlook::change, "change", N_("would change a record")},
             {Outlook::leave, "leave", N_("would change nothing")},
             {Outlook::refuse, "refuse", N_("would be refused")},
             {Outlook::heading, "heading", N_("is the heading")}}};
}

struct ImportOutlook {
    std::string file;
    std::int64_t line = 0;
    std::optional<std::int64_t> record;  // nothing for the heading
    std::string kind;
    Outlook outlook = Outlook::refuse;
    Message text;
};
const Description<ImportOutlook>& describe(const ImportOutlook*);

struct ImportCell {
    std::string column;  // its heading in the file
    std::string field;   // empty when the column is not used
    std::string value;   // as it came
    Message became;      // as it would be stored; empty when it cannot be
};
const Description<ImportCell>& describe(const ImportCell*);

struct ImportExplanation {
    ImportOutlook outlook;
    std::vector<ImportCell> cells;
    std::vector<ImportFinding> findings;  // of the line; of the header too when nothing of the file can be loaded
    std::int64_t other_bad_lines = 0;
    std::optional<ImportJob> loaded;  // the job that loaded these very bytes
};
// Reads all of the file, because other lines decide too. Code::not_found when no record begins on that line, else as
// check_import.
ImportExplanation explain_line(const View& view, const ImportKind& kind, const InputFile& file, std::int64_t line,
                               const ImportOptions& options);

}  // namespace osaki
