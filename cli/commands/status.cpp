// status: today's desk, what waits for whom.
#include "words.hpp"

#include "labels.hpp"
#include "osaki/domain/desk.hpp"

namespace osaki::cli {

Action define_status(Options&) {
    return Read([](const View& view) -> Output {
        const auto lines = todays_desk(view);
        Output output{.tables = {coded_table(table_of(lines), "open", "open")}};
        if (lines.empty()) output.said = {message(N_("nothing waits"))};
        return output;
    });
}

}  // namespace osaki::cli
