// user duplicates, user merge: people who stand in the register twice, and two records of one human made one.
#include "words.hpp"

#include "osaki/domain/duplicates.hpp"
#include "osaki/domain/merge.hpp"

#include "records.hpp"
#include "settings.hpp"

#include <limits>
#include <memory>
#include <utility>

namespace osaki::cli {

Action define_user_duplicates(Options& options) {
    auto limit = std::make_shared<std::int64_t>(-1);
    options.number("--limit", *limit, "N", N_("at most so many groups"));
    return Read([limit](const View& view) -> Output {
        const auto most = *limit < 0 ? std::numeric_limits<std::size_t>::max() : static_cast<std::size_t>(*limit);
        return {.tables = {table_of(list_duplicates(view, most))}};
    });
}

namespace {

Take take_of(const std::string& text) {
    const auto what = parse_name<Take>(text);
    if (!what) fail(Code::usage, N_("{} is none of {}"), text, "name, kana, mail, phone, login, profession");
    return *what;
}

// Each kind of record that changed hands, and how many.
std::vector<std::string> moved_with(const Merged& merged, Translate translate) {
    const std::pair<const char*, std::size_t> counts[] = {{N_("memberships {}"), merged.memberships},
                                                          {N_("applications {}"), merged.applications},
                                                          {N_("IDs {}"), merged.credentials},
                                                          {N_("acknowledgements {}"), merged.acknowledgements},
                                                          {N_("documents given {}"), merged.distributions},
                                                          {N_("trainings {}"), merged.attendances},
                                                          {N_("groups {}"), merged.groups},
                                                          {N_("review answers {}"), merged.reviews},
                                                          {N_("measures {}"), merged.guidances},
                                                          {N_("incidents {}"), merged.incidents},
                                                          {N_("departures {}"), merged.departures}};
    std::vector<std::string> moved;
    for (const auto& [what, count] : counts)
        if (count > 0) moved.push_back(to_text(message(what, count), translate));
    if (moved.empty()) moved.push_back(translate(N_("nothing")));
    return moved;
}

}  // namespace

Action define_user_merge(Options& options) {
    struct Words {
        Merge merge;
        std::vector<std::string> take;
        const Settings* settings = nullptr;
    };
    auto words = std::make_shared<Words>();
    words->settings = options.settings();
    options.the_id("KEEP", words->merge.keep, N_("number that is kept")).completes = "user";
    options.the_id("GONE", words->merge.gone, N_("number of the second record of the same human")).completes = "user";
    options.list("--take", words->take, "FIELDS", N_("what the kept record takes over from the other although it has its own"));
    return Write([words](Change& change) -> Output {
        for (const auto& text : words->take) words->merge.take.push_back(take_of(text));
        const auto merged = merge_users(change, words->merge);
        const auto moved = moved_with(merged, words->settings->translate);
        Output output{.tables = {table_of<User>({merged.keep, merged.gone})},
                      .said = {message(N_("{} {} is {} now; moved: {}; next: osaki-mcs user show {}"), merged.gone.user_id,
                                       merged.gone.name, merged.keep.user_id, moved, merged.keep.user_id)},
                      .numbers = {to_text(merged.keep.user_id)},
                      .questions = {message(N_("merge {} {} into {} {}?"), merged.gone.user_id, merged.gone.name,
                                            merged.keep.user_id, merged.keep.name)}};
        output.foreseen = {message(N_("{} {} would be {}; what would move: {}"), merged.gone.user_id, merged.gone.name,
                                   merged.keep.user_id, moved)};
        if (!merged.second_login.empty())
            output.warnings.push_back(message(
                N_("login {} is a second account of {} in MCS, and its address is not free; have the holder delete it (art. "
                   "8-2(1)): osaki-mcs withdraw {} --step mcs-delete --done DATE"),
                merged.second_login, merged.keep.user_id, merged.gone.user_id));
        return output;
    });
}

}  // namespace osaki::cli
