// status: today's desk, what waits for whom.
#include "words.hpp"

#include "osaki/domain/desk.hpp"

namespace osaki::cli {

Action define_status(Options&) {
    return Read([](const View& view) -> Output {
        auto lines = todays_desk(view);
        if (lines.empty()) return {.tables = {table_of(lines)}, .said = {message(N_("nothing waits"))}};
        return {.tables = {table_of(lines)}};
    });
}

}  // namespace osaki::cli
