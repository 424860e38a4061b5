// committee: what the steering committee decided, under a number that others can name (art. 7-2, 12).
#include "words.hpp"

#include "osaki/domain/guidance.hpp"

#include <memory>

namespace osaki::cli {

Action define_committee_list(Options& options) {
    return list_of(options, &list_committees);
}

Action define_committee_show(Options& options) {
    auto id = std::make_shared<CommitteeId>();
    options.the_id("DECISION", *id, N_("number of the decision")).completes = "committee";
    return Read([id](const View& view) -> Output {
        return {.tables = {table_of<Committee>({get_committee(view, *id)}, true), table_of(guidances_under(view, *id)),
                           table_of(departures_under(view, *id))}};
    });
}

namespace {

// What a decision about measures makes possible next.
void add_next(Output& output, const View& view, const Committee& committee) {
    for (const auto& number : committee.about) {
        const auto id = parse_id<GuidanceTag>(number);
        if (!id || !after(rung_of(get_guidance(view, *id)), Climb::order)) continue;
        output.said.push_back(
            message(N_("if it orders the deletion: osaki-mcs guide escalate {} --committee {}"), *id, committee.committee_id));
    }
}

}  // namespace

Action define_committee_add(Options& options) {
    struct Words {
        Committee committee;
        std::optional<Date> on;
    };
    auto words = std::make_shared<Words>();
    options.choice("--kind", words->committee.kind, N_("what art. 7-2 leaves to the committee")).required = true;
    options.text("--subject", words->committee.subject, "TEXT", N_("what was decided about, in a few words")).required = true;
    options.text("--decision", words->committee.decision, "TEXT", N_("what was decided")).required = true;
    options.list("--about", words->committee.about, "NUMBERS",
                 N_("what it decides, comma-separated: K2026-01, U000001, G0001, O0001, D0001, A2026-0001"));
    options.date("--on", words->on, N_("day of the decision; today when not said"));
    return Write([words](Change& change) -> Output {
        words->committee.decided_on = words->on.value_or(change.today());
        const auto id = add_committee(change, words->committee);
        const auto committee = get_committee(change, id);
        Output output{.tables = {table_of<Committee>({committee}, true)},
                      .said = {message(N_("{} of {} recorded: {}"), id, committee.decided_on, committee.subject)},
                      .numbers = {to_text(id)}};
        add_next(output, change, committee);
        return output;
    });
}

}  // namespace osaki::cli
